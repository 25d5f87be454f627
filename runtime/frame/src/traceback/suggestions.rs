//! "Did you mean": the closest of some names, by CPython's measure.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const LONGEST: usize = 40;
const MOST_CANDIDATES: usize = 750;

/// The closest candidate, if one is close enough.
pub fn closest<'a>(candidates: &'a [String], wrong: &str) -> Option<&'a str> {
    let wrong_characters: Vec<char> = wrong.chars().collect();
    if candidates.len() > MOST_CANDIDATES || wrong_characters.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let characters: Vec<char> = candidate.chars().collect();
        // At most a third of the characters may differ, and it must beat what was found before.
        let allowed = (characters.len() + wrong_characters.len() + 3) * MOVE_COST / 6;
        let allowed = match best {
            Some((distance, _)) => allowed.min(distance.saturating_sub(1)),
            None => allowed.min(usize::MAX - 1),
        };
        if let Some(distance) = distance(&wrong_characters, &characters, allowed)
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

fn substitution_cost(left: char, right: char) -> usize {
    if left == right {
        0
    } else if left.to_lowercase().eq(right.to_lowercase()) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// The weighted edit distance, if it is within `allowed`.
fn distance(left: &[char], right: &[char], allowed: usize) -> Option<usize> {
    let prefix = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[prefix..], &right[prefix..]);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[..left.len() - suffix], &right[..right.len() - suffix]);
    if left.is_empty() || right.is_empty() {
        let cost = MOVE_COST * (left.len() + right.len());
        return (cost <= allowed).then_some(cost);
    }
    if left.len() > LONGEST || right.len() > LONGEST {
        return None;
    }
    let (short, long) = if right.len() < left.len() { (right, left) } else { (left, right) };
    if (long.len() - short.len()) * MOVE_COST > allowed {
        return None;
    }
    let mut row: Vec<usize> = (1..=short.len()).map(|index| index * MOVE_COST).collect();
    let mut result = 0;
    for (long_index, &long_character) in long.iter().enumerate() {
        let mut diagonal = long_index * MOVE_COST;
        result = diagonal;
        let mut minimum = usize::MAX;
        for (index, &short_character) in short.iter().enumerate() {
            let substitute = diagonal + substitution_cost(long_character, short_character);
            diagonal = row[index];
            let insert_or_delete = result.min(diagonal) + MOVE_COST;
            result = insert_or_delete.min(substitute);
            row[index] = result;
            minimum = minimum.min(result);
        }
        if minimum > allowed {
            return None;
        }
    }
    (result <= allowed).then_some(result)
}

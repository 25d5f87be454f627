//! A line difference for people: what is missing, what is there instead.

/// The lines of both texts, those of one only marked `-` (expected) or `+` (found).
pub fn difference(expected: &str, found: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    // common[i][j]: the longest common subsequence of the lines from i and from j.
    let mut common = vec![vec![0u32; found.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..found.len()).rev() {
            common[i][j] =
                if expected[i] == found[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < expected.len() || j < found.len() {
        let (mark, line) = if i < expected.len() && j < found.len() && expected[i] == found[j] {
            i += 1;
            j += 1;
            (' ', expected[i - 1])
        } else if j == found.len() || i < expected.len() && common[i + 1][j] >= common[i][j + 1] {
            i += 1;
            ('-', expected[i - 1])
        } else {
            j += 1;
            ('+', found[j - 1])
        };
        out.push_str(&format!("{mark} {line}\n"));
    }
    out
}

#[cfg(test)]
mod tests;

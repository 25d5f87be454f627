//! Checking the arguments of native functions, with CPython's messages.

use molt_object::function::{Arity, Definition, MethodDescriptor};
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Raised, Result, Str, Tuple, TypeObject, raise, type_of};

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// TypeError for a wrong number of arguments of a native method that no object was made for.
#[cold]
pub fn wrong_arity_of_method(definition: &Definition, receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Raised {
    let name = definition.name;
    let qualified = match receiver.bound() {
        Some(receiver) => format!("{}.{name}", defining_class(definition, receiver)),
        None => name.to_owned(),
    };
    wrong_arity(definition, &qualified, arguments)
}

/// TypeError for a wrong number of arguments of a native function.
#[cold]
pub fn wrong_arity(definition: &Definition, qualified: &str, arguments: Arguments<'_>) -> Raised {
    let name = definition.name;
    if arguments.has_keywords() {
        return raise(CoreType::TypeError, format_args!("{qualified}() takes no keyword arguments"));
    }
    let given = arguments.positional().len();
    match definition.arity {
        Arity::None => raise(CoreType::TypeError, format_args!("{qualified}() takes no arguments ({given} given)")),
        Arity::One => {
            raise(CoreType::TypeError, format_args!("{qualified}() takes exactly one argument ({given} given)"))
        }
        Arity::Positional(least, most) => expected(name, given, usize::from(least), most as usize),
        Arity::Any => raise(CoreType::TypeError, format_args!("{qualified}() got wrong arguments")),
    }
}

/// Qualified name of the class a native method is defined in; of the class itself for class methods.
fn defining_class(definition: &Definition, receiver: Borrowed<'_>) -> String {
    let own = type_of(receiver);
    let order = own.details().resolution_order.borrow().clone();
    let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
    let mut classes = order.into_iter().flat_map(Tuple::iter).filter_map(TypeObject::of);
    let definer = classes.find(|class| {
        let attribute = class.namespace().get_text(definition.name);
        attribute.is_some_and(|attribute| {
            let method = attribute.borrow().payload::<MethodDescriptor>();
            method.is_some_and(|method| core::ptr::eq(method.definition, definition))
        })
    });
    match (definer, TypeObject::of(receiver)) {
        (Some(class), _) | (None, Some(class)) => class.qualified_name(),
        (None, None) => own.qualified_name(),
    }
}

#[cold]
fn expected(name: &str, given: usize, least: usize, most: usize) -> Raised {
    let (bound, number) = match (given < least, least == most) {
        (_, true) => ("", least),
        (true, _) => ("at least ", least),
        (false, _) => ("at most ", most),
    };
    raise(CoreType::TypeError, format_args!("{name} expected {bound}{number} argument{}, got {given}", plural(number)))
}

/// Refuses keyword arguments.
pub fn no_keywords(function: &str, arguments: &Arguments<'_>) -> Result<()> {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, format_args!("{function}() takes no keyword arguments")));
    }
    Ok(())
}

/// Checks the number of positional arguments and refuses keyword arguments.
pub fn positional(function: &str, arguments: &Arguments<'_>, least: usize, most: usize) -> Result<()> {
    no_keywords(function, arguments)?;
    let given = arguments.positional().len();
    if (least..=most).contains(&given) { Ok(()) } else { Err(expected(function, given, least, most)) }
}

/// The parameters of a native function that takes keywords.
pub struct Parameters {
    /// Function name in messages.
    pub name: &'static str,
    /// Parameter names in order; positional-only ones first.
    pub names: &'static [&'static str],
    /// How many are positional-only.
    pub positional_only: usize,
    /// How many (from the first) must be given.
    pub required: usize,
    /// Index of the first keyword-only parameter; `names.len()` when there is none.
    pub keyword_only_from: usize,
}

impl Parameters {
    /// The argument of each parameter.
    pub fn bind<'a>(&self, arguments: &Arguments<'a>) -> Result<Vec<Option<Borrowed<'a>>>> {
        let mut bound: Vec<Option<Borrowed<'a>>> = vec![None; self.names.len()];
        self.bind_into(arguments, &mut bound)?;
        Ok(bound)
    }
    /// Puts the argument of each parameter into its place; the places are empty.
    pub fn bind_into<'a>(&self, arguments: &Arguments<'a>, bound: &mut [Option<Borrowed<'a>>]) -> Result<()> {
        let (given, name) = (arguments.positional(), self.name);
        let (total, most) = (given.len() + arguments.keyword_values().len(), self.names.len());
        let refuse = |message: core::fmt::Arguments<'_>| Err(raise(CoreType::TypeError, message));
        let bound_of = |most: usize| if self.required < most { "at most" } else { "exactly" };
        if total > most {
            let kind = if given.is_empty() { "keyword " } else { "" };
            let (limit, ending) = (bound_of(most), plural(most));
            return refuse(format_args!("{name}() takes {limit} {most} {kind}argument{ending} ({total} given)"));
        }
        let (most, given_count) = (self.keyword_only_from, given.len());
        if given_count > most && most == 0 {
            return refuse(format_args!("{name}() takes no positional arguments"));
        }
        if given_count > most {
            let (limit, ending) = (bound_of(most), plural(most));
            return refuse(format_args!(
                "{name}() takes {limit} {most} positional argument{ending} ({given_count} given)"
            ));
        }
        for (slot, argument) in bound.iter_mut().zip(given) {
            *slot = Some(*argument);
        }
        self.bind_keywords(arguments, bound)
    }

    /// Puts each keyword argument into its place, and sees that everything that must be given is. Misspelt names come last,
    /// as in CPython: what is missing says more.
    pub fn bind_keywords<'a>(&self, arguments: &Arguments<'a>, bound: &mut [Option<Borrowed<'a>>]) -> Result<()> {
        let (given, name) = (arguments.positional(), self.name);
        let (mut repeated, mut unknown) = (None, None);
        for (keyword, value) in arguments.keywords() {
            let index = (self.positional_only..self.names.len()).find(|&index| keyword.equals_rust(self.names[index]));
            match index {
                Some(index) if bound[index].is_some() => repeated = repeated.or(Some(index)),
                Some(index) => bound[index] = Some(value),
                None => unknown = unknown.or(Some(keyword)),
            }
        }
        for (index, slot) in bound.iter().enumerate().take(self.required) {
            if slot.is_some() {
                continue;
            }
            if index < self.positional_only {
                let (least, given) = (self.required.min(self.positional_only), given.len());
                let bound = if self.required == self.names.len() { "exactly" } else { "at least" };
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("{name}() takes {bound} {least} positional argument{} ({given} given)", plural(least)),
                ));
            }
            let (parameter, position) = (self.names[index], index + 1);
            return Err(raise(
                CoreType::TypeError,
                format_args!("{name}() missing required argument '{parameter}' (pos {position})"),
            ));
        }
        if let Some(index) = repeated {
            let (keyword, position) = (self.names[index], index + 1);
            return Err(raise(
                CoreType::TypeError,
                format_args!("argument for {name}() given by name ('{keyword}') and position ({position})"),
            ));
        }
        unknown.map_or(Ok(()), |keyword| Err(self.unknown_keyword(keyword)))
    }

    #[cold]
    fn unknown_keyword(&self, keyword: &Str) -> Raised {
        let (name, keyword) = (self.name, keyword.to_rust());
        let candidates: Vec<String> = self.names[self.positional_only..].iter().map(|&name| name.to_owned()).collect();
        let hint = match closest(&keyword, &candidates) {
            Some(candidate) => format!(". Did you mean '{candidate}'?"),
            None => String::new(),
        };
        raise(CoreType::TypeError, format_args!("{name}() got an unexpected keyword argument '{keyword}'{hint}"))
    }
}

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

fn substitution_cost(left: u8, right: u8) -> usize {
    if left == right {
        0
    } else if left.eq_ignore_ascii_case(&right) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

fn distance(left: &[u8], right: &[u8], limit: usize) -> usize {
    let mut row: Vec<usize> = (1..=left.len()).map(|index| index * MOVE_COST).collect();
    let mut result = left.len() * MOVE_COST;
    for (index, &code) in right.iter().enumerate() {
        let mut diagonal = index * MOVE_COST;
        result = diagonal + MOVE_COST;
        let mut minimum = usize::MAX;
        for (place, &own) in left.iter().enumerate() {
            let substitute = diagonal + substitution_cost(code, own);
            diagonal = row[place];
            result = substitute.min(result.min(diagonal) + MOVE_COST);
            row[place] = result;
            minimum = minimum.min(result);
        }
        if minimum > limit {
            return limit + 1;
        }
    }
    result
}

/// The candidate a misspelt name most probably meant, as CPython's "Did you mean" finds it.
pub fn closest<'a>(name: &str, candidates: &'a [String]) -> Option<&'a str> {
    const MOST_CANDIDATES: usize = 750;
    const LONGEST: usize = 40;
    if candidates.len() >= MOST_CANDIDATES || name.len() > LONGEST {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for candidate in candidates {
        if candidate == name || candidate.len() > LONGEST {
            continue;
        }
        let mut limit = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((_, best)) = best {
            limit = limit.min(best.saturating_sub(1));
        }
        let found = distance(name.as_bytes(), candidate.as_bytes(), limit);
        if found > limit {
            continue;
        }
        if best.is_none_or(|(_, best)| found < best) {
            best = Some((candidate, found));
        }
    }
    best.map(|(candidate, _)| candidate)
}

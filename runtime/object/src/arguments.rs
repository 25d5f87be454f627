//! The arguments of a call to a native function.

use crate::{Borrowed, Downcast, Str, Tuple};

/// Arguments of one call: positional values, then one value per keyword name.
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    values: &'a [Borrowed<'a>],
    positional: usize,
    names: Option<&'a Tuple>,
}

impl<'a> Arguments<'a> {
    /// Positional arguments only.
    pub const fn positional_only(values: &'a [Borrowed<'a>]) -> Self {
        Arguments { values, positional: values.len(), names: None }
    }
    /// `values` holds the positional arguments, then one value per name in `names`, a tuple of strs.
    #[inline]
    pub fn with_keywords(values: &'a [Borrowed<'a>], names: Option<&'a Tuple>) -> Self {
        let keywords = names.map_or(0, Tuple::len);
        debug_assert!(keywords <= values.len());
        Arguments { values, positional: values.len() - keywords, names: names.filter(|names| !names.is_empty()) }
    }
    /// The positional arguments.
    #[inline]
    pub fn positional(&self) -> &'a [Borrowed<'a>] {
        &self.values[..self.positional]
    }
    /// Values of the keyword arguments, in the order of [`Self::names`].
    pub fn keyword_values(&self) -> &'a [Borrowed<'a>] {
        &self.values[self.positional..]
    }
    /// All values.
    #[inline]
    pub fn values(&self) -> &'a [Borrowed<'a>] {
        self.values
    }
    /// Names of the keyword arguments; None when there are none.
    pub fn names(&self) -> Option<&'a Tuple> {
        self.names
    }
    /// Whether there are keyword arguments.
    #[inline]
    pub fn has_keywords(&self) -> bool {
        self.names.is_some()
    }
    /// Keyword names with their values. Names that are not exact strs are left out; the protocol layer refuses them
    /// before a call.
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Str, Borrowed<'a>)> + use<'a> {
        let values = self.keyword_values();
        let names = self.names;
        (0..values.len()).filter_map(move |index| {
            let name = names?.get(index)?;
            Some((name.downcast::<Str>()?, values[index]))
        })
    }
    /// The same call without its first positional argument.
    #[inline]
    pub fn without_first(&self) -> Self {
        Arguments { values: &self.values[1..], positional: self.positional - 1, names: self.names }
    }
}

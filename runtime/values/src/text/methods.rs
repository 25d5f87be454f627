//! The methods of `str`.

use molt_object::function::{Arity, Definition};
use molt_object::integer::from_usize;
use molt_object::{Borrowed, Bytes, Owned, Str, Tuple, with_units};
use molt_protocol::native_function;
use molt_support::arguments::{SliceEnd, SliceStart, most, search_range};
use molt_support::units::{self, Unit};
use molt_unicode::Properties;

use super::adjust::{self, FillCharacter};
use super::{case, search, sequence, split, translate};
use crate::codecs::{self, CodecName};
use crate::formatting::format_built_in;
use crate::templates::fields;

pub(super) static METHODS: &[Definition] = &[
    native_function!(
        "encode($self, /, encoding='utf-8', errors='strict')",
        "Encode the string using the codec registered for encoding.\n\n\
        \x20 encoding\n\
        \x20   The encoding in which to encode the string.\n\
        \x20 errors\n\
        \x20   The error handling scheme to use for encoding errors.\n\
        \x20   The default is 'strict' meaning that encoding errors raise a\n\
        \x20   UnicodeEncodeError.  Other possible values are 'ignore', 'replace'\n\
        \x20   and 'xmlcharrefreplace' as well as any other name registered with\n\
        \x20   codecs.register_error that can handle UnicodeEncodeErrors.",
        fn(own: &Str, encoding: Option<CodecName<'_>>, errors: Option<CodecName<'_>>) {
            let (encoding, errors) = CodecName::or_default(&encoding, &errors);
            Bytes::from_slice(&codecs::encode(own, encoding, errors)?)
        }
    ),
    Definition {
        name: "format",
        documentation: "format($self, /, *args, **kwargs)\n--\n\n\
            Return a formatted version of the string, using substitutions from args and kwargs.\n\
            The substitutions are identified by braces ('{' and '}').",
        arity: Arity::Any,
        function: fields::format_method,
    },
    native_function!(
        "format_map($self, mapping, /)",
        "Return a formatted version of the string, using substitutions from mapping.\n\
        The substitutions are identified by braces ('{' and '}').",
        fn(own: &Str, mapping: Borrowed<'_>) { fields::format_map(own, mapping) }
    ),
    native_function!(
        "__format__($self, format_spec, /)",
        "Return a formatted version of the string as described by format_spec.",
        fn(own: &Str, format_spec: &Str) { format_built_in(own.as_borrowed(), format_spec) }
    ),
    native_function!(
        "find($self, sub[, start[, end]], /)",
        "Return the lowest index in S where substring sub is found, such that sub is contained within \
        S[start:end].\n\n\
        Optional arguments start and end are interpreted as in slice\n\
        notation.  Return -1 on failure.",
        fn(own: &Str, sub: &Str, start: SliceStart, end: SliceEnd) {
            search::place_or_minus_one(search::find(own, sub, search_range(start, end, own.len()), false))
        }
    ),
    native_function!(
        "rfind($self, sub[, start[, end]], /)",
        "Return the highest index in S where substring sub is found, such that sub is contained within \
        S[start:end].\n\n\
        Optional arguments start and end are interpreted as in slice\n\
        notation.  Return -1 on failure.",
        fn(own: &Str, sub: &Str, start: SliceStart, end: SliceEnd) {
            search::place_or_minus_one(search::find(own, sub, search_range(start, end, own.len()), true))
        }
    ),
    native_function!(
        "index($self, sub[, start[, end]], /)",
        "Return the lowest index in S where substring sub is found, such that sub is contained within \
        S[start:end].\n\n\
        Optional arguments start and end are interpreted as in slice\n\
        notation.  Raises ValueError when the substring is not found.",
        fn(own: &Str, sub: &Str, start: SliceStart, end: SliceEnd) {
            search::place_or_error(search::find(own, sub, search_range(start, end, own.len()), false))
        }
    ),
    native_function!(
        "rindex($self, sub[, start[, end]], /)",
        "Return the highest index in S where substring sub is found, such that sub is contained within \
        S[start:end].\n\n\
        Optional arguments start and end are interpreted as in slice\n\
        notation.  Raises ValueError when the substring is not found.",
        fn(own: &Str, sub: &Str, start: SliceStart, end: SliceEnd) {
            search::place_or_error(search::find(own, sub, search_range(start, end, own.len()), true))
        }
    ),
    native_function!(
        "count($self, sub[, start[, end]], /)",
        "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\n\
        Optional arguments start and end are interpreted as in slice\n\
        notation.",
        fn(own: &Str, sub: &Str, start: SliceStart, end: SliceEnd) {
            Ok(from_usize(search::count(own, sub, search_range(start, end, own.len()))))
        }
    ),
    native_function!(
        "startswith($self, prefix[, start[, end]], /)",
        "Return True if the string starts with the specified prefix, False otherwise.\n\n\
        \x20 prefix\n\
        \x20   A string or a tuple of strings to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the string.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the string.",
        fn(own: &Str, prefix: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            let range = search_range(start, end, own.len());
            search::test_affix(own, prefix, range, "startswith", false)
        }
    ),
    native_function!(
        "endswith($self, suffix[, start[, end]], /)",
        "Return True if the string ends with the specified suffix, False otherwise.\n\n\
        \x20 suffix\n\
        \x20   A string or a tuple of strings to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the string.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the string.",
        fn(own: &Str, suffix: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            let range = search_range(start, end, own.len());
            search::test_affix(own, suffix, range, "endswith", true)
        }
    ),
    native_function!(
        "replace($self, old, new, /, count=-1)",
        "Return a copy with all occurrences of substring old replaced by new.\n\n\
        \x20 count\n\
        \x20   Maximum number of occurrences to replace.\n\
        \x20   -1 (the default value) means replace all occurrences.\n\n\
        If the optional argument count is given, only the first count occurrences are\n\
        replaced.",
        fn(own: &Str, old: &Str, new: &Str, count: Option<isize>) { search::replace(own, old, new, most(count)) }
    ),
    native_function!(
        "partition($self, sep, /)",
        "Partition the string into three parts using the given separator.\n\n\
        This will search for the separator in the string.  If the separator\n\
        is found, returns a 3-tuple containing the part before the\n\
        separator, the separator itself, and the part after it.\n\n\
        If the separator is not found, returns a 3-tuple containing\n\
        the original string and two empty strings.",
        fn(own: &Str, sep: Borrowed<'_>) { search::partition(own, sep, false) }
    ),
    native_function!(
        "rpartition($self, sep, /)",
        "Partition the string into three parts using the given separator.\n\n\
        This will search for the separator in the string, starting at the\n\
        end.  If the separator is found, returns a 3-tuple containing the\n\
        part before the separator, the separator itself, and the part after\n\
        it.\n\n\
        If the separator is not found, returns a 3-tuple containing two\n\
        empty strings and the original string.",
        fn(own: &Str, sep: Borrowed<'_>) { search::partition(own, sep, true) }
    ),
    native_function!(
        "removeprefix($self, prefix, /)",
        "Return a str with the given prefix string removed if present.\n\n\
        If the string starts with the prefix string, return\n\
        string[len(prefix):].  Otherwise, return a copy of the original\n\
        string.",
        fn(own: &Str, prefix: &Str) { search::remove_affix(own, prefix, false) }
    ),
    native_function!(
        "removesuffix($self, suffix, /)",
        "Return a str with the given suffix string removed if present.\n\n\
        If the string ends with the suffix string and that suffix is not\n\
        empty, return string[:-len(suffix)].  Otherwise, return a copy of\n\
        the original string.",
        fn(own: &Str, suffix: &Str) { search::remove_affix(own, suffix, true) }
    ),
    native_function!(
        "split($self, /, sep=None, maxsplit=-1)",
        "Return a list of the substrings in the string, using sep as the separator string.\n\n\
        \x20 sep\n\
        \x20   The separator used to split the string.\n\n\
        \x20   When set to None (the default value), will split on any\n\
        \x20   whitespace character (including \\n \\r \\t \\f and spaces) and\n\
        \x20   will discard empty strings from the result.\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits.\n\
        \x20   -1 (the default value) means no limit.\n\n\
        Splitting starts at the front of the string and works to the end.\n\n\
        Note, str.split() is mainly useful for data that has been\n\
        intentionally delimited.  With natural text that includes\n\
        punctuation, consider using the regular expression module.",
        fn(own: &Str, sep: Option<Borrowed<'_>>, maxsplit: Option<isize>) { split::split(own, sep, most(maxsplit), false) }
    ),
    native_function!(
        "rsplit($self, /, sep=None, maxsplit=-1)",
        "Return a list of the substrings in the string, using sep as the separator string.\n\n\
        \x20 sep\n\
        \x20   The separator used to split the string.\n\n\
        \x20   When set to None (the default value), will split on any\n\
        \x20   whitespace character (including \\n \\r \\t \\f and spaces) and\n\
        \x20   will discard empty strings from the result.\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits.\n\
        \x20   -1 (the default value) means no limit.\n\n\
        Splitting starts at the end of the string and works to the front.",
        fn(own: &Str, sep: Option<Borrowed<'_>>, maxsplit: Option<isize>) { split::split(own, sep, most(maxsplit), true) }
    ),
    native_function!(
        "splitlines($self, /, keepends=False)",
        "Return a list of the lines in the string, breaking at line boundaries.\n\n\
        Line breaks are not included in the resulting list unless keepends\n\
        is given and true.",
        fn(own: &Str, keepends: Option<bool>) { split::split_lines(own, keepends.unwrap_or(false)) }
    ),
    native_function!(
        "join($self, iterable, /)",
        "Concatenate any number of strings.\n\n\
        The string whose method is called is inserted in between each given\n\
        string.  The result is returned as a new string.\n\n\
        Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'",
        fn(own: &Str, iterable: Borrowed<'_>) { split::join_iterable(own, iterable) }
    ),
    native_function!(
        "strip($self, chars=None, /)",
        "Return a copy of the string with leading and trailing whitespace removed.\n\n\
        If chars is given and not None, remove characters in chars instead.",
        fn(own: &Str, chars: Option<Borrowed<'_>>) { adjust::strip(own, chars, "strip", true, true) }
    ),
    native_function!(
        "lstrip($self, chars=None, /)",
        "Return a copy of the string with leading whitespace removed.\n\n\
        If chars is given and not None, remove characters in chars instead.",
        fn(own: &Str, chars: Option<Borrowed<'_>>) { adjust::strip(own, chars, "lstrip", true, false) }
    ),
    native_function!(
        "rstrip($self, chars=None, /)",
        "Return a copy of the string with trailing whitespace removed.\n\n\
        If chars is given and not None, remove characters in chars instead.",
        fn(own: &Str, chars: Option<Borrowed<'_>>) { adjust::strip(own, chars, "rstrip", false, true) }
    ),
    native_function!(
        "center($self, width, fillchar=' ', /)",
        "Return a centered string of length width.\n\n\
        Padding is done using the specified fill character (default is\n\
        a space).",
        fn(own: &Str, width: isize, fillchar: Option<FillCharacter>) {
            // Where both are odd, the larger part goes to the left.
            adjust::pad(own, width, fillchar, |padding, width| padding / 2 + (padding & width & 1))
        }
    ),
    native_function!(
        "ljust($self, width, fillchar=' ', /)",
        "Return a left-justified string of length width.\n\n\
        Padding is done using the specified fill character (default is\n\
        a space).",
        fn(own: &Str, width: isize, fillchar: Option<FillCharacter>) { adjust::pad(own, width, fillchar, |_, _| 0) }
    ),
    native_function!(
        "rjust($self, width, fillchar=' ', /)",
        "Return a right-justified string of length width.\n\n\
        Padding is done using the specified fill character (default is\n\
        a space).",
        fn(own: &Str, width: isize, fillchar: Option<FillCharacter>) { adjust::pad(own, width, fillchar, |padding, _| padding) }
    ),
    native_function!(
        "zfill($self, width, /)",
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\n\
        The string is never truncated.",
        fn(own: &Str, width: isize) { adjust::fill_zeros(own, width) }
    ),
    native_function!(
        "expandtabs($self, /, tabsize=8)",
        "Return a copy where all tab characters are expanded using spaces.\n\n\
        If tabsize is not given, a tab size of 8 characters is assumed.",
        fn(own: &Str, tabsize: Option<i32>) {
            let size = usize::try_from(tabsize.unwrap_or(8)).unwrap_or(0);
            with_units!(own, units => Unit::make(&units::expand_tabs(units, size)?))
        }
    ),
    native_function!(
        "translate($self, table, /)",
        "Replace each character in the string using the given translation table.\n\n\
        \x20 table\n\
        \x20   Translation table, which must be a mapping of Unicode ordinals\n\
        \x20   to Unicode ordinals, strings, or None.\n\n\
        The table must implement lookup/indexing via __getitem__, for\n\
        instance a dictionary or list.  If this operation raises\n\
        LookupError, the character is left untouched.  Characters mapped to\n\
        None are deleted.",
        fn(own: &Str, table: Borrowed<'_>) { translate::translate(own, table) }
    ),
    native_function!(
        "lower($self, /)",
        "Return a copy of the string converted to lowercase.",
        fn(own: &Str) { case::lower(own) }
    ),
    native_function!(
        "upper($self, /)",
        "Return a copy of the string converted to uppercase.",
        fn(own: &Str) { case::upper(own) }
    ),
    native_function!(
        "casefold($self, /)",
        "Return a version of the string suitable for caseless comparisons.",
        fn(own: &Str) { case::casefold(own) }
    ),
    native_function!(
        "swapcase($self, /)",
        "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
        fn(own: &Str) { case::swapcase(own) }
    ),
    native_function!(
        "capitalize($self, /)",
        "Return a capitalized version of the string.\n\n\
        More specifically, make the first character have upper case and the\n\
        rest lower case.",
        fn(own: &Str) { case::capitalize(own) }
    ),
    native_function!(
        "title($self, /)",
        "Return a version of the string where each word is titlecased.\n\n\
        More specifically, words start with uppercased characters and all\n\
        remaining cased characters have lower case.",
        fn(own: &Str) { case::title(own) }
    ),
    native_function!(
        "isalpha($self, /)",
        "Return True if the string is an alphabetic string, False otherwise.\n\n\
        A string is alphabetic if all characters in the string are\n\
        alphabetic and there is at least one character in the string.",
        fn(own: &Str) { case::all(own, u8::is_ascii_alphabetic, Properties::is_alphabetic) }
    ),
    native_function!(
        "isalnum($self, /)",
        "Return True if the string is an alpha-numeric string, False otherwise.\n\n\
        A string is alpha-numeric if all characters in the string are\n\
        alpha-numeric and there is at least one character in the string.",
        fn(own: &Str) { case::all(own, u8::is_ascii_alphanumeric, Properties::is_alphanumeric) }
    ),
    native_function!(
        "isdecimal($self, /)",
        "Return True if the string is a decimal string, False otherwise.\n\n\
        A string is a decimal string if all characters in the string are\n\
        decimal and there is at least one character in the string.",
        fn(own: &Str) { case::all(own, u8::is_ascii_digit, Properties::is_decimal) }
    ),
    native_function!(
        "isdigit($self, /)",
        "Return True if the string is a digit string, False otherwise.\n\n\
        A string is a digit string if all characters in the string are\n\
        digits and there is at least one character in the string.",
        fn(own: &Str) { case::all(own, u8::is_ascii_digit, Properties::is_digit) }
    ),
    native_function!(
        "isnumeric($self, /)",
        "Return True if the string is a numeric string, False otherwise.\n\n\
        A string is numeric if all characters in the string are numeric and\n\
        there is at least one character in the string.",
        fn(own: &Str) { case::all(own, u8::is_ascii_digit, Properties::is_numeric) }
    ),
    native_function!(
        "isspace($self, /)",
        "Return True if the string is a whitespace string, False otherwise.\n\n\
        A string is whitespace if all characters in the string are\n\
        whitespace and there is at least one character in the string.",
        fn(own: &Str) {
            case::all(own, |byte| molt_unicode::is_space(u32::from(*byte)), Properties::is_space)
        }
    ),
    native_function!(
        "isupper($self, /)",
        "Return True if the string is an uppercase string, False otherwise.\n\n\
        A string is uppercase if all cased characters in the string are\n\
        uppercase and there is at least one cased character in the string.",
        fn(own: &Str) { case::all_cased(own, Properties::is_upper, Properties::is_lower) }
    ),
    native_function!(
        "islower($self, /)",
        "Return True if the string is a lowercase string, False otherwise.\n\n\
        A string is lowercase if all cased characters in the string are\n\
        lowercase and there is at least one cased character in the string.",
        fn(own: &Str) { case::all_cased(own, Properties::is_lower, Properties::is_upper) }
    ),
    native_function!(
        "istitle($self, /)",
        "Return True if the string is a title-cased string, False otherwise.\n\n\
        In a title-cased string, upper- and title-case characters may only\n\
        follow uncased characters and lowercase characters only cased ones.",
        fn(own: &Str) { case::is_title(own) }
    ),
    native_function!(
        "isascii($self, /)",
        "Return True if all characters in the string are ASCII, False otherwise.\n\n\
        ASCII characters have code points in the range U+0000-U+007F.\n\
        Empty string is ASCII too.",
        fn(own: &Str) { Ok(Owned::bool(own.is_ascii())) }
    ),
    native_function!(
        "isprintable($self, /)",
        "Return True if all characters in the string are printable, False otherwise.\n\n\
        A character is printable if repr() may use it in its output.",
        fn(own: &Str) { Ok(Owned::bool(own.code_points().all(molt_unicode::is_printable))) }
    ),
    native_function!(
        "isidentifier($self, /)",
        "Return True if the string is a valid Python identifier, False otherwise.\n\n\
        Call keyword.iskeyword(s) to test whether string s is a reserved\n\
        identifier, such as \"def\" or \"class\".",
        fn(own: &Str) { Ok(Owned::bool(case::is_identifier(own))) }
    ),
    native_function!(
        "__getnewargs__($self, /)",
        "",
        fn(own: &Str) { Ok(Tuple::from_vec(vec![sequence::to_exact(own.as_borrowed())?])) }
    ),
    native_function!("__sizeof__($self, /)", "Return the size of the string in memory, in bytes.", fn(own: &Str) {
        let head = if own.is_ascii() { 40 } else { 56 };
        Ok(from_usize(head + own.byte_len() + own.kind() as usize))
    }),
];

pub(super) static STATIC_METHODS: &[Definition] = &[native_function!(
    "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)",
    "Return a translation table usable for str.translate().\n\n\
    If there is only one argument, it must be a dictionary mapping\n\
    Unicode ordinals (integers) or characters to Unicode ordinals,\n\
    strings or None.  Character keys will be then converted to ordinals.\n\
    If there are two arguments, they must be strings of equal length,\n\
    and in the resulting dictionary, each character in x will be mapped\n\
    to the character at the same position in y.  If there is a third\n\
    argument, it must be a string, whose characters will be mapped to\n\
    None in the result.",
    fn(_class: Borrowed<'_>, x: Borrowed<'_>, y: Option<&Str>, z: Option<&Str>) { translate::make_table(x, y, z) }
)];

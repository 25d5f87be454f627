//! The methods of `bytes`, and those that `bytearray` shares.

use molt_object::function::Definition;
use molt_object::{Borrowed, Bytes, Owned, Tuple, memory};
use molt_protocol::native_function;
use molt_protocol::native_function::Class;
use molt_support::arguments::{SliceEnd, SliceStart, most, search_range};
use molt_support::bytes_like::{BytesLike, own_bytes};
use molt_support::units;

use super::adjust::{self, FillByte, all, all_cased, map};
use super::search::{self, is_space};
use super::sequence::unchanged;
use crate::codecs::{self, CodecName};

/// What both types have, with the docstrings of `bytes`.
pub(super) const SHARED: &[Definition] = &[
    native_function!(
        "decode($self, /, encoding='utf-8', errors='strict')",
        "Decode the bytes using the codec registered for encoding.\n\n\
        \x20 encoding\n\
        \x20   The encoding with which to decode the bytes.\n\
        \x20 errors\n\
        \x20   The error handling scheme to use for the handling of decoding\n\
        \x20   errors.  The default is 'strict' meaning that decoding errors\n\
        \x20   raise a UnicodeDecodeError.  Other possible values are 'ignore'\n\
        \x20   and 'replace' as well as any other name registered with\n\
        \x20   codecs.register_error that can handle UnicodeDecodeErrors.",
        fn(own: Borrowed<'_>, encoding: Option<CodecName<'_>>, errors: Option<CodecName<'_>>) {
            codecs::decode_own(own, &encoding, &errors)
        }
    ),
    native_function!(
        "find($self, sub[, start[, end]], /)",
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start,end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Return -1 on failure.",
        fn(own: Borrowed<'_>, sub: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            search::place_or_minus_one(search::find(own, sub, start, end, false)?)
        }
    ),
    native_function!(
        "rfind($self, sub[, start[, end]], /)",
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start,end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Return -1 on failure.",
        fn(own: Borrowed<'_>, sub: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            search::place_or_minus_one(search::find(own, sub, start, end, true)?)
        }
    ),
    native_function!(
        "index($self, sub[, start[, end]], /)",
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start,end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Raise ValueError if the subsection is not found.",
        fn(own: Borrowed<'_>, sub: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            search::place_or_error(search::find(own, sub, start, end, false)?)
        }
    ),
    native_function!(
        "rindex($self, sub[, start[, end]], /)",
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start,end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Raise ValueError if the subsection is not found.",
        fn(own: Borrowed<'_>, sub: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            search::place_or_error(search::find(own, sub, start, end, true)?)
        }
    ),
    native_function!(
        "count($self, sub[, start[, end]], /)",
        "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.",
        fn(own: Borrowed<'_>, sub: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            search::count(own, sub, start, end)
        }
    ),
    native_function!(
        "startswith($self, prefix[, start[, end]], /)",
        "Return True if the bytes starts with the specified prefix, False otherwise.\n\n\
        \x20 prefix\n\
        \x20   A bytes or a tuple of bytes to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.",
        fn(own: Borrowed<'_>, prefix: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            let range = search_range(start, end, own_bytes(own).len());
            search::test_affix(own, prefix, range, "startswith", false)
        }
    ),
    native_function!(
        "endswith($self, suffix[, start[, end]], /)",
        "Return True if the bytes ends with the specified suffix, False otherwise.\n\n\
        \x20 suffix\n\
        \x20   A bytes or a tuple of bytes to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.",
        fn(own: Borrowed<'_>, suffix: Borrowed<'_>, start: SliceStart, end: SliceEnd) {
            let range = search_range(start, end, own_bytes(own).len());
            search::test_affix(own, suffix, range, "endswith", true)
        }
    ),
    native_function!(
        "replace($self, old, new, count=-1, /)",
        "Return a copy with all occurrences of substring old replaced by new.\n\n\
        \x20 count\n\
        \x20   Maximum number of occurrences to replace.\n\
        \x20   -1 (the default value) means replace all occurrences.\n\n\
        If the optional argument count is given, only the first count occurrences are\n\
        replaced.",
        fn(own: Borrowed<'_>, old: BytesLike<'_>, new: BytesLike<'_>, count: Option<isize>) {
            search::replace(own, old, new, most(count))
        }
    ),
    native_function!(
        "partition($self, sep, /)",
        "Partition the bytes into three parts using the given separator.\n\n\
        This will search for the separator sep in the bytes.  If the\n\
        separator is found, returns a 3-tuple containing the part before the\n\
        separator, the separator itself, and the part after it.\n\n\
        If the separator is not found, returns a 3-tuple containing the\n\
        original bytes object and two empty bytes objects.",
        fn(own: Borrowed<'_>, sep: Borrowed<'_>) { search::partition(own, sep, false) }
    ),
    native_function!(
        "rpartition($self, sep, /)",
        "Partition the bytes into three parts using the given separator.\n\n\
        This will search for the separator sep in the bytes, starting at the\n\
        end.  If the separator is found, returns a 3-tuple containing the\n\
        part before the separator, the separator itself, and the part after\n\
        it.\n\n\
        If the separator is not found, returns a 3-tuple containing two\n\
        empty bytes objects and the original bytes object.",
        fn(own: Borrowed<'_>, sep: Borrowed<'_>) { search::partition(own, sep, true) }
    ),
    native_function!(
        "removeprefix($self, prefix, /)",
        "Return a bytes object with the given prefix string removed if present.\n\n\
        If the bytes starts with the prefix string, return\n\
        bytes[len(prefix):].  Otherwise, return a copy of the original\n\
        bytes.",
        fn(own: Borrowed<'_>, prefix: BytesLike<'_>) { search::remove_affix(own, prefix, false) }
    ),
    native_function!(
        "removesuffix($self, suffix, /)",
        "Return a bytes object with the given suffix string removed if present.\n\n\
        If the bytes ends with the suffix string and that suffix is not\n\
        empty, return bytes[:-len(prefix)].  Otherwise, return a copy of the\n\
        original bytes.",
        fn(own: Borrowed<'_>, suffix: BytesLike<'_>) { search::remove_affix(own, suffix, true) }
    ),
    native_function!(
        "split($self, /, sep=None, maxsplit=-1)",
        "Return a list of the sections in the bytes, using sep as the delimiter.\n\n\
        \x20 sep\n\
        \x20   The delimiter according which to split the bytes.\n\
        \x20   None (the default value) means split on ASCII whitespace\n\
        \x20   characters (space, tab, return, newline, formfeed, vertical tab).\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits to do.\n\
        \x20   -1 (the default value) means no limit.",
        fn(own: Borrowed<'_>, sep: Option<Borrowed<'_>>, maxsplit: Option<isize>) {
            search::split(own, sep, most(maxsplit), false)
        }
    ),
    native_function!(
        "rsplit($self, /, sep=None, maxsplit=-1)",
        "Return a list of the sections in the bytes, using sep as the delimiter.\n\n\
        \x20 sep\n\
        \x20   The delimiter according which to split the bytes.\n\
        \x20   None (the default value) means split on ASCII whitespace\n\
        \x20   characters (space, tab, return, newline, formfeed, vertical tab).\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits to do.\n\
        \x20   -1 (the default value) means no limit.\n\n\
        Splitting is done starting at the end of the bytes and working to\n\
        the front.",
        fn(own: Borrowed<'_>, sep: Option<Borrowed<'_>>, maxsplit: Option<isize>) {
            search::split(own, sep, most(maxsplit), true)
        }
    ),
    native_function!(
        "splitlines($self, /, keepends=False)",
        "Return a list of the lines in the bytes, breaking at line boundaries.\n\n\
        Line breaks are not included in the resulting list unless keepends\n\
        is given and true.",
        fn(own: Borrowed<'_>, keepends: Option<bool>) {
            search::split_lines(own, keepends.unwrap_or(false))
        }
    ),
    native_function!(
        "join($self, iterable_of_bytes, /)",
        "Concatenate any number of bytes objects.\n\n\
        The bytes whose method is called is inserted in between each pair.\n\n\
        The result is returned as a new bytes object.\n\n\
        Example: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.",
        fn(own: Borrowed<'_>, iterable_of_bytes: Borrowed<'_>) { search::join(own, iterable_of_bytes) }
    ),
    native_function!(
        "strip($self, bytes=None, /)",
        "Strip leading and trailing bytes contained in the argument.\n\n\
        If the argument is omitted or None, strip leading and trailing ASCII\n\
        whitespace.",
        fn(own: Borrowed<'_>, bytes: Option<Borrowed<'_>>) { adjust::strip(own, bytes, true, true) }
    ),
    native_function!(
        "lstrip($self, bytes=None, /)",
        "Strip leading bytes contained in the argument.\n\n\
        If the argument is omitted or None, strip leading  ASCII whitespace.",
        fn(own: Borrowed<'_>, bytes: Option<Borrowed<'_>>) { adjust::strip(own, bytes, true, false) }
    ),
    native_function!(
        "rstrip($self, bytes=None, /)",
        "Strip trailing bytes contained in the argument.\n\n\
        If the argument is omitted or None, strip trailing ASCII whitespace.",
        fn(own: Borrowed<'_>, bytes: Option<Borrowed<'_>>) { adjust::strip(own, bytes, false, true) }
    ),
    native_function!(
        "center($self, width, fillchar=b' ', /)",
        "Return a centered string of length width.\n\n\
        Padding is done using the specified fill character.",
        fn(own: Borrowed<'_>, width: isize, fillchar: Option<FillByte>) {
            // Where both are odd, the larger part goes to the left.
            adjust::pad(own, width, fillchar, |padding, width| padding / 2 + (padding & width & 1))
        }
    ),
    native_function!(
        "ljust($self, width, fillchar=b' ', /)",
        "Return a left-justified string of length width.\n\n\
        Padding is done using the specified fill character.",
        fn(own: Borrowed<'_>, width: isize, fillchar: Option<FillByte>) {
            adjust::pad(own, width, fillchar, |_, _| 0)
        }
    ),
    native_function!(
        "rjust($self, width, fillchar=b' ', /)",
        "Return a right-justified string of length width.\n\n\
        Padding is done using the specified fill character.",
        fn(own: Borrowed<'_>, width: isize, fillchar: Option<FillByte>) {
            adjust::pad(own, width, fillchar, |padding, _| padding)
        }
    ),
    native_function!(
        "zfill($self, width, /)",
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\n\
        The original string is never truncated.",
        fn(own: Borrowed<'_>, width: isize) { adjust::fill_zeros(own, width) }
    ),
    native_function!(
        "expandtabs($self, /, tabsize=8)",
        "Return a copy where all tab characters are expanded using spaces.\n\n\
        If tabsize is not given, a tab size of 8 characters is assumed.",
        fn(own: Borrowed<'_>, tabsize: Option<i32>) {
            map(own, |data| units::expand_tabs(data, usize::try_from(tabsize.unwrap_or(8)).unwrap_or(0)))
        }
    ),
    native_function!(
        "translate($self, table, /, delete=b'')",
        "Return a copy with each character mapped by the given translation table.\n\n\
        \x20 table\n\
        \x20   Translation table, which must be a bytes object of length 256.\n\n\
        All characters occurring in the optional argument delete are\n\
        removed.  The remaining characters are mapped through the given\n\
        translation table.",
        fn(own: Borrowed<'_>, table: Borrowed<'_>, delete: Option<Borrowed<'_>>) {
            adjust::translate(own, table, delete)
        }
    ),
    native_function!(
        "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Create a string of hexadecimal numbers from a bytes object.\n\n\
        \x20 sep\n\
        \x20   An optional single character or byte to separate hex bytes.\n\
        \x20 bytes_per_sep\n\
        \x20   How many bytes between separators.  Positive values count from\n\
        \x20   the right, negative values count from the left.\n\n\
        Example:\n\
        >>> value = b'\\xb9\\x01\\xef'\n\
        >>> value.hex()\n\
        'b901ef'\n\
        >>> value.hex(':')\n\
        'b9:01:ef'\n\
        >>> value.hex(':', 2)\n\
        'b9:01ef'\n\
        >>> value.hex(':', -2)\n\
        'b901:ef'",
        fn(own: Borrowed<'_>, sep: Option<Borrowed<'_>>, bytes_per_sep: Option<i32>) {
            adjust::to_hexadecimal(own, sep, bytes_per_sep.unwrap_or(1))
        }
    ),
    native_function!(
        "lower($self, /)",
        "B.lower() -> copy of B\n\n\
        Return a copy of B with all ASCII characters converted to lowercase.",
        fn(own: Borrowed<'_>) { map(own, adjust::lower) }
    ),
    native_function!(
        "upper($self, /)",
        "B.upper() -> copy of B\n\n\
        Return a copy of B with all ASCII characters converted to uppercase.",
        fn(own: Borrowed<'_>) { map(own, |data| memory::collect(data.iter().map(u8::to_ascii_uppercase))) }
    ),
    native_function!(
        "capitalize($self, /)",
        "B.capitalize() -> copy of B\n\n\
        Return a copy of B with only its first character capitalized (ASCII)\n\
        and the rest lower-cased.",
        fn(own: Borrowed<'_>) { map(own, adjust::capitalize) }
    ),
    native_function!(
        "title($self, /)",
        "B.title() -> copy of B\n\n\
        Return a titlecased version of B, i.e. ASCII words start with\n\
        uppercase characters, all remaining cased characters have lowercase.",
        fn(own: Borrowed<'_>) { map(own, adjust::title) }
    ),
    native_function!(
        "swapcase($self, /)",
        "B.swapcase() -> copy of B\n\n\
        Return a copy of B with uppercase ASCII characters converted\n\
        to lowercase ASCII and vice versa.",
        fn(own: Borrowed<'_>) { map(own, |data| memory::collect(data.iter().map(adjust::swap_case))) }
    ),
    native_function!(
        "isalpha($self, /)",
        "B.isalpha() -> bool\n\n\
        Return True if all characters in B are alphabetic\n\
        and there is at least one character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all(own, u8::is_ascii_alphabetic) }
    ),
    native_function!(
        "isalnum($self, /)",
        "B.isalnum() -> bool\n\n\
        Return True if all characters in B are alphanumeric\n\
        and there is at least one character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all(own, u8::is_ascii_alphanumeric) }
    ),
    native_function!(
        "isdigit($self, /)",
        "B.isdigit() -> bool\n\n\
        Return True if all characters in B are digits\n\
        and there is at least one character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all(own, u8::is_ascii_digit) }
    ),
    native_function!(
        "isspace($self, /)",
        "B.isspace() -> bool\n\n\
        Return True if all characters in B are whitespace\n\
        and there is at least one character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all(own, |&byte| is_space(u32::from(byte))) }
    ),
    native_function!(
        "isascii($self, /)",
        "B.isascii() -> bool\n\n\
        Return True if B is empty or all characters in B are ASCII,\n\
        False otherwise.",
        fn(own: Borrowed<'_>) { Ok(Owned::bool(own_bytes(own).is_ascii())) }
    ),
    native_function!(
        "isupper($self, /)",
        "B.isupper() -> bool\n\n\
        Return True if all cased characters in B are uppercase and there is\n\
        at least one cased character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all_cased(own, |byte| byte.is_ascii_uppercase()) }
    ),
    native_function!(
        "islower($self, /)",
        "B.islower() -> bool\n\n\
        Return True if all cased characters in B are lowercase and there is\n\
        at least one cased character in B, False otherwise.",
        fn(own: Borrowed<'_>) { all_cased(own, |byte| byte.is_ascii_lowercase()) }
    ),
    native_function!(
        "istitle($self, /)",
        "B.istitle() -> bool\n\n\
        Return True if B is a titlecased string and there is at least one\n\
        character in B, i.e. uppercase characters may only follow uncased\n\
        characters and lowercase characters only cased ones. Return False\n\
        otherwise.",
        fn(own: Borrowed<'_>) { adjust::is_title(own) }
    ),
];

const OWN: &[Definition] = &[
    native_function!(
        "__bytes__($self, /)",
        "Convert this value to exact type bytes.",
        fn(own: Borrowed<'_>) { unchanged(own) }
    ),
    native_function!(
        "__getnewargs__($self, /)",
        "",
        fn(own: Borrowed<'_>) { Ok(Tuple::from_vec(vec![Bytes::from_slice(&own_bytes(own))?])) }
    ),
];

pub(super) static METHODS: [Definition; SHARED.len() + OWN.len()] = Definition::concatenate(SHARED, OWN);

pub(super) static CLASS_METHODS: &[Definition] = &[native_function!(
    "fromhex($type, string, /)",
    "Create a bytes object from a string of hexadecimal numbers.\n\n\
    Spaces between two numbers are accepted.\n\
    Example: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.",
    fn(class: Class<'_>, string: Borrowed<'_>) { adjust::from_hexadecimal(class, string) }
)];

/// The static method of both types.
pub(super) static STATIC_METHODS: &[Definition] = &[native_function!(
    "maketrans(frm, to, /)",
    "Return a translation table usable for the bytes or bytearray translate method.\n\n\
    The returned table will be one where each byte in frm is mapped to\n\
    the byte at the same position in to.\n\n\
    The bytes objects frm and to must be of the same length.",
    fn(_class: Borrowed<'_>, frm: BytesLike<'_>, to: BytesLike<'_>) { adjust::make_table(frm, to) }
)];

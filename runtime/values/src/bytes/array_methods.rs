//! The methods of `bytearray`.

use molt_object::function::Definition;
use molt_object::integer::{from_i64, from_usize};
use molt_object::{Borrowed, CoreType, Native, Owned, memory, raise};
use molt_protocol::native_function;
use molt_protocol::native_function::Class;
use molt_support::bytes_like::ByteArray;
use molt_support::items::place;

use super::adjust;
use super::array::extend;
use super::methods::SHARED;
use super::sequence::{ByteValue, new_array};

const OWN: &[Definition] = &[
    native_function!(
        "append($self, item, /)",
        "Append a single item to the end of the bytearray.\n\n\
        \x20 item\n\
        \x20   The item to be appended.",
        fn(own: &Native<ByteArray>, item: ByteValue) {
            memory::extend(&mut own.data.borrow_mut(), &[item.0])?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "extend($self, iterable_of_ints, /)",
        "Append all the items from the iterator or sequence to the end of the bytearray.\n\n\
        \x20 iterable_of_ints\n\
        \x20   The iterable of items to append.",
        fn(own: &Native<ByteArray>, iterable_of_ints: Borrowed<'_>) {
            extend(own, iterable_of_ints)?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "insert($self, index, item, /)",
        "Insert a single item into the bytearray before the given index.\n\n\
        \x20 index\n\
        \x20   The index where the value is to be inserted.\n\
        \x20 item\n\
        \x20   The item to be inserted.",
        fn(own: &Native<ByteArray>, index: isize, item: ByteValue) {
            let mut data = own.data.borrow_mut();
            let length = data.len();
            let index = if index < 0 { index.saturating_add_unsigned(length).max(0) } else { index } as usize;
            memory::reserve(&mut data, 1)?;
            data.insert(index.min(length), item.0);
            Ok(Owned::none())
        }
    ),
    native_function!(
        "pop($self, index=-1, /)",
        "Remove and return a single item from B.\n\n\
        \x20 index\n\
        \x20   The index from where to remove the item.\n\
        \x20   -1 (the default value) means remove the last item.\n\n\
        If no index argument is given, will pop the last item.",
        fn(own: &Native<ByteArray>, index: Option<isize>) {
            let mut data = own.data.borrow_mut();
            let length = data.len();
            match place(index.unwrap_or(-1), length) {
                Some(place) => Ok(from_i64(i64::from(data.remove(place)))),
                None => {
                    drop(data);
                    let message = if length == 0 { "pop from empty bytearray" } else { "pop index out of range" };
                    Err(raise(CoreType::IndexError, message))
                }
            }
        }
    ),
    native_function!(
        "remove($self, value, /)",
        "Remove the first occurrence of a value in the bytearray.\n\n\
        \x20 value\n\
        \x20   The value to remove.",
        fn(own: &Native<ByteArray>, value: ByteValue) {
            let mut data = own.data.borrow_mut();
            let Some(place) = memchr::memchr(value.0, &data) else {
                drop(data);
                return Err(raise(CoreType::ValueError, "value not found in bytearray"));
            };
            data.remove(place);
            Ok(Owned::none())
        }
    ),
    native_function!(
        "reverse($self, /)",
        "Reverse the order of the values in B in place.",
        fn(own: &Native<ByteArray>) {
            own.data.borrow_mut().reverse();
            Ok(Owned::none())
        }
    ),
    native_function!("clear($self, /)", "Remove all items from the bytearray.", fn(own: &Native<ByteArray>) {
        own.data.borrow_mut().clear();
        Ok(Owned::none())
    }),
    native_function!(
        "copy($self, /)",
        "Return a copy of B.",
        fn(own: &Native<ByteArray>) { Ok(new_array(memory::copy(&own.data.borrow())?)) }
    ),
    native_function!(
        "__alloc__($self, /)",
        "B.__alloc__() -> int\n\n\
        Return the number of bytes actually allocated.",
        fn(own: &Native<ByteArray>) {
            let data = own.data.borrow();
            Ok(from_usize(if data.is_empty() { 0 } else { data.len() + 1 }))
        }
    ),
];

/// Where the docstring of a shared method is another one than that of `bytes`.
const DOCUMENTATION: &[(&str, &str)] = &[
    (
        "decode",
        "decode($self, /, encoding='utf-8', errors='strict')\n--\n\n\
        Decode the bytearray using the codec registered for encoding.\n\n\
        \x20 encoding\n\
        \x20   The encoding with which to decode the bytearray.\n\
        \x20 errors\n\
        \x20   The error handling scheme to use for the handling of decoding\n\
        \x20   errors.  The default is 'strict' meaning that decoding errors\n\
        \x20   raise a UnicodeDecodeError.  Other possible values are 'ignore'\n\
        \x20   and 'replace' as well as any other name registered with\n\
        \x20   codecs.register_error that can handle UnicodeDecodeErrors.",
    ),
    (
        "find",
        "find($self, sub[, start[, end]], /)\n--\n\n\
        Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start:end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Return -1 on failure.",
    ),
    (
        "rfind",
        "rfind($self, sub[, start[, end]], /)\n--\n\n\
        Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start:end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Return -1 on failure.",
    ),
    (
        "index",
        "index($self, sub[, start[, end]], /)\n--\n\n\
        Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start:end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Raise ValueError if the subsection is not found.",
    ),
    (
        "rindex",
        "rindex($self, sub[, start[, end]], /)\n--\n\n\
        Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within \
        B[start:end].\n\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytes.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytes.\n\n\
        Raise ValueError if the subsection is not found.",
    ),
    (
        "startswith",
        "startswith($self, prefix[, start[, end]], /)\n--\n\n\
        Return True if the bytearray starts with the specified prefix, False otherwise.\n\n\
        \x20 prefix\n\
        \x20   A bytes or a tuple of bytes to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytearray.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytearray.",
    ),
    (
        "endswith",
        "endswith($self, suffix[, start[, end]], /)\n--\n\n\
        Return True if the bytearray ends with the specified suffix, False otherwise.\n\n\
        \x20 suffix\n\
        \x20   A bytes or a tuple of bytes to try.\n\
        \x20 start\n\
        \x20   Optional start position. Default: start of the bytearray.\n\
        \x20 end\n\
        \x20   Optional stop position. Default: end of the bytearray.",
    ),
    (
        "partition",
        "partition($self, sep, /)\n--\n\n\
        Partition the bytearray into three parts using the given separator.\n\n\
        This will search for the separator sep in the bytearray.  If the\n\
        separator is found, returns a 3-tuple containing the part before the\n\
        separator, the separator itself, and the part after it as new\n\
        bytearray objects.\n\n\
        If the separator is not found, returns a 3-tuple containing the copy\n\
        of the original bytearray object and two empty bytearray objects.",
    ),
    (
        "rpartition",
        "rpartition($self, sep, /)\n--\n\n\
        Partition the bytearray into three parts using the given separator.\n\n\
        This will search for the separator sep in the bytearray, starting at\n\
        the end.  If the separator is found, returns a 3-tuple containing\n\
        the part before the separator, the separator itself, and the part\n\
        after it as new bytearray objects.\n\n\
        If the separator is not found, returns a 3-tuple containing two\n\
        empty bytearray objects and the copy of the original bytearray\n\
        object.",
    ),
    (
        "removeprefix",
        "removeprefix($self, prefix, /)\n--\n\n\
        Return a bytearray with the given prefix string removed if present.\n\n\
        If the bytearray starts with the prefix string, return\n\
        bytearray[len(prefix):].  Otherwise, return a copy of the original\n\
        bytearray.",
    ),
    (
        "removesuffix",
        "removesuffix($self, suffix, /)\n--\n\n\
        Return a bytearray with the given suffix string removed if present.\n\n\
        If the bytearray ends with the suffix string and that suffix is not\n\
        empty, return bytearray[:-len(suffix)].  Otherwise, return a copy of\n\
        the original bytearray.",
    ),
    (
        "split",
        "split($self, /, sep=None, maxsplit=-1)\n--\n\n\
        Return a list of the sections in the bytearray, using sep as the delimiter.\n\n\
        \x20 sep\n\
        \x20   The delimiter according which to split the bytearray.\n\
        \x20   None (the default value) means split on ASCII whitespace\n\
        \x20   characters (space, tab, return, newline, formfeed, vertical tab).\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits to do.\n\
        \x20   -1 (the default value) means no limit.",
    ),
    (
        "rsplit",
        "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\n\
        Return a list of the sections in the bytearray, using sep as the delimiter.\n\n\
        \x20 sep\n\
        \x20   The delimiter according which to split the bytearray.\n\
        \x20   None (the default value) means split on ASCII whitespace\n\
        \x20   characters (space, tab, return, newline, formfeed, vertical tab).\n\
        \x20 maxsplit\n\
        \x20   Maximum number of splits to do.\n\
        \x20   -1 (the default value) means no limit.\n\n\
        Splitting is done starting at the end of the bytearray and working\n\
        to the front.",
    ),
    (
        "splitlines",
        "splitlines($self, /, keepends=False)\n--\n\n\
        Return a list of the lines in the bytearray, breaking at line boundaries.\n\n\
        Line breaks are not included in the resulting list unless keepends\n\
        is given and true.",
    ),
    (
        "join",
        "join($self, iterable_of_bytes, /)\n--\n\n\
        Concatenate any number of bytes/bytearray objects.\n\n\
        The bytearray whose method is called is inserted in between each\n\
        pair.\n\n\
        The result is returned as a new bytearray object.",
    ),
    (
        "lstrip",
        "lstrip($self, bytes=None, /)\n--\n\n\
        Strip leading bytes contained in the argument.\n\n\
        If the argument is omitted or None, strip leading ASCII whitespace.",
    ),
    (
        "hex",
        "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\n\
        Create a string of hexadecimal numbers from a bytearray object.\n\n\
        \x20 sep\n\
        \x20   An optional single character or byte to separate hex bytes.\n\
        \x20 bytes_per_sep\n\
        \x20   How many bytes between separators.  Positive values count from\n\
        \x20   the right, negative values count from the left.\n\n\
        Example:\n\
        >>> value = bytearray([0xb9, 0x01, 0xef])\n\
        >>> value.hex()\n\
        'b901ef'\n\
        >>> value.hex(':')\n\
        'b9:01:ef'\n\
        >>> value.hex(':', 2)\n\
        'b9:01ef'\n\
        >>> value.hex(':', -2)\n\
        'b901:ef'",
    ),
];

const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

pub(super) static METHODS: [Definition; SHARED.len() + OWN.len()] = {
    let mut methods = Definition::concatenate(SHARED, OWN);
    let mut index = 0;
    while index < DOCUMENTATION.len() {
        let (name, documentation) = DOCUMENTATION[index];
        let mut place = 0;
        while !is_same(methods[place].name, name) {
            place += 1;
        }
        methods[place].documentation = documentation;
        index += 1;
    }
    methods
};

pub(super) static CLASS_METHODS: &[Definition] = &[native_function!(
    "fromhex($type, string, /)",
    "Create a bytearray object from a string of hexadecimal numbers.\n\n\
    Spaces between two numbers are accepted.\n\
    Example:\n\
    \x20   bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')",
    fn(class: Class<'_>, string: Borrowed<'_>) { adjust::from_hexadecimal(class, string) }
)];

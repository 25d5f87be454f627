//! Methods of bytes and bytearrays.

use molt_object::function::{Arity, Definition};
use molt_object::{Bytes, Tuple};

use super::own_bytes;
use super::sequence::unchanged;
use crate::definitions::{concatenate, count};

const SHARED_HERE: &[Definition] = &[Definition {
    name: "decode",
    documentation: "Decode the bytes using the codec registered for encoding.",
    arity: Arity::Any,
    function: crate::text::codec::decode_method,
}];

const OWN: &[Definition] = &[
    Definition {
        name: "__bytes__",
        documentation: "Convert this value to exact type bytes.",
        arity: Arity::None,
        function: |receiver, _| Ok(unchanged(receiver)),
    },
    Definition {
        name: "__getnewargs__",
        documentation: "",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![Bytes::from_slice(&own_bytes(receiver))])),
    },
];

const GROUPS: &[&[Definition]] = &[SHARED_HERE, OWN];

pub(super) static METHODS: [Definition; count(GROUPS)] = concatenate(GROUPS);

pub(super) const CLASS_METHODS: &[Definition] = &[];
pub(super) const STATIC_METHODS: &[Definition] = &[];

//! The exported functions, and the byte that stands for the ABI.

use molt_abi::Value;
use molt_abi::for_each_intrinsic;

use crate::convert::{
    FromBorrowed, FromConsumed, FromPointer, IntoImmortal, IntoMaybe, IntoNothing, IntoOwned, IntoStatus, IntoTruth,
};
use crate::implementation;

macro_rules! argument_type {
    (Borrowed) => { Value };
    (Consumed) => { Value };
    (Pointer) => { *mut u8 };
    (U32) => { u32 };
}

macro_rules! argument {
    (Borrowed $value:ident) => { FromBorrowed::from_borrowed($value) };
    (Consumed $value:ident) => { FromConsumed::from_consumed($value) };
    (Pointer $value:ident) => { FromPointer::from_pointer($value) };
    (U32 $value:ident) => { $value };
}

macro_rules! result_type {
    (Owned) => { Value };
    (Maybe) => { Value };
    (Immortal) => { Value };
    (Status) => { i32 };
    (Truth) => { i32 };
    (Nothing) => { () };
}

macro_rules! result {
    (Owned $result:expr) => { IntoOwned::into_raw($result) };
    (Maybe $result:expr) => { IntoMaybe::into_raw($result) };
    (Immortal $result:expr) => { IntoImmortal::into_raw($result) };
    (Status $result:expr) => { IntoStatus::into_raw($result) };
    (Truth $result:expr) => { IntoTruth::into_raw($result) };
    (Nothing $result:expr) => { IntoNothing::into_raw($result) };
}

macro_rules! export_intrinsics {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($argument:ident: $kind:ident),*) -> $result:ident [$($effect:ident),*];)*) => {
        $(
            $(#[doc = $doc])+
            ///
            /// # Safety
            /// To be called by compiled code only, with what the intrinsic table says.
            #[unsafe(export_name = concat!("molt_", stringify!($name)))]
            pub unsafe extern "C" fn $name($($argument: argument_type!($kind)),*) -> result_type!($result) {
                // SAFETY: compiled code passes live borrowed values, values it gives up, and addresses of what the
                // table says (caller).
                #[allow(unused_unsafe, reason = "rows without arguments convert nothing")]
                let result = unsafe { implementation::$name($(argument!($kind $argument)),*) };
                result!($result result)
            }
        )*

        /// Every exported function, to keep them in a library that nobody calls.
        #[cfg(test)]
        pub(crate) const EXPORTED: &[&str] = &[$(stringify!($name)),*];
    };
}

for_each_intrinsic!(export_intrinsics);

const fn hex_digit(digit: u64) -> u8 {
    if digit < 10 { b'0' + digit as u8 } else { b'a' + digit as u8 - 10 }
}
const _: u8 = hex_digit(0);

/// Every object file refers to a byte with the ABI hash in its name, so that a stale one does not link.
pub static ABI_MARKER: &[u8; 1] = &[0];

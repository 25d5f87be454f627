//! The exported functions, and the byte that stands for the ABI.

use molt_abi::{Value, for_each_intrinsic};

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
    (Borrowed $value:ident) => {
        FromBorrowed::from_borrowed($value)
    };
    (Consumed $value:ident) => {
        FromConsumed::from_consumed($value)
    };
    (Pointer $value:ident) => {
        FromPointer::from_pointer($value)
    };
    (U32 $value:ident) => {
        $value
    };
}

macro_rules! result_type {
    (Owned) => {
        Value
    };
    (Maybe) => {
        Value
    };
    (Immortal) => {
        Value
    };
    (Status) => {
        i32
    };
    (Truth) => {
        i32
    };
    (Nothing) => {
        ()
    };
}

macro_rules! result {
    (Owned $result:expr) => {
        IntoOwned::into_raw($result)
    };
    (Maybe $result:expr) => {
        IntoMaybe::into_raw($result)
    };
    (Immortal $result:expr) => {
        IntoImmortal::into_raw($result)
    };
    (Status $result:expr) => {
        IntoStatus::into_raw($result)
    };
    (Truth $result:expr) => {
        IntoTruth::into_raw($result)
    };
    (Nothing $result:expr) => {
        IntoNothing::into_raw($result)
    };
}

macro_rules! export_intrinsics {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($argument:ident: $kind:ident),*) -> $result:ident [$($effects:tt)*];)*) => {
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
    };
}

for_each_intrinsic!(export_intrinsics);

// Every object file refers to a byte with the ABI hash in its name, so that a stale one does not link. Only assembly can
// put a computed number into a name.
core::arch::global_asm!(
    ".pushsection .rodata.molt_abi,\"a\"",
    ".globl molt_abi_{hash}",
    "molt_abi_{hash}:",
    ".byte 0",
    ".popsection",
    hash = const molt_abi::hash::ABI_HASH,
);

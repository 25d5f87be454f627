//! Value encoding, object layouts and the intrinsic table: the contract between compiled code and the runtime.

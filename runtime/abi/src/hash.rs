//! A digest of everything in this crate that compiled code depends on.

/// 64-bit FNV-1a over a text; usable in constants.
pub const fn fingerprint(text: &str, seed: u64) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        index += 1;
    }
    hash
}

/// Changes whenever the intrinsic table, a layout, the value encoding or the core types change.
///
/// Objects refer to the symbol [`symbol`](crate::intrinsics::ABI_SYMBOL_PREFIX) names with it, so a stale object does
/// not link.
pub const ABI_HASH: u64 = fingerprint(
    crate::intrinsics::TABLE_TEXT,
    fingerprint(
        include_str!("layout.rs"),
        fingerprint(include_str!("value.rs"), fingerprint(include_str!("core_types.rs"), 0)),
    ),
);

//! What does not change: versions, limits, the platform.

use molt_kernel::modules::Module;
use molt_object::integer::{from_i64, from_u64};
use molt_object::text::HashKeys;
use molt_object::{CoreType, Owned, Result, Str, Tuple, core_type, memory};
use molt_protocol::{attribute, call};

use super::struct_sequence::{self, Field, StructSequence};

/// Text the system gave, as a str.
pub(super) fn system_text(bytes: &[u8]) -> Owned {
    match core::str::from_utf8(bytes) {
        Ok(text) => Str::from_rust(text),
        Err(_) => {
            // Bytes that are not UTF-8 become lone surrogates.
            let mut code_points = Vec::new();
            let mut rest = bytes;
            while !rest.is_empty() {
                let valid = match core::str::from_utf8(rest) {
                    Ok(_) => rest.len(),
                    Err(error) => error.valid_up_to(),
                };
                let (text, after) = rest.split_at(valid);
                code_points.extend(String::from_utf8_lossy(text).chars().map(u32::from));
                rest = after;
                if let Some((byte, after)) = rest.split_first() {
                    code_points.push(0xDC00 + u32::from(*byte));
                    rest = after;
                }
            }
            Str::from_code_points(&code_points).unwrap_or_else(memory::give_up)
        }
    }
}

/// The version of the language and library that programs see.
const VERSION: (i64, i64, i64) = (3, 14, 0);

static VERSION_INFO: StructSequence = StructSequence {
    name: "version_info",
    fields: &[
        Field::new::<0>("major"),
        Field::new::<1>("minor"),
        Field::new::<2>("micro"),
        Field::new::<3>("releaselevel"),
        Field::new::<4>("serial"),
    ],
};

static FLOAT_INFO: StructSequence = StructSequence {
    name: "float_info",
    fields: &[
        Field::new::<0>("max"),
        Field::new::<1>("max_exp"),
        Field::new::<2>("max_10_exp"),
        Field::new::<3>("min"),
        Field::new::<4>("min_exp"),
        Field::new::<5>("min_10_exp"),
        Field::new::<6>("dig"),
        Field::new::<7>("mant_dig"),
        Field::new::<8>("epsilon"),
        Field::new::<9>("radix"),
        Field::new::<10>("rounds"),
    ],
};

static INT_INFO: StructSequence = StructSequence {
    name: "int_info",
    fields: &[
        Field::new::<0>("bits_per_digit"),
        Field::new::<1>("sizeof_digit"),
        Field::new::<2>("default_max_str_digits"),
        Field::new::<3>("str_digits_check_threshold"),
    ],
};

static HASH_INFO: StructSequence = StructSequence {
    name: "hash_info",
    fields: &[
        Field::new::<0>("width"),
        Field::new::<1>("modulus"),
        Field::new::<2>("inf"),
        Field::new::<3>("nan"),
        Field::new::<4>("imag"),
        Field::new::<5>("algorithm"),
        Field::new::<6>("hash_bits"),
        Field::new::<7>("seed_bits"),
        Field::new::<8>("cutoff"),
    ],
};

static FLAGS: StructSequence = StructSequence {
    name: "flags",
    fields: &[
        Field::new::<0>("debug"),
        Field::new::<1>("inspect"),
        Field::new::<2>("interactive"),
        Field::new::<3>("optimize"),
        Field::new::<4>("dont_write_bytecode"),
        Field::new::<5>("no_user_site"),
        Field::new::<6>("no_site"),
        Field::new::<7>("ignore_environment"),
        Field::new::<8>("verbose"),
        Field::new::<9>("bytes_warning"),
        Field::new::<10>("quiet"),
        Field::new::<11>("hash_randomization"),
        Field::new::<12>("isolated"),
        Field::new::<13>("dev_mode"),
        Field::new::<14>("utf8_mode"),
        Field::new::<15>("warn_default_encoding"),
        Field::new::<16>("safe_path"),
        Field::new::<17>("int_max_str_digits"),
    ],
};

/// `sys.implementation`: a plain object with attributes.
fn implementation(version_info: &Owned, hex_version: i64) -> Result {
    let name = Str::from_rust("SimpleNamespace");
    let bases = Tuple::from_vec(Vec::new());
    let namespace = molt_object::Dict::new();
    if let Some(table) = molt_object::Dict::of(namespace.borrow()) {
        drop(table.insert_text("__module__", Str::from_rust("types")));
    }
    let arguments = [name.borrow(), bases.borrow(), namespace.borrow()];
    molt_object::description::mark_class_made();
    let class = call::call(core_type(CoreType::Type).as_borrowed(), &arguments)?;
    let object = call::call(class.borrow(), &[])?;
    let attributes = [
        ("name", Str::from_rust("cpython")),
        ("cache_tag", Owned::none()),
        ("version", version_info.clone()),
        ("hexversion", from_i64(hex_version)),
    ];
    for (name, value) in attributes {
        let name = Str::from_rust(name);
        attribute::set(object.borrow(), name.borrow(), value.borrow())?;
    }
    Ok(object)
}

/// Defines the names.
pub(super) fn fill(module: &Module) -> Result<()> {
    let (major, minor, micro) = VERSION;
    let hex_version = major << 24 | minor << 16 | micro << 8 | 0xF0;
    let version_info = struct_sequence::make(
        &VERSION_INFO,
        vec![from_i64(major), from_i64(minor), from_i64(micro), Str::from_rust("final"), from_i64(0)],
    )?;
    module.set_text("version", Str::from_rust(&format!("{major}.{minor}.{micro} (Molt)")));
    module.set_text("hexversion", from_i64(hex_version));
    module.set_text("implementation", implementation(&version_info, hex_version)?);
    module.set_text("version_info", version_info);
    module.set_text("api_version", from_i64(1013));
    module.set_text("copyright", Str::from_rust("Copyright (c) 2001 Python Software Foundation."));
    module.set_text("platform", Str::from_rust("linux"));
    module.set_text("maxsize", from_i64(i64::MAX));
    module.set_text("maxunicode", from_i64(0x10_FFFF));
    module.set_text("byteorder", Str::from_rust(if cfg!(target_endian = "little") { "little" } else { "big" }));
    module.set_text("float_repr_style", Str::from_rust("short"));
    module.set_text("dont_write_bytecode", Owned::bool(true));
    for (name, text) in [("executable", ""), ("prefix", ""), ("exec_prefix", ""), ("base_prefix", ""), ("abiflags", "")]
    {
        module.set_text(name, Str::from_rust(text));
    }
    let float_info = vec![
        Owned::float(f64::MAX),
        from_i64(1024),
        from_i64(308),
        Owned::float(f64::MIN_POSITIVE),
        from_i64(-1021),
        from_i64(-307),
        from_i64(15),
        from_i64(53),
        Owned::float(f64::EPSILON),
        from_i64(2),
        from_i64(1),
    ];
    module.set_text("float_info", struct_sequence::make(&FLOAT_INFO, float_info)?);
    let int_info = [30, 4, 4300, 640].map(from_i64).into();
    module.set_text("int_info", struct_sequence::make(&INT_INFO, int_info)?);
    let hash_info = vec![
        from_i64(64),
        from_u64((1 << 61) - 1),
        from_i64(314_159),
        from_i64(0),
        from_i64(1_000_003),
        Str::from_rust("siphash13"),
        from_i64(64),
        from_i64(128),
        from_i64(0),
    ];
    module.set_text("hash_info", struct_sequence::make(&HASH_INFO, hash_info)?);
    let mut flags: Vec<Owned> = (0..18).map(|_| from_i64(0)).collect();
    flags[4] = from_i64(1);
    flags[11] = from_i64(HashKeys::current().randomise().into());
    flags[13] = Owned::bool(false);
    flags[14] = from_i64(1);
    flags[16] = Owned::bool(false);
    flags[17] = from_i64(4300);
    module.set_text("flags", struct_sequence::make(&FLAGS, flags)?);
    Ok(())
}

//! Targets and settings, and the Cranelift configuration they mean.

use std::sync::Arc;

use cranelift_codegen::isa::{self, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};

use crate::error::NativeError;

/// A machine and operating system.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// 64-bit x86 with SSE4.2 and POPCNT (every such processor since 2009), Linux.
    X86_64Linux,
    /// 64-bit ARM, Linux.
    Aarch64Linux,
}

impl Target {
    /// Every target.
    pub const ALL: &[Self] = &[Self::X86_64Linux, Self::Aarch64Linux];

    /// The target triple, without a libc version.
    pub fn triple(self) -> &'static str {
        match self {
            Self::X86_64Linux => "x86_64-unknown-linux-gnu",
            Self::Aarch64Linux => "aarch64-unknown-linux-gnu",
        }
    }

    /// The target that a triple such as `x86_64-linux-musl` or `aarch64-unknown-linux-gnu` names. Objects do not depend on
    /// the libc.
    pub fn from_triple(triple: &str) -> Option<Self> {
        let machine = triple.split('-').next()?;
        if !triple.split('-').any(|part| part == "linux") {
            return None;
        }
        match machine {
            "x86_64" => Some(Self::X86_64Linux),
            "aarch64" => Some(Self::Aarch64Linux),
            _ => None,
        }
    }

    /// The target this compiler itself runs on, if it is one.
    pub fn host() -> Option<Self> {
        match (std::env::consts::ARCH, std::env::consts::OS) {
            ("x86_64", "linux") => Some(Self::X86_64Linux),
            ("aarch64", "linux") => Some(Self::Aarch64Linux),
            _ => None,
        }
    }
}

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Settings {
    /// For which machine.
    pub target: Target,
    /// Spend time on faster code.
    pub optimize: bool,
}

/// The Cranelift back end for these settings.
pub(crate) fn create_isa(chosen: &Settings) -> Result<Arc<dyn TargetIsa>, NativeError> {
    let place = chosen.target.triple();
    let fail = |error: &dyn std::fmt::Display| NativeError::new(place, error);
    let mut flags = settings::builder();
    let options = [
        ("opt_level", if chosen.optimize { "speed" } else { "none" }),
        // What Cranelift calls position independent goes through the GOT even for symbols at hand. Without it, references
        // to near symbols (all are) are relative to the program counter, which is position independent as well.
        ("is_pic", "false"),
        ("use_colocated_libcalls", "true"),
        ("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" }),
        // For debuggers and profilers alone: nothing ever unwinds these functions.
        ("unwind_info", "true"),
        ("enable_probestack", "false"),
        ("enable_llvm_abi_extensions", "false"),
    ];
    for (name, value) in options {
        flags.set(name, value).map_err(|error| fail(&error))?;
    }
    let mut builder = isa::lookup_by_name(place).map_err(|error| fail(&error))?;
    if chosen.target == Target::X86_64Linux {
        for feature in ["has_sse3", "has_ssse3", "has_sse41", "has_sse42", "has_popcnt"] {
            builder.enable(feature).map_err(|error| fail(&error))?;
        }
    }
    builder.finish(settings::Flags::new(flags)).map_err(|error| fail(&error))
}

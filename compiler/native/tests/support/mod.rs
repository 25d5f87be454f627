//! Shared by the tests that run compiled code: compile, link with the system's C compiler, run.
#![allow(dead_code, reason = "not every test binary uses everything")]

pub mod lowered;

use std::path::PathBuf;
use std::process::Command;

use moltc_lir::{Module, verify_module};
use moltc_native::{Settings, Target, compile_module};

/// Verifies and compiles.
pub fn object(module: &Module, settings: &Settings) -> Vec<u8> {
    verify_module(module).unwrap_or_else(|error| panic!("{error}\n{module}"));
    compile_module(module, &[], settings).unwrap_or_else(|error| panic!("{error}\n{module}"))
}

/// Links the module with a C program, without and with optimisation, and compares what it prints.
pub fn check(name: &str, module: &Module, c_source: &str, expected: &str) {
    let Some(target) = Target::host() else { return };
    for optimize in [false, true] {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{optimize}"));
        std::fs::create_dir_all(&folder).unwrap();
        let (object_path, source_path, program) = (folder.join("m.o"), folder.join("main.c"), folder.join("program"));
        std::fs::write(&object_path, object(module, &Settings { target, optimize })).unwrap();
        std::fs::write(&source_path, format!("#include <stdint.h>\n#include <stdio.h>\n{c_source}")).unwrap();
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let mut link = Command::new(compiler);
        // Under Bazel the crate's folder is named relative to where the test stands.
        link.args(["-I.", "-O1", "-Wl,--gc-sections", "-o"])
            .arg(&program)
            .arg(&source_path)
            .arg(&object_path)
            .arg("-lm");
        let output = link.output().expect("a C compiler is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let output = Command::new(&program).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed, expected, "optimize = {optimize}, {:?}, {}", output.status, program.display());
    }
}

"""The public API of rules_molt: everything a BUILD file loads comes from here."""

load("//rules_molt/private/providers:molt_info.bzl", _MoltInfo = "MoltInfo")
load("//rules_molt/private/providers:toolchain_info.bzl", _MoltCompilerInfo = "MoltCompilerInfo", _MoltRuntimeInfo = "MoltRuntimeInfo")
load("//rules_molt/private/rules:binary.bzl", _molt_binary = "molt_binary")
load("//rules_molt/private/rules:library.bzl", _molt_library = "molt_library")
load("//rules_molt/private/rules:test.bzl", _molt_test = "molt_test")
load("//rules_molt/private/rules:toolchain.bzl", _molt_compiler = "molt_compiler", _molt_runtime = "molt_runtime")

# Rules
molt_binary = _molt_binary
molt_library = _molt_library
molt_test = _molt_test

# Toolchains, for those who bring their own
molt_compiler = _molt_compiler
molt_runtime = _molt_runtime

# Providers
MoltCompilerInfo = _MoltCompilerInfo
MoltInfo = _MoltInfo
MoltRuntimeInfo = _MoltRuntimeInfo

"""Labels of the toolchain types and how a rule reads them."""

COMPILER = Label("//toolchain/compiler:toolchain_type")
RUNTIME = Label("//toolchain/runtime:toolchain_type")

def compiler(ctx):
    """The MoltCompilerInfo that was chosen for the actions of this target."""
    return ctx.toolchains[COMPILER].compiler

def runtime(ctx):
    """The MoltRuntimeInfo that was chosen for this target's platform."""
    return ctx.toolchains[RUNTIME].runtime

def profile(ctx):
    """`-c opt` asks for optimised code; anything else for a quick build."""
    return "release" if ctx.var["COMPILATION_MODE"] == "opt" else "dev"

def debug(ctx):
    """Whether a program keeps the names and lines that debuggers and profilers show: where it or `-c dbg` asks for it."""
    return ctx.attr.debug or ctx.var["COMPILATION_MODE"] == "dbg"

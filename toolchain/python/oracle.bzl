"""The oracle: the CPython whose behaviour Molt must show, as a toolchain for tests.

It is the machine's own `python3.14` (the launcher's root has it); nothing Molt builds contains it.
"""

VERSION = "3.14"

OracleInfo = provider(
    doc = "A CPython.",
    fields = {"interpreter": "absolute path of the program"},
)

def _oracle_impl(ctx):
    return [platform_common.ToolchainInfo(oracle = OracleInfo(interpreter = ctx.attr.interpreter))]

python_oracle = rule(
    implementation = _oracle_impl,
    doc = "Names a CPython that is installed where tests run.",
    attrs = {"interpreter": attr.string(mandatory = True, doc = "Absolute path.")},
)

_BUILD = """\
load("{rules}", "python_oracle")

python_oracle(
    name = "oracle",
    interpreter = "{interpreter}",
)

toolchain(
    name = "toolchain",
    toolchain = ":oracle",
    toolchain_type = "{type}",
)
"""

def _repository_impl(repository_ctx):
    interpreter = repository_ctx.which("python" + VERSION)
    repository_ctx.file("BUILD.bazel", _BUILD.format(
        rules = Label("//toolchain/python:oracle.bzl"),
        type = Label("//toolchain/python:toolchain_type"),
        interpreter = interpreter,
    ) if interpreter else "# There is no python{} on this machine: tests that need the oracle cannot run.\n".format(VERSION))

_repository = repository_rule(
    implementation = _repository_impl,
    doc = "Looks for the oracle on PATH.",
    environ = ["PATH"],
    local = True,
)

oracle = module_extension(
    implementation = lambda _: _repository(name = "molt_python_oracle"),
    doc = "Makes `@molt_python_oracle`.",
)

//! The texts of `--help`.

/// `molt --help`
pub(crate) const MOLT: &str = "\
molt - an ahead-of-time compiler of Python to native programs

Usage:
  molt build FILE.py -o OUT [OPTIONS]   compile a program
  molt run FILE.py [ARGUMENTS...]       compile a program and run it
  molt check FILE.py [--json]           report what is wrong without compiling
  molt init FOLDER                      make the files of a first Bazel workspace
  molt --version
  molt COMMAND --help

The modules a program imports are looked for in FILE's folder.
";

/// `molt build --help`
pub(crate) const BUILD: &str = "\
molt build - compile a program

Usage: molt build FILE.py -o OUT [OPTIONS]

Options:
  -o, --output OUT         where the result goes; without it, text goes to standard output
  --profile dev|release    compile fast, or make fast programs (default: release)
  -g, --debug              keep what gdb, perf and valgrind want: function names and line numbers
  --emit ir|lir|obj|bin    what to make (default: bin); all but bin are of FILE alone
  --dump-after PASS        print the IR of FILE after this pass to standard error; may be repeated
  --dump-facts             with --dump-after: print what is known of each value too
  --stop-after PASS        print the IR of FILE after this pass instead of going on
  --timings                with --emit, say how long each step took on standard error
  --target TRIPLE          machine to compile for (default: this one)
  --hash-seed NUMBER       fix the hashes of str and bytes, so that the program iterates over sets in the same order
                           at every run (default: other hashes at each run, or what PYTHONHASHSEED says then)
  --size-report            print what the program carries of the runtime, and which lines keep it (release profile)
  --runtime FILE           the runtime library (default: $MOLT_RUNTIME, else beside molt)
  --linker PROGRAM         the C compiler driver that links (default: $MOLT_LINKER, else cc)
  --linker-argument ARG    hand ARG to the linker; may be repeated
  --json                   report errors as JSON, one object per line
";

/// `molt run --help`
pub(crate) const RUN: &str = "\
molt run - compile a program and run it

Usage: molt run [OPTIONS] FILE.py [ARGUMENTS...]

Everything after FILE is for the program. The exit status is the program's.

Options:
  --profile dev|release    compile fast, or make fast programs (default: dev)
  -g, --hash-seed NUMBER, --runtime FILE, --linker PROGRAM, --linker-argument ARG, --json: as for `molt build`
";

/// `molt check --help`
pub(crate) const CHECK: &str = "\
molt check - report what is wrong with a program without compiling it

Usage: molt check [--json] FILE.py
";

/// `molt init --help`
pub(crate) const INIT: &str = "\
molt init - make the files of a first Bazel workspace

Usage: molt init FOLDER [--molt CHECKOUT]

A library, a program and a test in FOLDER/app, and what Bazel needs to build them. No file is replaced.

Options:
  --molt CHECKOUT          the folder with Molt's sources (default: the workspace that `bazel run` runs in, else ../molt)
";

/// `moltc --help`
pub(crate) const MOLTC: &str = "\
moltc - compile one module or link one program; for build systems

Usage:
  moltc interface --module NAME [--package] --source FILE --display-path PATH --output X.molti
  moltc compile --module NAME [--package] --source FILE --display-path PATH
      [--interface NAME=X.molti ...] [--known-module NAME=LABEL ...]
      [--unused-inputs FILE] --profile dev|release --target TRIPLE --output X.o
  moltc link --main NAME --object NAME=X.o ... --interface NAME=X.molti ...
      --runtime libmolt_start.a --linker PROGRAM [--linker-argument ARG ...]
      --profile dev|release [--debug] [--target TRIPLE] [--hash-seed NUMBER] [--size-report] --output BIN
  moltc --persistent_worker
  moltc --version

--unused-inputs lists the interfaces that were not read, one per line: a change of theirs changes nothing.
@FILE stands for the arguments in FILE, one per line. --persistent_worker reads Bazel's JSON work requests from
standard input and answers them, several at a time.
";

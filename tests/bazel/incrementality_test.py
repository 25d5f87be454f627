"""An edit rebuilds what it must and nothing else, counted in executed actions."""

from harness import Scratch, expect, run_tests


def test_edits():
    with Scratch("edits") as scratch:
        first = scratch.build("//app:server")
        expect(
            first == {"MoltInterface": 3, "MoltCompile": 3, "MoltLink": 1},
            f"first build: {dict(first)}",
        )

        again = scratch.build("//app:server")
        expect(not again, f"without an edit: {dict(again)}")

        scratch.edit("lib/letters.py", "return len(word)", "return len(word) + 1 - 1")
        body = scratch.build("//app:server")
        expect(
            body == {"MoltInterface": 1, "MoltCompile": 1, "MoltLink": 1},
            f"after an edit of a body: {dict(body)}",
        )

        scratch.edit(
            "lib/letters.py",
            "def count(word):",
            "def vowels(word):\n    return word\n\n\ndef count(word):",
        )
        interface = scratch.build("//app:server")
        expect(
            interface == {"MoltInterface": 1, "MoltCompile": 2, "MoltLink": 1},
            f"after an edit of an interface: {dict(interface)}",
        )


def test_an_interface_that_nobody_read():
    with Scratch("unread") as scratch:
        scratch.build("//app:careful")
        for name in ("first", "second"):
            scratch.edit("lib/letters.py", "def count", f"def {name}():\n    pass\n\n\ndef count")
            # letters itself, and words, which imports it; not server, which only could.
            again = scratch.build("//app:careful")
            expect(
                again == {"MoltInterface": 1, "MoltCompile": 2, "MoltLink": 1},
                f"after an edit of an interface that one of two importers read: {dict(again)}",
            )

        scratch.edit("app/server.py", "from lib import words", "from lib import letters, words")
        importing = scratch.build("//app:careful")
        expect(
            importing == {"MoltInterface": 1, "MoltCompile": 1, "MoltLink": 1},
            f"after an edit that imports one more: {dict(importing)}",
        )
        scratch.edit("lib/letters.py", "def count", "def third():\n    pass\n\n\ndef count")
        read = scratch.build("//app:careful")
        expect(
            read == {"MoltInterface": 1, "MoltCompile": 3, "MoltLink": 1},
            f"after an edit of an interface that both read: {dict(read)}",
        )


if __name__ == "__main__":
    run_tests(globals())

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


if __name__ == "__main__":
    run_tests(globals())

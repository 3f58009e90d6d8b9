"""`python -m netlogic check` and `python -m netlogic explain FILE|-`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from netlogic.explain import InputError, lines
from netlogic.library import ContentError, library, sound_library

USAGE = """usage: python -m netlogic check          check the content, say what is wrong in words
       python -m netlogic explain FILE   facts of patients as JSON or JSON Lines in, readings out
       python -m netlogic explain -      the same from standard input"""


def check() -> int:
    """Says what is wrong with the content; 1 when anything is."""
    found = library()
    for fault in found.faults:
        print(fault)
    if found.faults:
        return 1
    print(
        f"Content is sound: {len(found.rules)} rules, {len(found.options)} options, "
        f"{len(found.inputs)} facts, {len(found.trials)} trials, "
        f"{len(found.references)} references, {len(found.presets)} presets."
    )
    return 0


def explain(source: str) -> int:
    """Prints a reading a line; 2 when the input is at fault, 1 when the content is."""
    try:
        content = sound_library()
        text = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        answer = list(lines(text.decode("utf-8-sig"), content))
    except ContentError as faults:
        print(faults, file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print(f"{source}: is not UTF-8 text", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{source}: cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # Windows has another
    print("\n".join(answer))
    return 0


def main(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit code."""
    match list(arguments):
        case ["check"]:
            return check()
        case ["explain", source]:
            return explain(source)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

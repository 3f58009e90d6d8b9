"""`python -m netlogic check`, `explain FILE|-` and `cohorts [--check] [ID ...]`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from netlogic.cohort_schema import written
from netlogic.explain import InputError, lines
from netlogic.library import CONTENT, ContentError, library, recipes, sound_library
from netlogic.targets import TargetError, targets

USAGE = """usage: python -m netlogic check          check the content, say what is wrong in words
       python -m netlogic explain FILE   facts of patients as JSON or JSON Lines in, readings out
       python -m netlogic explain -      the same from standard input
       python -m netlogic cohorts [ID ...]          make the synthetic cohorts, all or these
       python -m netlogic cohorts --check [ID ...]  say whether they would come out the same"""


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


def cohorts(ids: Sequence[str], *, write: bool) -> int:
    """Makes synthetic cohorts, or compares them with their files; 1 where one differs or cannot be
    made.
    """
    try:
        texts = made(ids)
    except (ContentError, TargetError) as error:
        print(error, file=sys.stderr)
        return 1
    differ = False
    for id_, text in texts.items():
        file = CONTENT / "cohorts" / f"{id_}.csv"
        same = file.exists() and file.read_bytes() == text.encode()
        differ |= not same
        if write and not same:
            file.write_bytes(text.encode())
        print(f"{id_}: {'the same' if same else 'written' if write else 'differs'}")
    return int(differ and not write)


def made(ids: Sequence[str]) -> dict[str, str]:
    """The CSV of each cohort, of all without ids. Raises ContentError or TargetError."""
    from netlogic import calibration  # only here: the app never makes a cohort

    known, trials, texts = recipes(CONTENT), library(CONTENT).trials, {}
    for id_ in ids or known:
        if id_ not in known:
            raise ContentError(f"there is no content/cohorts/{id_}.toml")
        if known[id_].trial not in trials:
            raise ContentError(f"there is no content/trials/{known[id_].trial}.toml")
        wanted = targets(known[id_], trials[known[id_].trial])
        texts[id_] = written(calibration.patients(known[id_], wanted))
    return texts


def main(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit code."""
    match list(arguments):
        case ["check"]:
            return check()
        case ["explain", source]:
            return explain(source)
        case ["cohorts", "--check", *ids]:
            return cohorts(ids, write=False)
        case ["cohorts", *ids]:
            return cohorts(ids, write=True)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

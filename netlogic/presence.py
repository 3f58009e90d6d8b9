"""Whether what the content names is there."""

from collections.abc import Callable, Iterable

from netlogic.content import Library

Say = Callable[[str, str, str], None]  # file, place, problem


def exist(lib: Library, say: Say, file: str, where: str, ids: Iterable[str]) -> None:
    """Names trials or cohorts that are not there, unless their own file is at fault."""
    folder = "cohorts" if where.endswith("cohort") else "trials"
    known = lib.cohorts if folder == "cohorts" else lib.trials
    for id_ in ids:
        if id_ not in known and not at_fault(lib, f"{folder}/{id_}."):
            say(file, where, f"there is no content/{folder}/{id_}.toml")


def at_fault(lib: Library, file: str) -> bool:
    """Whether something is missing only because its own file is at fault, which is said there."""
    return any(fault.file.startswith(f"content/{file}") for fault in lib.faults)

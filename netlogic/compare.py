"""Two patients side by side in words: A, who is kept, and B, the one in hand."""

from collections.abc import Sequence
from functools import lru_cache

from netlogic.content import Library
from netlogic.explore import Changes
from netlogic.pathway import OptionReading, Standing, standing_of
from netlogic.patient import INPUTS, Patient
from netlogic.sentences import ARROW, in_order
from netlogic.words import joined, phrase

SAME = "the same patient so far"


def names(kept: Patient, now: Patient, library: Library, *, shown: int) -> tuple[str, str]:
    """Who A and who B is, by the facts that differ: at most `shown` of them, and how many more.

    Two teaching patients go by their scenarios where one fact is not all that differs.
    """
    facts = [fact for fact in INPUTS if getattr(kept, fact) != getattr(now, fact)]
    if not facts:
        return "", SAME
    known = scenarios(library)
    if len(facts) > 1 and kept in known and now in known:
        return known[kept], known[now]
    return _told(kept, facts, library, shown), _told(now, facts, library, shown)


def _told(patient: Patient, facts: Sequence[str], library: Library, shown: int) -> str:
    parts = [phrase(fact, getattr(patient, fact), library) for fact in facts[:shown]]
    if (more := len(facts) - shown) > 0:
        parts.append(f"{more} more {'fact' if more == 1 else 'facts'}")
    return joined(parts)


@lru_cache(maxsize=4)
def scenarios(library: Library) -> dict[Patient, str]:
    """The name of each teaching patient."""
    return {library.patient(one.patient): one.name for one in library.presets.values()}


def against(changes: Changes, library: Library, *, room: int) -> str:
    """What differs in B from A, where changes lead from A to B.

    Standings are told, the best first, while the whole has at most `room` characters; one always.
    """
    if not changes.inputs:
        return "A and B are the same patient: move B, and both routes show."
    start = f"Against A ({_differ(changes, library)}):"
    if changes.kind == "none":
        return f"{start} nothing else differs."
    if changes.kind == "small":
        return f"{start} no standing differs. {_smaller(changes, library)}"
    if not changes.standings:
        return f"{start} the same standings. {_order(changes, library)}"
    ordered = sorted(changes.standings, key=lambda change: -max(change.before, change.after))
    parts = [
        f"{library.options[one.option].short} {one.before.words} {ARROW} {one.after.words}"
        for one in ordered
    ]
    return f"{start} {_fitting(parts, room - len(start) - 2)}."


def _differ(changes: Changes, library: Library) -> str:
    if len(changes.inputs) > 1:
        return f"{len(changes.inputs)} facts differ"
    [only] = changes.inputs
    return phrase(only.fact, only.old, library)


def _fitting(parts: Sequence[str], room: int) -> str:
    shown = 1
    while shown < len(parts) and len(_first(shown + 1, parts)) <= room:
        shown += 1
    return _first(shown, parts)


def _first(shown: int, parts: Sequence[str]) -> str:
    more = len(parts) - shown
    return "; ".join([*parts[:shown], *([f"{more} more"] if more else [])])


def _order(changes: Changes, library: Library) -> str:
    first, then = (library.options[leads[0][0]].short for leads in changes.leading)
    return "Their order differs." if first == then else f"First here: {then}, in A: {first}."


def _smaller(changes: Changes, library: Library) -> str:
    if changes.answers:
        named = joined(f"“{library.steps[id_].short}”" for id_ in changes.answers)
        return f"Answered otherwise: {named}."
    if changes.notices:
        return "What to mind differs."
    return "Arguments differ, or what waits for a test."


def settling(option: OptionReading, library: Library) -> tuple[str, ...]:
    """The arguments that give an option its standing, the strongest first.

    Those that limit or close it where they do; else those that set it; none where it is not
    available, or where nothing is said for it.
    """
    rules = {id_: library.rules[id_] for id_ in in_order(option, library)}
    if option.standing != standing_of(list(rules.values())):
        return ()
    speaking = [rule for rule in rules.values() if rule.argues == "for"]
    against = {id_: rule for id_, rule in rules.items() if rule.argues == "against"}
    base = standing_of(speaking)
    if base > option.standing:
        return tuple(
            i for i, r in against.items() if standing_of([*speaking, r]) == option.standing
        )
    if base == Standing.NOT_LISTED:
        return tuple(i for i, r in against.items() if r.to == "nothing")
    return tuple(i for i, r in rules.items() if r.argues == "for" and standing_of([r]) == base)

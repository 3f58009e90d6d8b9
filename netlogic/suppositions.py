"""What would change the leading options, in sentences: the condition, how far it is, what follows.

A condition reads as "If growth were slow" or "With a bowel emergency"; every noun is content's.
"""

from netlogic.content import Library
from netlogic.criteria import Bounds
from netlogic.explore import Changes, StandingChange
from netlogic.flips import Flip, Flips, Lesser
from netlogic.pathway import Reading, Standing
from netlogic.patient import Value
from netlogic.words import bounds, joined, name_of, number, phrase, value_of

SHOWN = 3  # standings of one change; the rest is counted
NAMED = 4  # options that an input bears on; the rest is counted


def supposed(flip: Flip, read: Reading, library: Library) -> str:
    """`If Ki-67 were 10 to 20 %`, `If the tumour were stable`, `With a bowel emergency`."""
    fact, when, words = flip.fact, flip.when, library.inputs[flip.fact]
    if when is None:
        return f"Whatever {name_of(fact, library)} turned out to be"
    if isinstance(when, Bounds):
        crossed = _crossing(when, read.facts[fact], words.unit)
        return f"If {name_of(fact, library)} were {crossed}"
    values = when if isinstance(when, tuple) else (when,)
    if words.kind == "yes-no":
        return f"With {joined((phrase(fact, value, library) for value in values), 'or')}"
    return f"If {_clause(fact, values, library)}"


def _clause(fact: str, values: tuple[Value, ...], library: Library) -> str:
    """`growth were slow or progressive`; a value that has a clause of its own says it."""
    own = {choice.id: choice.supposed for choice in library.inputs[fact].values if choice.supposed}
    said = [value_of(fact, value, library) for value in values]
    if not own.keys() & set(values):
        return f"{name_of(fact, library)} were {joined(said, 'or')}"
    plain = (f"{name_of(fact, library)} were {words}" for words in said)
    return joined((own.get(str(v), p) for v, p in zip(values, plain, strict=True)), "or")


def _crossing(when: Bounds, now: Value | None, unit: str) -> str:
    """Limits as they are met from where the patient stands: `above 25 % (up to 70 %)`."""
    if now is None or len(when.numbers) < 2 or not {when.above, when.below} - {None}:
        return bounds(when, unit)
    low = {"above": when.above, "at_least": when.at_least}
    high = {"below": when.below, "at_most": when.at_most}
    rising = float(now) <= min(n for n in when.numbers)
    first, then = (low, high) if rising else (high, low)
    [(side, end)] = [(side, n) for side, n in then.items() if n is not None]
    words = {"at_most": "up to", "at_least": "down to"}.get(side, side)
    near = Bounds.model_validate({side: n for side, n in first.items() if n is not None})
    return f"{bounds(near, unit)} ({words} {number(end, unit)})"


def stands(flip: Flip, read: Reading, library: Library) -> str:
    """Where the patient stands, and how far the change is: `4 %, 6 points away`."""
    fact, words = flip.fact, library.inputs[flip.fact]
    value = read.facts[fact]
    said = phrase if words.kind == "yes-no" and value is not None else value_of
    now = said(fact, value, library)
    if flip.away is None:
        return now
    unit = {"%": "points", "": "steps"}.get(words.unit, words.unit)
    one = flip.away == 1 and unit in ("points", "steps", "months")
    return f"{now}, {number(flip.away, unit.removesuffix('s') if one else unit)} away"


def together(found: Flips, read: Reading, library: Library) -> tuple[str, ...]:
    """Unknown inputs of which no result alters the leading options unless another is known too."""
    hopes = [
        option
        for id_, option in read.options.items()
        if library.options[id_].lane == "tumour"
        and max(option.standing, option.could_be) >= Standing.REASONABLE
    ]
    return tuple(
        one.fact
        for one in found.lesser
        if read.facts[one.fact] is None and any(one.fact in o.depends_on for o in hopes)
    )


def turns(changes: Changes, library: Library) -> tuple[list[StandingChange], int]:
    """The standings that a change alters, those of leading options first, and how many more."""

    def rank(change: StandingChange) -> tuple[bool, int]:
        best = max(change.before, change.after)
        tumour = library.options[change.option].lane == "tumour"
        return (not (tumour and best >= Standing.REASONABLE), -best)

    ordered = sorted(changes.standings, key=rank)
    return ordered[:SHOWN], len(ordered[SHOWN:])


def turn(change: StandingChange, library: Library) -> tuple[str, str]:
    """A standing as it would be, and as it is: `SSA: reasonable`, `now discuss first`."""
    could = f"could be {change.could_be.words}; " if change.could_be > change.after else ""
    name = library.options[change.option].short
    return f"{name}: {change.after.words}", f"{could}now {change.before.words}"


def bears_on(lesser: Lesser, library: Library) -> str:
    """What an input touches that alters no leading option: `Chemotherapy · a notice`."""
    parts = [library.options[id_].short for id_ in lesser.options[:NAMED]]
    if more := len(lesser.options[NAMED:]):
        parts.append(f"{more} more")
    if lesser.notices:
        parts.append("a notice" if len(lesser.notices) == 1 else f"{len(lesser.notices)} notices")
    if not parts and lesser.waits:
        return f"nothing yet: {joined(name_of(n, library) for n in lesser.waits)} not known"
    return " · ".join(parts) or "an answer in the picture"

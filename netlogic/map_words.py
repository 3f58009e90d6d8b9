"""What a map says in sentences: its finding, where the patient is, and what a place is called."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import shorten

from netlogic.borders import Border, border
from netlogic.content import Library
from netlogic.explore import Leading
from netlogic.pathway import Standing
from netlogic.patient import Patient, Value
from netlogic.regions import Band, Cell, DecisionMap, Kind
from netlogic.words import joined, name_of, number, phrase, tests, value_of

NAMED = 2  # options that a label names before it only counts them
SHOWN = 3  # tests or options in one sentence, so that it stays one or two lines

LONGEST = 250  # letters of a figure's name


def label(kind: Kind, library: Library) -> str:
    """What leads, in a few words: `SSA first, +3`, `Everolimus, PRRT`, `4 reasonable`, `none`."""
    leading, could = kind
    if not leading:
        return "waits for a test" if could else "none"
    first = [library.options[id_].short for id_, s in leading if s == Standing.DISCUSS_FIRST]
    rest = len(leading) - len(first)
    if first:
        return f"{joined(first)} first" + (f", +{rest}" if rest else "")
    if rest <= NAMED:
        return ", ".join(library.options[id_].short for id_, _ in leading)
    return f"{rest} reasonable"


def in_full(leading: Leading, library: Library) -> str:
    """Every leading option with its standing: `SSA (discuss first); Everolimus (reasonable)`."""
    parts = []
    for standing, group in groupby(leading, key=lambda pair: pair[1]):
        names = joined(library.options[id_].short for id_, _ in group)
        parts.append(f"{names} ({standing.words})")
    return "; ".join(parts) or "no tumour option"


def waits(cell: Cell, library: Library) -> str:
    """`Depends on SSTR imaging: PRRT could lead.`; nothing where nothing unknown matters."""
    if not cell.uncertain:
        return ""
    could = [library.options[id_].short for id_ in cell.could_lead]
    more = f": {joined(could, 'or')} could lead" if could and len(could) <= SHOWN else ""
    return f"Depends on {_few(tests_for(cell, library))}{more}."


def _few(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return joined([*names[:SHOWN], f"{rest} more"] if rest > 0 else names)


def tests_for(cell: Cell, library: Library) -> list[str]:
    """The tests that would tell what leads at a place."""
    return tests(cell.waits_for, library)


def at(fact: str, value: Value | None, library: Library) -> str:
    """A value as a place on an axis: `Krenning score 3 (above liver)`, `frailty: yes`."""
    if isinstance(value, bool):
        return f"{name_of(fact, library)}: {value_of(fact, value, library)}"
    return phrase(fact, value, library)


def range_words(fact: str, bands: Sequence[Band], library: Library) -> str:
    """Neighbouring values of one input: `above 10 to 25 %`, `2 (about liver)`, `slow or rapid`."""
    first, last = bands[0], bands[-1]
    if first.low is None or last.high is None:
        return joined((value_of(fact, band.value, library) for band in bands), "or")
    words = library.inputs[fact]
    least, most = words.limits or (first.low, last.high)
    if first.low == last.high:
        return number(first.low, words.unit)
    from_least = first.low == least and not first.low_open
    to_most = last.high == most and not last.high_open
    if from_least and not to_most:
        return upper_words(fact, last, library)
    if to_most and not from_least:
        return lower_words(fact, first, library)
    low = f"above {first.low:g}" if first.low_open else f"{first.low:g}"
    high = number(last.high, words.unit)
    return f"{low} to {'below ' if last.high_open else ''}{high}"


def lower_words(fact: str, band: Band, library: Library) -> str:
    """Where a stretch of a number begins: `above 25 %`, `10 % or more`."""
    limit = number(band.low or 0, library.inputs[fact].unit)
    return f"above {limit}" if band.low_open else f"{limit} or more"


def upper_words(fact: str, band: Band, library: Library) -> str:
    """Where a stretch of a number ends: `below 25 %`, `10 % or less`, `0 %`."""
    words = library.inputs[fact]
    limit = number(band.high or 0, words.unit)
    if band.high_open:
        return f"below {limit}"
    return limit if words.limits and band.high == words.limits[0] else f"{limit} or less"


def finding(found: DecisionMap, patient: Patient, library: Library) -> str:
    """What the map shows of this patient in one sentence: what the next border changes."""
    here = found.at(getattr(patient, found.x), getattr(patient, found.y))
    for fact, other in ((found.x, found.y), (found.y, found.x)):
        way = next_border(found, patient, fact, library)
        if way:
            there = found.at(*_moved(found, patient, fact, way[1].value))
            where = at(other, getattr(patient, other), library)
            changed = _changed(here, there, library)
            return f"With {where}, {_beyond(fact, *way, library)} changes what leads: {changed}."
    x, y = name_of(found.x, library), name_of(found.y, library)
    return f"From here neither {x} nor {y} alone changes what leads: {said(here, library)}."


def said(cell: Cell, library: Library) -> str:
    """What leads at a place, in full; where nothing does, whether something could."""
    waiting = " until a test is done" if cell.could_lead and not cell.leading else ""
    return in_full(cell.leading, library) + waiting


def _moved(
    found: DecisionMap, patient: Patient, fact: str, value: Value | None
) -> tuple[Value | None, Value | None]:
    x = value if fact == found.x else getattr(patient, found.x)
    return x, value if fact == found.y else getattr(patient, found.y)


def _changed(before: Cell, after: Cell, library: Library) -> str:
    """`SSA no longer comes first`, `PRRT and Sunitinib join; Watch no longer leads`."""
    old, new = dict(before.leading), dict(after.leading)
    both = [id_ for id_ in new if id_ in old]
    parts = (
        ([i for i in both if new[i] > old[i]], "comes first", "come first"),
        ([i for i in both if new[i] < old[i]], "no longer comes first", "no longer come first"),
        ([i for i in new if i not in old], "joins", "join"),
        ([i for i in old if i not in new], "no longer leads", "no longer lead"),
    )
    told = [
        f"{joined(library.options[id_].short for id_ in ids)} {one if len(ids) == 1 else more}"
        for ids, one, more in parts
        if ids
    ]
    return "; ".join(told) or "an option waits for a test"


def stands(found: DecisionMap, patient: Patient, library: Library) -> str:
    """Where the patient is, what leads there, and the next border along either input."""
    x, y = getattr(patient, found.x), getattr(patient, found.y)
    where = joined([at(found.x, x, library), at(found.y, y, library)])
    ways = [(fact, next_border(found, patient, fact, library)) for fact in (found.x, found.y)]
    near = [_beyond(fact, *way, library) for fact, way in ways if way]
    next_ = f"Next border: {'; '.join(near)}." if near else "No border along either input."
    return f"Patient: {where}. {leads(found, patient, library)} {next_}"


def leads(found: DecisionMap, patient: Patient, library: Library) -> str:
    """What leads where the patient is, and what that depends on."""
    cell = found.at(getattr(patient, found.x), getattr(patient, found.y))
    parts = [f"Leading: {said(cell, library)}.", waits(cell, library)]
    return " ".join(part for part in parts if part)


def next_border(
    found: DecisionMap, patient: Patient, fact: str, library: Library
) -> tuple[int, Border] | None:
    """The nearest border along one input and the way there, "not known" left aside."""
    if getattr(patient, fact) is None:
        return None
    both = [(way, border(found, patient, fact, way, library)) for way in (1, -1)]
    ways = [(way, beyond) for way, beyond in both if beyond and beyond.value is not None]
    return min(ways, key=lambda pair: pair[1].away, default=None)


def _beyond(fact: str, way: int, beyond: Border, library: Library) -> str:
    """`hepatic burden above 25 %`, `Krenning score 2 (about liver)`."""
    if beyond.band.low is None:
        return at(fact, beyond.value, library)
    end = lower_words if way > 0 else upper_words
    return f"{name_of(fact, library)} {end(fact, beyond.band, library)}"


def letters(found: DecisionMap) -> dict[Kind, str]:
    """A letter for each kind of place, in the order of the map."""
    return {kind: letter(n) for n, kind in enumerate(found.kinds)}


def letter(n: int) -> str:
    """The n-th letter, from 0: A to Z, then AA, AB and so on."""
    return chr(ord("A") + n) if n < 26 else f"{letter(n // 26 - 1)}{letter(n % 26)}"


def key(found: DecisionMap, kinds: Iterable[Kind], library: Library) -> str:
    """What the letters of these kinds stand for: `A SSA first, +3 · B 4 reasonable`."""
    wanted, named = set(kinds), letters(found)
    return " · ".join(f"{named[k]} {label(k, library)}" for k in found.kinds if k in wanted)


def hatched(found: DecisionMap, library: Library) -> str:
    """What the slanting lines of a map mean; nothing where there are none."""
    cells = [cell for column in found.cells for cell in column]
    facts = dict.fromkeys(fact for cell in cells for fact in cell.waits_for)
    if not facts:
        return ""
    others = [fact for fact in facts if fact not in (found.x, found.y)]
    also = f": here {_few(tests(others, library))} would tell" if others else ""
    return f"Slanting lines: something not known could change what leads there{also}."


def badge(library: Library) -> str:
    """Where a map comes from, and how far the rules behind it were reviewed."""
    rules = [library.rules[id_] for ids in library.deciding.values() for id_ in ids]
    reviewed = sum(bool(rule.reviewed.by) for rule in rules)
    if not reviewed:
        return "Computed from the rules; drafted, not yet reviewed by a clinician."
    if reviewed == len(rules):
        return "Computed from the rules, which a clinician reviewed."
    return f"Computed from the rules; {reviewed} of {len(rules)} reviewed by a clinician."


def figure_name(finding: str) -> str:
    """What a screen reader says of the figure: at most 250 letters, whole words."""
    whole = f"Decision map. {finding}"
    return whole if len(whole) <= LONGEST else shorten(whole, LONGEST, placeholder=" ...")

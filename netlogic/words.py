"""Facts, criteria and changes in sentences; every noun comes from content/, none is typed here."""

from collections.abc import Iterable

from netlogic.content import Library
from netlogic.criteria import Bounds, Condition, Criteria
from netlogic.patient import Value
from netlogic.schema import InputFact, Words

UNKNOWN = "not known"
# Words of ids that are names or abbreviations.
NAMES = {
    **{word: word.upper() for word in ("asco", "dpd", "ema", "enets", "esc", "esmo", "fdg", "gep")},
    **{word: word.upper() for word in ("mdt", "men1", "nccn", "nec", "net", "pet", "prrt", "ssa")},
    **{word: word.upper() for word in ("ecog", "mcbs", "nen", "netpet", "sstr", "suv")},
    "karnofsky": "Karnofsky",
    "ki67": "Ki-67",
    "krenning": "Krenning",
    "lutathera": "Lutathera",
    "netpraxis": "NETPraxis",
    "sirspheres": "SIR-Spheres",
    "therasphere": "TheraSphere",
    "uptodate": "UpToDate",
    "who": "WHO",
}


def joined(parts: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def sentence(text: str) -> str:
    """A phrase with a capital and a full stop; names such as "mTOR" keep their first letter."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")


def spoken(id_: str) -> str:
    """An id as words: `ssa-not-enough` is "SSA not enough"."""
    return " ".join(NAMES.get(word, word) for word in id_.split("-"))


def source_name(id_: str, library: Library) -> str:
    """A source by its id as words; one about a trial begins with the trial's name."""
    about = max((t for t in library.trials if f"{id_}-".startswith(f"{t}-")), key=len, default="")
    rest = id_.removeprefix(about).strip("-")
    named = [library.trials[about].name] if about else []
    return " ".join([*named, *([spoken(rest)] if rest else [])])


def name_of(fact: str, library: Library) -> str:
    """The noun of a fact in mid-sentence."""
    words = library.words(fact)
    return words.name if isinstance(words, InputFact) else words.label


def number(value: float, unit: str = "") -> str:
    """`4 %`, `2.5 cm`."""
    return f"{value:g} {unit}".strip()


def value_of(fact: str, value: Value | None, library: Library) -> str:
    """A value as a clinician says it: `35 %`, `3 above liver`, `progressive`, `yes`."""
    words = library.words(fact)
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if words.kind == "choice":
        return next((c.words for c in words.values if c.id == value), str(value))
    scale = {p.at: p.label for p in words.scale} if isinstance(words, InputFact) else {}
    if value in scale:
        return f"{value:g} ({scale[int(value)]})"
    return number(float(value), words.unit if isinstance(words, InputFact) else "")


def phrase(fact: str, value: Value | None, library: Library) -> str:
    """A fact with its value: `Ki-67 4 %`, `growth: progressive`, `no hormone syndrome`."""
    words = library.words(fact)
    if value is None:
        return f"{name_of(fact, library)} {UNKNOWN}"
    if isinstance(value, bool):
        return words.yes if value else words.no
    if words.kind == "choice":
        return _named(fact, value_of(fact, value, library), library)
    return f"{name_of(fact, library)} {value_of(fact, value, library)}"


def _named(fact: str, words: str, library: Library) -> str:
    """`growth: slow`; a derived choice (`gut`, `G2`) needs no name before it."""
    return words if fact in library.derived else f"{name_of(fact, library)}: {words}"


def condition(fact: str, wanted: Condition, library: Library) -> str:
    """One condition: `Ki-67 below 10 %`, `growth: progressive or rapid`, `no bone pain`."""
    words = library.words(fact)
    if isinstance(wanted, Bounds):
        unit = words.unit if isinstance(words, InputFact) else ""
        return f"{name_of(fact, library)} {bounds(wanted, unit)}"
    if isinstance(wanted, tuple):
        return _named(fact, joined((_value(words, v) for v in wanted), "or"), library)
    return phrase(fact, wanted, library)


def _value(words: Words, value: Value) -> str:
    return next((c.words for c in words.values if c.id == value), str(value))


def bounds(wanted: Bounds, unit: str) -> str:
    """Limits in words: `above 25 %`, `10 to 20 %`, `30 mL/min or more and below 50 mL/min`."""
    low, high = wanted.at_least, wanted.at_most
    if low is not None and high is not None:
        return f"{low:g} to {number(high, unit)}"
    parts = []
    if wanted.above is not None:
        parts.append(f"above {number(wanted.above, unit)}")
    if low is not None:
        parts.append(f"{number(low, unit)} or more")
    if wanted.below is not None:
        parts.append(f"below {number(wanted.below, unit)}")
    if high is not None:
        parts.append(f"{number(high, unit)} or less")
    return joined(parts)


def criteria(
    when: Criteria, library: Library, only: Iterable[str] | None = None, *, last: str = ""
) -> str:
    """All conditions, or those about some facts, in one phrase; "always" when there is none."""
    kept = None if only is None else set(only)
    parts = [condition(f, c, library) for f, c in when.items() if kept is None or f in kept]
    return (joined(parts, last) if last else "; ".join(parts)) or "always"


def tests(facts: Iterable[str], library: Library) -> list[str]:
    """The tests that settle these inputs, each once; one that is part of another goes with it."""
    named = dict.fromkeys(library.inputs[fact].settled_by for fact in facts)
    return [test for test in named if not any(test in other and test != other for other in named)]


def page(id_: str, library: Library) -> str:
    """A page by the last part of its address: one about a trial has the trial's name."""
    if topic := library.topics.get(id_):
        return topic.title
    trial = library.trials.get(id_)
    return trial.name if trial else id_.replace("_", " ").capitalize()

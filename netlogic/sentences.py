"""What a reading says in sentences: what changed, what would change it next, and why."""

from collections.abc import Iterable, Mapping

from netlogic.content import Library
from netlogic.explain import because
from netlogic.explore import (
    Changes,
    InputChange,
    Interval,
    Leading,
    Obstacle,
    StandingChange,
    obstacle,
)
from netlogic.pathway import OptionReading, Reading, Standing
from netlogic.patient import Value
from netlogic.schema import Rule
from netlogic.words import condition, criteria, joined, name_of, sentence, tests, value_of

ARROW = "\N{RIGHTWARDS ARROW}"
PANEL = "panel-summary"  # the key in references.toml of the expert panel this project builds on
SHOWN = 3  # of several changes, so that the sentence stays one line or two


def what_changed(changes: Changes, library: Library) -> str:
    """One move in a sentence: input, old and new value, limit crossed, standings then and now."""
    moved = _inputs(changes.inputs, library, crossing=changes.kind != "none")
    if changes.kind == "none":
        return f"{moved}: nothing changed."
    if changes.kind == "small":
        return f"{moved}: no standing changed. {_smaller(changes, library)}"
    return f"{moved}. {_standings(changes.standings, library)}"


def _inputs(inputs: tuple[InputChange, ...], library: Library, *, crossing: bool) -> str:
    shown = [_input(change, library, crossing=crossing) for change in inputs[:SHOWN]]
    more = len(inputs) - SHOWN
    if more > 0:
        shown.append(f"{more} more {'fact' if more == 1 else 'facts'}")
    text = joined(shown) if len(inputs) > 1 else "".join(shown)
    return text[:1].upper() + text[1:]


def _input(change: InputChange, library: Library, *, crossing: bool) -> str:
    old, new = (value_of(change.fact, value, library) for value in (change.old, change.new))
    words = library.inputs[change.fact]
    if words.unit and change.old is not None and change.new is not None:
        old = old.removesuffix(f" {words.unit}")
    limits = f": {_crossed(change)}" if crossing and change.crossed else ""
    return f"{name_of(change.fact, library)} {old} {ARROW} {new}{limits}"


def _crossed(change: InputChange) -> str:
    """`past 25 % (CLARINET)`; of several limits the last one reached."""
    end = float(change.new or 0)
    rising = end > float(change.old or 0)
    limits = [(n, limit) for limit in change.crossed for n in limit.numbers]
    inside = [(n, limit) for n, limit in limits if _between(n, change)]
    at, _ = max(inside, key=lambda pair: pair[0] if rising else -pair[0])
    who = dict.fromkeys(limit.who for n, limit in inside if n == at and limit.who)
    verb = "reaching" if at == end else "past"
    unit = " %" if any("%" in limit.limit for _, limit in inside) else ""
    return f"{verb} {at:g}{unit}{f' ({joined(who)})' if who else ''}"


def _between(limit: float, change: InputChange) -> bool:
    low, high = sorted((float(change.old or 0), float(change.new or 0)))
    return low <= limit <= high


def _standings(standings: tuple[StandingChange, ...], library: Library) -> str:
    if not standings:
        return "The order of the leading options changed."
    ordered = sorted(standings, key=lambda change: -max(change.before, change.after))
    parts = [
        f"{library.options[c.option].short}: {c.before.words} {ARROW} {c.after.words}."
        for c in ordered[:SHOWN]
    ]
    if more := len(ordered) - SHOWN:
        parts += [f"{more} more."] if more > 0 else []
    return " ".join(parts)


def _smaller(changes: Changes, library: Library) -> str:
    added = [library.notices[id_].text for id_ in changes.notices if id_ in library.notices]
    if added:
        return f"A notice came or went: {added[0]}"
    if changes.answers:
        names = [f"“{library.steps[id_].short}”" for id_ in changes.answers]
        return f"Answered otherwise: {joined(names)}."
    return "Arguments for or against did."


def first_move(stretches: tuple[Interval, ...], at: float) -> str:
    """What a first-time visitor is told to do: the nearest limit of the burden slider."""
    above = [i for i in stretches if i.low >= at and not i.holds(at)]
    if not above:
        return "Drag a slider and see what changes."
    return f"Drag the burden past {above[0].low:g} % and see what changes."


def next_change(fact: str, at: float, stretches: tuple[Interval, ...], library: Library) -> str:
    """The nearest value of a number at which a standing changes, with how far it is."""
    here = next((n for n, i in enumerate(stretches) if i.holds(at)), None)
    if here is None:
        return ""
    now = standings(stretches[here].reading)
    unit = library.inputs[fact].unit
    ways = []
    for stretch in stretches[here + 1 :]:
        if standings(stretch.reading) != now:
            words = f"above {stretch.low:g}" if stretch.low_open else f"from {stretch.low:g}"
            ways.append((stretch.low - at, words))
            break
    for stretch in reversed(stretches[:here]):
        if standings(stretch.reading) != now:
            words = f"below {stretch.high:g}" if stretch.high_open else f"{stretch.high:g} or less"
            ways.append((at - stretch.high, words if stretch.high else "0"))
            break
    if not ways:
        return ""
    away, words = min(ways)
    points = f"{away:g} {'point' if away == 1 else 'points'} away"
    return f"{name_of(fact, library)} {number_words(words, unit)} ({points})"


def number_words(words: str, unit: str) -> str:
    """`25 or less` and `%` as `25 % or less`."""
    for end in (" or less", " or more"):
        if words.endswith(end):
            return f"{words.removesuffix(end)} {unit}".strip() + end
    return f"{words} {unit}".strip()


def next_choice(
    fact: str, now: Reading, readings: Mapping[Value | None, Reading], library: Library
) -> str:
    """The nearest other values of a scale or choice with other standings."""
    mine = now.facts[fact]
    known = [value for value in readings if value is not None]
    others = [v for v in known if v != mine and standings(readings[v]) != standings(now)]
    if not others:
        return ""
    if mine in known:
        others.sort(key=lambda value: abs(known.index(value) - known.index(mine)))
    return f"{name_of(fact, library)} {value_of(fact, others[0], library)}"


def standings(read: Reading) -> tuple[Standing, ...]:
    """The standing of every option, in order."""
    return tuple(option.standing for option in read.options.values())


def what_next(parts: Iterable[str]) -> str:
    """The nearest changes in one line."""
    found = [part for part in parts if part]
    if not found:
        return "No single move of these three inputs changes a standing."
    return f"Would change next: {' · '.join(found)}"


def stretch_words(leads: Leading, library: Library) -> str:
    """The leading options of a stretch in few words: `SSA first, 3 more`, or all alike by name."""
    first = [library.options[id_].short for id_, s in leads if s == Standing.DISCUSS_FIRST]
    rest = len(leads) - len(first)
    if not leads:
        return "none"
    if not first:
        return ", ".join(library.options[id_].short for id_, _ in leads)
    return f"{joined(first)} first" + (f", {rest} more" if rest else "")


def stretch_in_full(leads: Leading, library: Library) -> str:
    """The leading options of a stretch by name and standing."""
    if not leads:
        return "no tumour option is reasonable"
    return "; ".join(f"{library.options[id_].label}: {s.words}" for id_, s in leads)


def argument(rule: Rule) -> str:
    """Why an argument holds; panel opinion says that it is one."""
    return rule.because + (" (panel opinion)" if rule.sources == (PANEL,) else "")


def in_order(option: OptionReading, library: Library) -> list[str]:
    """The arguments of an option, those for it first, the strongest of each side first."""
    order = ["standard", "option", "emerging", "favours", "exclude", "avoid", "limits"]
    order.append("disfavours")
    return sorted(option.arguments, key=lambda id_: order.index(str(library.rules[id_].strength)))


def depends(option: OptionReading, library: Library) -> str:
    """`Could be discuss first; depends on SSTR imaging.`"""
    if not option.waits_for:
        return ""
    waits = tests(option.waits_for[:SHOWN], library)
    more = len(option.waits_for) - SHOWN
    tail = f" and {more} more" if more > 0 else ""
    if option.could_be > option.standing:
        return f"Could be {option.could_be.words}; depends on {waits}{tail}."
    return f"Could stand lower; depends on {waits}{tail}."


def why_not(option: OptionReading, read: Reading, library: Library) -> str:
    """In one line why an option is closed, avoided or not listed."""
    deciding = {Standing.CLOSED: "exclude", Standing.AVOID: "avoid"}.get(option.standing)
    rules = [library.rules[id_] for id_ in option.arguments]
    for rule in rules:
        if rule.strength == deciding or (deciding is None and rule.to == "nothing"):
            return argument(rule)
    return _missing(obstacle(option.id, read, library), option, library)


def _missing(way: Obstacle, option: OptionReading, library: Library) -> str:
    available = library.options[option.id].available
    if way.rule is None and way.facts:
        return f"Exists only with {criteria(available, library, way.facts)}."
    if way.rule is None:
        return depends(option, library) or "No argument for it applies."
    wanted = criteria(library.rules[way.rule].when, library, way.facts)
    return f"The nearest argument for it asks for {wanted}."


def why_answer(step: int, read: Reading, library: Library) -> str:
    """The deciding condition of a step's answer, as a sentence."""
    return sentence(because(step, read, library))


def why_other(step_id: str, answer_id: str, library: Library) -> str:
    """What an answer that is not the patient's would need."""
    step = library.steps[step_id]
    answer = next(a for a in step.answers if a.id == answer_id)
    parts = [condition(fact, wanted, library) for fact, wanted in answer.when.items()]
    parts += [
        f"{library.options[id_].short} {joined(words, 'or')}"
        for id_, words in answer.standing.items()
    ]
    if answer.applies:
        parts.append("an argument of this kind that applies")
    if not parts:
        return "Not this patient's: it holds when none of the others does."
    return f"Not this patient's: it would need {joined(parts)}."


def idle(fact: str, rule: str, stuck: tuple[str, ...], library: Library) -> str:
    """Why an input cannot matter now: what the nearest rule that asks for it needs besides."""
    short = library.inputs[fact].short
    if not rule or not stuck:
        return f"{short}: not used here because no rule that applies asks for it."
    parts = [criteria(library.rules[rule].when, library, [f]) for f in stuck[:2]]
    more = " and more" if len(stuck) > 2 else ""
    return f"{short}: not used here because it needs {joined(parts)}{more}."

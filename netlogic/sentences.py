"""What a reading says in sentences: what changed, what would change it next, and why."""

from collections.abc import Iterable, Mapping, Sequence

from netlogic.content import Library
from netlogic.explain import because
from netlogic.explore import (
    Changes,
    InputChange,
    Interval,
    Leaders,
    Leading,
    Obstacle,
    StandingChange,
    leading,
    merged,
    obstacle,
)
from netlogic.nearby import Led
from netlogic.pathway import OptionReading, Reading, Standing
from netlogic.patient import Value, inputs_behind
from netlogic.schema import Rule
from netlogic.words import condition, criteria, joined, name_of, phrase, sentence, tests, value_of

ARROW = "\N{RIGHTWARDS ARROW}"
PANEL = "panel-summary"  # the key in references.toml of the expert panel this project builds on
UNREVIEWED = "not yet reviewed by a clinician"
SHOWN = 3  # of several changes, so that the sentence stays one line or two


def what_changed(changes: Changes, library: Library) -> str:
    """One move in a sentence: input, old and new value, limit crossed, standings then and now."""
    moved = _inputs(changes.inputs, library, crossing=changes.kind != "none")
    if changes.kind == "none":
        return f"{moved}: nothing changed."
    if changes.kind == "small":
        return f"{moved}: no standing changed. {_smaller(changes, library)}"
    return f"{moved}. {_standings(changes, library)}"


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
    crossed = crossing and change.crossed and not words.whole
    limits = f": {_crossed(change)}" if crossed else ""
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


def _standings(changes: Changes, library: Library) -> str:
    if not changes.standings:
        then, now = (library.options[leads[0][0]].short for leads in changes.leading)
        return f"Now first: {now} (was {then})." if now != then else "The order changed."
    ordered = sorted(changes.standings, key=lambda change: -max(change.before, change.after))
    parts = [_standing(change, library) for change in ordered[:SHOWN]]
    if rest := ordered[SHOWN:]:
        named = [library.options[change.option].short for change in rest]
        parts.append(f"Also: {joined(named)}." if len(named) <= SHOWN else f"{len(named)} more.")
    return " ".join(parts)


def _standing(change: StandingChange, library: Library) -> str:
    words = f"{library.options[change.option].short}: {change.before.words} {ARROW} "
    could = f" (could be {change.could_be.words})" if change.could_be > change.after else ""
    return f"{words}{change.after.words}{could}."


def _smaller(changes: Changes, library: Library) -> str:
    if changes.new_notices:
        return f"New to mind: {library.notices[changes.new_notices[0]].text}"
    if changes.answers:
        names = [f"“{library.steps[id_].short}”" for id_ in changes.answers]
        return f"Answered otherwise: {joined(names)}."
    return "A notice went." if changes.notices else "Only arguments changed."


def scenario(name: str, description: str) -> str:
    """What is said when a whole teaching patient is loaded."""
    return f"Scenario: {name}. {description}"


def first_move(stretches: tuple[Interval, ...], at: float | None) -> str:
    """What a first-time visitor is told to do: the nearest limit of the burden slider."""
    if at is None:
        return "Burden not known: see which options wait for which test."
    starts = [group[0].low for group in merged(stretches)]
    above = [low for low in starts if low >= at and low > 0]
    if not above:
        return "Drag a slider and see what changes."
    return f"Drag the burden past {above[0]:g} % and see what changes."


def next_change(
    fact: str, at: float, stretches: Sequence[Interval] | Sequence[Led], library: Library
) -> str:
    """The nearest value of a number at which a standing changes, with how far it is."""
    here = next((n for n, i in enumerate(stretches) if i.holds(at)), None)
    if here is None:
        return ""
    now = stretches[here].leaders
    unit, step = library.inputs[fact].unit, library.inputs[fact].step or 1
    ways = []
    for stretch in stretches[here + 1 :]:
        if stretch.leaders != now:
            words = f"above {stretch.low:g}" if stretch.low_open else f"from {stretch.low:g}"
            ways.append((stretch.low + stretch.low_open * step - at, words))
            break
    for stretch in stretches[:here][::-1]:
        if stretch.leaders != now:
            words = f"below {stretch.high:g}" if stretch.high_open else f"{stretch.high:g} or less"
            away = at - stretch.high + stretch.high_open * step
            ways.append((away, words if stretch.high else "0"))
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
    fact: str, mine: Value | None, leaders: Mapping[Value | None, Leaders], library: Library
) -> str:
    """The nearest other value of a scale or choice with other leading options or standings."""
    known = [value for value in leaders if value is not None]
    others = [value for value in known if value != mine and leaders[value] != leaders[mine]]
    if not others:
        return ""
    if mine is None:
        return library.inputs[fact].settled_by
    others.sort(key=lambda value: abs(known.index(value) - known.index(mine)))
    return phrase(fact, others[0], library)


def what_next(parts: Iterable[str]) -> str:
    """The nearest changes in one line."""
    found = [part for part in parts if part]
    if not found:
        return "No single move of these three inputs changes the leading options."
    return f"Would change next: {' · '.join(dict.fromkeys(found))}"


def stretch_words(read: Reading, library: Library) -> str:
    """The leading options of a stretch in few words: `SSA +3`, `4 options`, `waits for a test`."""
    if read.leading:
        return leading_words(leading(read), library)
    return "waits for a test" if _waiting(read, library) else "none"


def leading_words(led: Leading, library: Library) -> str:
    """Leading options in few words: `SSA +3`, `4 options`."""
    first = [library.options[o].short for o, s in led if s == Standing.DISCUSS_FIRST]
    rest = len(led) - len(first)
    if not first:
        return f"{rest} options" if rest > 1 else library.options[led[0][0]].short
    return joined(first) + (f" +{rest}" if rest else "")


def stretch_in_full(read: Reading, library: Library) -> str:
    """The leading options of a stretch by name and standing."""
    if read.leading:
        return leading_in_full(leading(read), library)
    said = [
        f"{library.options[option.id].label}: could be {option.could_be.words}"
        for option in _waiting(read, library)
    ]
    return "; ".join(said) or "no tumour option is reasonable"


def leading_in_full(led: Leading, library: Library) -> str:
    """Leading options by name and standing."""
    return "; ".join(f"{library.options[id_].label}: {s.words}" for id_, s in led)


def _waiting(read: Reading, library: Library) -> list[OptionReading]:
    return [
        option
        for id_, option in read.options.items()
        if library.options[id_].lane == "tumour" and option.could_be >= Standing.REASONABLE
    ]


def argument(rule: Rule) -> str:
    """Why an argument holds; panel opinion says that it is one."""
    return rule.because + (" (panel opinion)" if rule.sources == (PANEL,) else "")


def reviewed(rule: Rule) -> str:
    """When a rule was drafted, from what, and whether a clinician has seen it."""
    review = rule.reviewed
    drafted = "drafted from cited sources" if rule.sources else "drafted without a source"
    seen = f"reviewed by {review.by} on {review.on}" if review.by else UNREVIEWED
    return f"{drafted} on {review.drafted}; {seen}"


def unsourced(rule: Rule) -> str:
    """What is said in place of sources where a rule has none."""
    if rule.sources:
        return ""
    return "no source: housekeeping" if rule.verification == "design" else "not sourced"


def in_order(option: OptionReading, library: Library) -> list[str]:
    """The arguments of an option, those for it first, the strongest of each side first."""
    order = ["standard", "option", "emerging", "favours", "exclude", "avoid", "limits"]
    order.append("disfavours")
    return sorted(option.arguments, key=lambda id_: order.index(str(library.rules[id_].strength)))


def depends(option: OptionReading, library: Library) -> str:
    """`Could be discuss first; depends on SSTR imaging.`"""
    if not option.waits_for:
        return ""
    names = tests(option.waits_for, library)
    shown, more = names[:SHOWN], len(names) - SHOWN
    waits = joined([*shown, f"{more} more"] if more > 0 else shown)
    if option.could_be > option.standing:
        return f"Could be {option.could_be.words}; depends on {waits}."
    return f"Could stand lower; depends on {waits}."


def why_not(option: OptionReading, read: Reading, library: Library) -> str:
    """In one line why an option is closed, avoided or not listed."""
    if rule := _deciding(option, library):
        return argument(library.rules[rule])
    return _missing(obstacle(option.id, read, library), option, library)


def rule_behind(option: OptionReading, read: Reading, library: Library) -> str | None:
    """The rule that `why_not` speaks of: one that applies, else the nearest argument for."""
    if rule := _deciding(option, library):
        return rule
    support = library.options[option.id].lane == "support"
    return None if support else obstacle(option.id, read, library).rule


def _deciding(option: OptionReading, library: Library) -> str | None:
    """The argument that closes an option, or for which it is avoided or not listed."""
    strength = {Standing.CLOSED: "exclude", Standing.AVOID: "avoid"}.get(option.standing)
    for id_ in option.arguments:
        rule = library.rules[id_]
        if rule.strength == strength or (strength is None and rule.to == "nothing"):
            return id_
    return None


def _missing(way: Obstacle, option: OptionReading, library: Library) -> str:
    if library.options[option.id].lane == "support":
        return "Nothing entered calls for it now; it fits at any time."
    available = library.options[option.id].available
    if way.rule is None and way.facts:
        return f"Only with {criteria(available, library, way.facts, last='and')}."
    if way.rule is None:
        return depends(option, library) or "No argument for it applies."
    wanted = criteria(library.rules[way.rule].when, library, way.facts, last="and")
    return f"Would need {wanted}."


def why_answer(step: int, read: Reading, library: Library) -> list[tuple[str, str | None]]:
    """Why an answer is the patient's: the deciding condition, what it means, the argument; each
    with the rule that says it, where one does.
    """
    answer = read.steps[step]
    said: list[tuple[str, str | None]] = [(sentence(because(step, read, library)), None)]
    for fact in answer.asked:
        value = read.facts[fact]
        if fact in library.derived and value is not None and value is not False:
            known = [phrase(name, read.facts[name], library) for name in _told(fact, read)]
            if known:
                said.append((f"Here: {joined(known)}.", None))
            said.append((f"Meaning: {library.derived[fact].definition}", None))
    for id_ in answer.standing_of:
        if id_ in read.options and read.options[id_].arguments:
            said.append(_strongest(read.options[id_], read, library))
    return said


def _strongest(option: OptionReading, read: Reading, library: Library) -> tuple[str, str | None]:
    """The first argument for an option that is listed, or what keeps it off the list."""
    if option.standing >= Standing.EMERGING:
        first = in_order(option, library)[0]
        return argument(library.rules[first]), first
    return why_not(option, read, library), rule_behind(option, read, library)


def _told(fact: str, read: Reading) -> list[str]:
    """The known inputs behind a derived fact, where they are few enough to be read."""
    behind = [name for name in read.patient.__dict__ if name in inputs_behind(fact)]
    known = [name for name in behind if read.facts[name] is not None]
    return known if len(known) <= 5 else []


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
        return f"Not this patient's: nothing entered {answer.words}."
    if not parts:
        return "Not this patient's: it holds when none of the others does."
    return f"Not this patient's; needed: {joined(parts)}."


def idle(fact: str, rule: str, stuck: tuple[str, ...], read: Reading, library: Library) -> str:
    """Why an input cannot matter now: what it needs, or the nearest rule that asks for it."""
    words = library.inputs[fact]
    unmet = words.needs.unmet(read.facts)
    if unmet:
        parts = [criteria(words.needs, library, unmet, last="and")]
    elif not rule or not stuck:
        return f"{words.short}: not used here because no rule that applies asks for it."
    else:
        parts = [criteria(library.rules[rule].when, library, [f]) for f in stuck[:2]]
    return f"{words.short}: not used here because it needs {joined(parts)}."

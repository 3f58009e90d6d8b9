"""Every rule in words, as a clinician reviews it; where sources differ; the limits and their users.

Nothing here says a thing that content/ does not: a row is a rule read aloud, with its sources, how
much of each was read, and the file and line where it stands.
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from netlogic import sentences, words
from netlogic.content import Library, inputs_of
from netlogic.criteria import Bounds
from netlogic.pathway import CAPS, SETS, Standing
from netlogic.patient import INPUTS, LIMITS_IN, Facts, Patient, facts, inputs_behind
from netlogic.schema import Notice, Rule, Threshold

MEANS = {
    "verified": "words that were read state the clinical content; the strength is still our "
    "reading",
    "partial": "a source supports the direction; cut-off, scope or strength is our reading",
    "design": 'no clinical source; housekeeping, such as "a failed drug is not repeated"',
    "unverified": "clinical content without a source; only for a notice, favours or disfavours, "
    "never for a standing",
}
ARGUES = {"for": "for an option", "against": "against an option", "notice": "a caution"}
REVIEWS = {"draft": "not yet reviewed by a clinician", "reviewed": "reviewed by a clinician"}
NOTICE = "notice"
APPLIES, DOES_NOT, UNDETERMINED = "applies", "does not apply", "undetermined"
NOW = {"applies": APPLIES, "does-not": DOES_NOT, "undetermined": UNDETERMINED}
CHECK = "python -m netlogic check"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute what begins like this


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its address, if it has one, and how much of it was read and when."""

    id: str
    name: str
    address: str
    citation: str
    seen: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Limit:
    """A published limit at a number of a rule's condition, in words, with its sources."""

    said: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One rule in words. `asks` are the inputs behind it, `facts` what its condition names."""

    id: str
    step: str
    about: str
    options: tuple[str, ...]
    argues: str
    strength: str
    does: str
    because: str
    notice: str
    when: str
    trials: tuple[str, ...]
    sources: tuple[Source, ...]
    cites: tuple[str, ...]
    differs: tuple[str, ...]
    disagreement: str
    note: str
    verification: str
    review: str
    reviewed: bool
    limits: tuple[Limit, ...]
    facts: tuple[str, ...]
    asks: tuple[str, ...]
    file: str
    line: int | None

    @property
    def place(self) -> str:
        """The file and line where the rule stands, as an editor opens it."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule applies to a patient, and what stands in the way or is not known."""

    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one side of a disagreement says, and where; no source where none was read."""

    who: str
    says: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which sources differ, what the pathway makes of it, and the rules behind."""

    id: str
    topic: str
    positions: tuple[Position, ...]
    point: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """A published limit with the rules and the derived facts that ask at one of its numbers."""

    fact: str
    limit: str
    side: str
    who: str
    meaning: str
    sources: tuple[Source, ...]
    rules: tuple[str, ...]
    derived: tuple[str, ...]


# ------------------------------------------------------------------------------------------- rules
@lru_cache(maxsize=2)
def rows(library: Library) -> tuple[Row, ...]:
    """Every rule once: by step in the order of the picture, then as the file has them."""
    shown = (name for step in library.steps.values() for name in step.rules)
    steps = list(dict.fromkeys((*shown, *sorted(set(library.step_of_rule.values())))))
    ids = sorted(library.rules, key=lambda id_: steps.index(library.step_of_rule[id_]))
    return tuple(_row(id_, library.rules[id_], library) for id_ in ids)


def _row(id_: str, rule: Rule, library: Library) -> Row:
    notice = library.notices.get(rule.notice or "")
    asks = inputs_of(rule.when)
    trials = tuple(library.trials[trial] for trial in rule.evidence if trial in library.trials)
    return Row(
        id=id_,
        step=library.step_of_rule[id_],
        about=_about(rule, library),
        options=_options(rule, notice, library),
        argues=rule.argues or NOTICE,
        strength=_strength(rule, notice),
        does=effect(rule, notice),
        because=sentences.argument(rule),
        notice=notice.text if notice else "",
        when=words.criteria(rule.when, library),
        trials=tuple(trial.name for trial in trials),
        sources=sources(rule.sources, library),
        cites=tuple(dict.fromkeys((*rule.sources, *(trial.reference for trial in trials)))),
        differs=rule.differs,
        disagreement=rule.disagreement or "",
        note=rule.note,
        verification=rule.verification,
        review=sentences.reviewed(rule),
        reviewed=bool(rule.reviewed.by),
        limits=tuple(
            Limit(_limit(limit, library), limit.sources)
            for limit in library.thresholds
            if _asked_at(rule, limit)
        ),
        facts=tuple(rule.when),
        asks=tuple(name for name in INPUTS if name in asks),
        file=f"content/rules/{library.step_of_rule[id_]}.toml",
        line=library.line_of_rule.get(id_),
    )


def _strength(rule: Rule, notice: Notice | None) -> str:
    if rule.strength:
        return f"{rule.argues}, {rule.strength}"
    return "for the tumour board" if notice and notice.needs_mdt else "to mind"


def _about(rule: Rule, library: Library) -> str:
    """The option or the group of options that a rule speaks about; a notice has neither."""
    if rule.option is None:
        return "Caution"
    option = library.options.get(rule.option)
    return option.label if option else words.sentence(library.groups[rule.option]).rstrip(".")


def _options(rule: Rule, notice: Notice | None, library: Library) -> tuple[str, ...]:
    """The options that a rule argues about, alone or in a group, or on whose card it cautions."""
    named = notice.on if notice else (rule.option or "",)
    found = {option for name in named for option in library.members(name)}
    return tuple(option for option in library.options if option in found)


def sources(ids: Iterable[str], library: Library) -> tuple[Source, ...]:
    """Sources by their ids; one that is not in references.toml is left out."""
    return tuple(
        Source(
            id=id_,
            name=words.source_name(id_, library),
            address=reference.address,
            citation=reference.citation,
            seen=reference.seen,
            read_on=reference.read_on,
        )
        for id_ in ids
        if (reference := library.references.get(id_))
    )


def effect(rule: Rule, notice: Notice | None = None) -> str:
    """What a rule that applies does to the standing of an option."""
    if rule.strength is None:
        calls = " for the tumour board" if notice and notice.needs_mdt else ""
        closes = "; it says why options are missing" if notice and notice.closes else ""
        return f"shows a caution{calls}{closes}; changes no standing"
    if rule.strength in SETS:
        standing = SETS[rule.strength].words
        return f"alone gives the standing “{standing}”; arguments against can lower it"
    if rule.strength == "limits":
        return f"the standing is “{CAPS[rule.to or ''].words}” at best"
    if rule.strength in ("avoid", "exclude"):
        standing = (Standing.AVOID if rule.strength == "avoid" else Standing.CLOSED).words
        return f"makes the standing “{standing}”, whatever speaks for the option"
    return "only weighs: it orders options of equal standing and never changes one"


def _asked_at(rule: Rule, threshold: Threshold) -> bool:
    """Whether a rule's condition has one of the numbers of a published limit."""
    wanted = rule.when.root.get(threshold.fact)
    return isinstance(wanted, Bounds) and bool(set(wanted.numbers) & set(threshold.numbers))


def _limit(limit: Threshold, library: Library) -> str:
    """`Ki-67 index below 10 % (CLARINET): 10 % is not below 10 %`."""
    who = f" ({limit.who})" if limit.who else ""
    return f"{fact_label(limit.fact, library)} {limit.limit}{who}: {limit.side}"


# --------------------------------------------------------------------------------- for one patient
def verdicts(patient: Patient, library: Library) -> dict[str, Verdict]:
    """For every rule whether it applies to a patient, as the pathway takes it."""
    known = facts(patient)
    return {id_: _verdict(rule, known, library) for id_, rule in library.rules.items()}


def _verdict(rule: Rule, known: Facts, library: Library) -> Verdict:
    met = rule.when.verdict(known)
    if met is False:
        unmet = rule.when.unmet(known)
        return Verdict(DOES_NOT, f"needs {words.criteria(rule.when, library, unmet)}")
    missing = _nowhere(rule, known, library)
    if missing:
        return Verdict(DOES_NOT, missing)
    if met is None:
        behind = {name for fact in rule.when.unknown(known) for name in inputs_behind(fact)}
        unknown = [name for name in INPUTS if name in behind and known[name] is None]
        tests = words.joined(words.tests(unknown, library))
        names = words.joined(words.name_of(name, library) for name in unknown)
        return Verdict(UNDETERMINED, f"not known: {names}; settled by {tests}")
    return Verdict(APPLIES)


def _nowhere(rule: Rule, known: Facts, library: Library) -> str:
    """What an argument's options need to exist at all, when none of them exists for the patient."""
    members = [library.options[id_] for id_ in library.members(rule.option or "")]
    if not members or any(option.available.verdict(known) is not False for option in members):
        return ""
    needed = dict.fromkeys(
        words.criteria(o.available, library, o.available.unmet(known), last="and") for o in members
    )
    return f"the option exists only with {words.joined(needed, 'or')}"


# ----------------------------------------------------------------------------------------- filters
# By what rules are filtered, each with the ids that a row answers to.
KINDS: Mapping[str, Callable[[Row], Collection[str]]] = {
    "step": lambda row: (row.step,),
    "option": lambda row: row.options,
    "argues": lambda row: (row.argues,),
    "fact": lambda row: (*row.facts, *row.asks),
    "source": lambda row: row.cites,
    "verification": lambda row: (row.verification,),
    "review": lambda row: ("reviewed" if row.reviewed else "draft",),
}


@lru_cache(maxsize=2)
def choices(library: Library) -> Mapping[str, Mapping[str, str]]:
    """For each kind of filter the ids that some rule answers to, with their words."""
    named: Mapping[str, Mapping[str, str]] = {
        "step": {row.step: step_words(row.step) for row in rows(library)},
        "option": {id_: option.label for id_, option in library.options.items()},
        "argues": ARGUES,
        "fact": {id_: words.label for id_, words in {**library.inputs, **library.derived}.items()},
        "source": _named_sources(library),
        "verification": {word: word for word in MEANS},
        "review": REVIEWS,
    }
    used = {kind: {id_ for row in rows(library) for id_ in of(row)} for kind, of in KINDS.items()}
    kept = {
        kind: {id_: said for id_, said in named[kind].items() if id_ in used[kind]}
        for kind in KINDS
    }
    return kept | {"review": REVIEWS, "now": NOW}


def _named_sources(library: Library) -> dict[str, str]:
    found = {id_: words.source_name(id_, library) for id_ in library.references}
    return dict(sorted(found.items(), key=lambda item: item[1].lower()))


def step_words(step: str) -> str:
    """The name of a file of rules as words."""
    return words.sentence(words.spoken(step)).rstrip(".")


def chosen(
    all_rows: Iterable[Row],
    wanted: Mapping[str, Sequence[str]],
    now: Mapping[str, Verdict] | None = None,
    text: Sequence[str] = (),
) -> tuple[Row, ...]:
    """The rules that answer to one of the ids of every kind, and hold every word of `text`.

    `wanted["now"]` are ids of verdicts, looked up in `now`.
    """
    asked = {kind: set(ids) for kind, ids in wanted.items() if ids and kind in KINDS}
    verdict_words = {NOW[id_] for id_ in wanted.get("now", ()) if id_ in NOW}
    sought = [word.casefold() for word in text]
    return tuple(
        row
        for row in all_rows
        if all(ids & set(KINDS[kind](row)) for kind, ids in asked.items())
        and (not verdict_words or (now or {}).get(row.id, Verdict("")).word in verdict_words)
        and all(word in _text(row) for word in sought)
    )


def _text(row: Row) -> str:
    """Everything that a rule says, for a search."""
    said = (row.id, row.about, row.because, row.notice, row.when, row.note, *row.differs)
    return "\n".join(said).casefold()


def counted(all_rows: Sequence[Row]) -> str:
    """How many rules there are, how sure they are and how many a clinician has reviewed."""
    sure = [f"{sum(row.verification == word for row in all_rows)} {word}" for word in MEANS]
    reviewed = sum(row.reviewed for row in all_rows)
    cautions = sum(row.argues == NOTICE for row in all_rows)
    return (
        f"{len(all_rows)} rules, {cautions} of them cautions: {words.joined(sure)}. "
        f"Reviewed by a clinician: {reviewed or 'none'}."
    )


# -------------------------------------------------------------------------- differences and limits
@lru_cache(maxsize=2)
def disputes(library: Library) -> tuple[Dispute, ...]:
    """Every point on which sources differ."""
    return tuple(
        Dispute(
            id=id_,
            topic=point.topic,
            positions=tuple(
                Position(p.who, p.says, next(iter(sources([p.source or ""], library)), None))
                for p in point.positions
            ),
            point=point.point,
            rules=tuple(row.id for row in rows(library) if row.disagreement == id_),
        )
        for id_, point in library.disagreements.items()
    )


@lru_cache(maxsize=2)
def borders(library: Library) -> tuple[Border, ...]:
    """Every published limit, in the order of the file."""
    return tuple(
        Border(
            fact=fact_label(limit.fact, library),
            limit=limit.limit,
            side=limit.side,
            who=limit.who,
            meaning=limit.meaning,
            sources=sources(limit.sources, library),
            rules=tuple(r.id for r in rows(library) if _asked_at(library.rules[r.id], limit)),
            derived=tuple(
                library.derived[name].label
                for name, used in LIMITS_IN.items()
                if name in library.derived and used & {(limit.fact, n) for n in limit.numbers}
            ),
        )
        for limit in library.thresholds
    )


def fact_label(fact: str, library: Library) -> str:
    """What a limit is about: a fact, or an option such as watching."""
    if fact in library.options:
        return library.options[fact].label
    return library.words(fact).label


# ------------------------------------------------------------------------------- to take away
COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "Rule": lambda row: row.id,
    "Step": lambda row: step_words(row.step),
    "About": lambda row: row.about,
    "Strength": lambda row: row.strength,
    "What it does": lambda row: row.does,
    "When": lambda row: row.when,
    "Because": lambda row: row.because,
    "Caution shown": lambda row: row.notice,
    "Trials": lambda row: "; ".join(row.trials),
    "Sources": lambda row: "; ".join(source.citation for source in row.sources),
    "Addresses": lambda row: "; ".join(s.address or "no public address" for s in row.sources),
    "How much was read": lambda row: "; ".join(f"{s.name}: {s.seen}" for s in row.sources),
    "Read on": lambda row: "; ".join(f"{s.name}: {s.read_on}" for s in row.sources),
    "Who says otherwise": lambda row: "; ".join(row.differs),
    "Sources differ on": lambda row: row.disagreement,
    "Note": lambda row: row.note,
    "Verification": lambda row: row.verification,
    "Verification means": lambda row: MEANS[row.verification],
    "Review": lambda row: row.review,
    "Limits": lambda row: "; ".join(limit.said for limit in row.limits),
    "File": lambda row: row.file,
    "Line": lambda row: "" if row.line is None else str(row.line),
    "agree": lambda row: "",
    "change": lambda row: "",
    "by": lambda row: "",
    "date": lambda row: "",
}


def csv_text(chosen_rows: Iterable[Row]) -> str:
    """The rules as a table for a spreadsheet, one row a rule, with empty columns to mark up.

    Begins with the byte order mark, by which Excel knows UTF-8.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([cell(said(row)) for said in COLUMNS.values()] for row in chosen_rows)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def report(row: Row) -> str:
    """A letter about an error in a rule, for whoever can change it; the reader fills in the end."""
    sources = [f"- {s.citation} {s.address} (read: {s.seen})" for s in row.sources]
    said = [
        "NETlogic rulebook: an error in a rule",
        f"Rule: {row.id} ({row.place})",
        f"About: {row.about} ({row.strength})",
        f"It says: {row.because}",
        f"It shows: {row.notice}" if row.notice else "",
        f"When: {row.when}",
        f"Verification: {row.verification}; {row.review}",
        "Sources:" if sources else "Sources: none",
        *sources,
    ]
    asked = ["What is wrong:", "What it should say:", "Source for the change:", "Name and date:"]
    return "\n".join([*(line for line in said if line), "", *asked, ""])

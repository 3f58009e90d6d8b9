"""From the rulebook to the entries that are drawn: rules, disputes, limits. No Streamlit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from netlogic import rulebook, words
from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.rulebook import Border, Dispute, Row, Source, Verdict
from netlogic.sentences import UNREVIEWED, unsourced
from pages.parts import entries
from pages.parts.entries import said as _said

View = dict[str, Any]
MARKS = ["agrees", "change", "by", "date"]  # what a reader of the paper fills in
SHAPES = {
    rulebook.APPLIES: "meets",
    rulebook.DOES_NOT: "does not meet",
    rulebook.UNDETERMINED: "not known",
}
SAID = 6  # facts of a patient in one sentence


def several(
    shown: Sequence[Row],
    now: Mapping[str, Verdict],
    content: Library,
    *,
    present: bool,
    asked: str = "",
) -> View:
    """The rules chosen; `asked` is the name of a rule that somebody wanted and that is none."""
    of = len(rulebook.rows(content))
    status = f"{len(shown)} of {of} rules"
    if asked:
        status = f"There is no rule called “{asked}”: it may have another name now. {status}"
    found = [_rule(row, now.get(row.id), content, brief=present) for row in shown]
    return _view("Rules", status, found, content, present=present)


def one(row: Row, now: Mapping[str, Verdict], content: Library, *, present: bool) -> View:
    """A single rule with all that is to say about it."""
    entry = _rule(row, now.get(row.id), content, brief=present) | {"open": True, "own": ""}
    status = "one rule, with its sources"
    return _view(f"Rule {row.id}", status, [entry], content, present=present)


def _view(heading: str, status: str, found: list[View], content: Library, *, present: bool) -> View:
    """What the book draws, with every source that an entry names."""
    lines = [line for entry in found for part in entries.PLACES for line in entry[part]]
    named = {id_ for line in lines for id_ in line.get("sources", ())}
    named |= {id_ for entry in found for id_ in entry["cites"]}
    known = {s.id: _source(s) for s in rulebook.sources(sorted(named), content)}
    printed = _printed(content)
    return entries.view(heading, status, found, known, printed=printed, present=present)


def _source(source: Source) -> View:
    return {
        "id": source.id,
        "name": source.name,
        "address": source.address,
        "citation": source.citation,
        "read": _read(source),
    }


def _read(source: Source) -> str:
    return f"Read on {source.read_on}: {source.seen}"


def _printed(content: Library) -> str:
    """What the paper is: date of the content, and how much of it a clinician has seen."""
    rows = rulebook.rows(content)
    drafted = max((rule.reviewed.drafted for rule in content.rules.values()), default="no day")
    seen = sum(row.reviewed for row in rows)
    review = f"{seen} of {len(rows)} reviewed by a clinician" if seen else UNREVIEWED
    return f"NETlogic rulebook: content of {drafted}, drafted from cited sources; {review}."


# ------------------------------------------------------------------------------------------- rules
def _rule(row: Row, verdict: Verdict | None, content: Library, *, brief: bool) -> View:
    sources = [source.id for source in row.sources]
    return entries.entry(row.id, row.id, own="rule") | {
        "about": [
            _said("", row.about),
            {"small": f"{row.strength} · {rulebook.step_words(row.step)}"},
        ],
        "verdict": _verdict(verdict),
        "face": [
            {"words": row.because, "sources": sources, "small": unsourced(content.rules[row.id])},
            *([_said("Shows:", row.notice)] if row.notice else []),
            _said("When:", row.when),
            {"small": f"{row.verification}; {row.review}"},
        ],
        "inside": _inside(row, verdict, content, brief=brief),
        "cites": [] if brief else sources,
        "marks": MARKS,
        "lead": True,
    }


def _verdict(verdict: Verdict | None) -> View | None:
    return verdict and {"shape": SHAPES[verdict.word], "said": verdict.word}


def _inside(row: Row, verdict: Verdict | None, content: Library, *, brief: bool) -> list[View]:
    """All that a reader may ask next; in brief for a room, where it fits on one screen."""
    lines = [
        _aloud("What it does:", row.does),
        _aloud(
            "For this patient:", f"{verdict.word}: {verdict.why}" if verdict and verdict.why else ""
        ),
        _aloud("How sure:", f"{row.verification}: {rulebook.MEANS[row.verification]}"),
        *(_said("Otherwise:", text) for text in row.differs),
        _said("Note:", row.note),
        *_dispute_of(row, content, brief=brief),
    ]
    if not brief:
        lines += [
            _said("Trials:", words.joined(row.trials)),
            *(_aloud("Published limit:", limit.said, limit.sources) for limit in row.limits),
            _aloud("Asks for:", words.joined(content.inputs[name].label for name in row.asks)),
            *(_meaning(name, content) for name in row.facts if name in content.derived),
            _said("To change it:", f"{_place(row)}, then {rulebook.CHECK}"),
        ]
    return [line for line in lines if line["words"]]


def _aloud(name: str, text: str, sources: Iterable[str] = ()) -> View:
    """What paper leaves out: it stands in another part, or tells of the patient on the screen."""
    return _said(name, text) | {"sources": list(sources), "screen": True}


def _meaning(name: str, content: Library) -> View:
    """How a fact follows from others."""
    fact = content.derived[name]
    sources = [id_ for id_ in fact.sources if id_ in content.references]
    return _aloud(f"{fact.label[:1].upper()}{fact.label[1:]}:", fact.definition, sources)


def _place(row: Row) -> str:
    return row.file if row.line is None else f"{row.file}, line {row.line}"


def _dispute_of(row: Row, content: Library, *, brief: bool) -> list[View]:
    point = content.disagreements.get(row.disagreement)
    if point is None:
        return []
    heading = _said("Sources differ:", f"{point.topic} Here: {point.point}")
    positions = [
        _aloud(f"{p.who}:", p.says, [p.source] if p.source else []) for p in point.positions
    ]
    return [heading] if brief else [heading, *positions]


# ------------------------------------------------------------------------------- disputes, limits
def disputes(content: Library, *, present: bool) -> View:
    """Where sources differ: who says what, read when, and what the pathway makes of it."""
    found = rulebook.disputes(content)
    points = [_dispute(point, brief=present) for point in found]
    heading, status = "Where sources differ", f"{len(found)} points"
    return _view(heading, status, points, content, present=present)


def _dispute(point: Dispute, *, brief: bool) -> View:
    return _entry(point.id, point.topic) | {
        "about": [{"small": f"content/disagreements.toml, {point.id}"}] if not brief else [],
        "face": [
            *(
                {
                    "name": f"{position.who}:",
                    "words": position.says,
                    "sources": [position.source.id] if position.source else [],
                    "small": _when_read(position.source),
                }
                for position in point.positions
            ),
            _said("Here:", point.point),
        ],
        "inside": [] if brief else [_users(point.rules, "No rule points to it: it is only told.")],
        "cites": []
        if brief
        else list(dict.fromkeys(p.source.id for p in point.positions if p.source)),
    }


def _when_read(source: Source | None) -> str:
    return f"read on {source.read_on}" if source else "no source was read: unverified"


def borders(content: Library, *, present: bool) -> View:
    """The published limits: on which side the limit itself falls, and who uses it."""
    found = rulebook.borders(content)
    limits = [_border(n, border, brief=present) for n, border in enumerate(found)]
    return _view("Limits", f"{len(found)} limits", limits, content, present=present)


def _border(n: int, border: Border, *, brief: bool) -> View:
    return _entry(f"limit-{n}", f"{border.fact}: {border.limit}") | {
        "about": [{"small": border.who}] if border.who else [],
        "face": [
            {"words": border.meaning, "sources": [source.id for source in border.sources]},
            _said("The limit itself:", border.side),
            *_compared(border),
        ],
        "inside": [] if brief or not border.rules else [_users(border.rules, "")],
        "cites": [] if brief else [source.id for source in border.sources],
    }


def _compared(border: Border) -> list[View]:
    """What asks whether a patient is above or below one of the numbers."""
    rules = f"{len(border.rules)} {'rule' if len(border.rules) == 1 else 'rules'}"
    parts = [f"the facts {words.joined(border.derived)}"] if border.derived else []
    parts += [rules] if border.rules else []
    return [_said("Compared with it:", words.joined(parts) or "nothing; it is only told")]


def _entry(id_: str, title: str) -> View:
    """An entry that is no rule: it has no address of its own and nothing to be agreed with."""
    return entries.entry(id_, title) | {"marks": MARKS}


def _users(ids: Iterable[str], none: str) -> View:
    found = list(ids)
    return {"name": "Rules:", "words": "" if found else none, "rules": found}


# ----------------------------------------------------------------------------------------- patient
def told(patient: Patient, content: Library) -> str:
    """What sets a patient apart from the usual one, in a phrase."""
    usual = content.default_patient()
    apart = [
        words.phrase(name, getattr(patient, name), content)
        for name in content.inputs
        if getattr(patient, name) != getattr(usual, name)
    ]
    more = len(apart) - SAID
    return (
        words.joined([*apart[:SAID], *([f"{more} more"] if more > 0 else [])])
        or "all facts as usual"
    )

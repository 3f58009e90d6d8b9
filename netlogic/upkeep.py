"""Who made the content, when each part was drafted and reviewed, what is due, what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netlogic import words
from netlogic.content import Library
from netlogic.places import Family, Place, family
from netlogic.schema import Review, Revision

NOT_STATED = "not stated"
NONE_YET = "none yet"
# Families that rules or trials hold inside them, or that no reader reads.
HELD_AS_TAUGHT = ("walks", "topics", "benches", "cohorts")  # each entry has a review of its own
NOT_PARTS = ("about", "changes", "line_of_rule", "step_of_rule", "groups")


@dataclass(frozen=True, slots=True)
class PartReview:
    """A part of the content: how much there is, when drafted, how much reviewed, when due."""

    label: str
    entries: int
    drafted: str
    reviewed: str
    due: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A change of the content with the pages, rules, trials and options that it touched."""

    day: date
    places: tuple[Place, ...]
    what: str
    why: str


# ----------------------------------------------------------------------------------------- reviews
def reviews(library: Library) -> tuple[PartReview, ...]:
    """Every part of the content: rules by file, entry criteria, what is taught, then all others."""
    due = str(library.about.due) if library.about else NOT_STATED
    by_file: dict[str, list[Review]] = {}
    for id_, rule in library.rules.items():
        by_file.setdefault(library.step_of_rule[id_], []).append(rule.reviewed)
    rules = [
        _part(f"Rules: {words.spoken(file)}", found, len(found), due)
        for file, found in by_file.items()
    ]
    judged = [trial for trial in library.trials.values() if trial.reviewed]
    criteria = [trial.reviewed for trial in judged if trial.reviewed]
    asked = sum(len(trial.criteria) for trial in judged)
    return (
        *rules,
        _part("Trials: entry criteria", criteria, asked, due),
        *(_part(label, found, len(found), due) for label, found in _taught(library).items()),
        *_others(library, due),
    )


def _taught(library: Library) -> dict[str, list[Review]]:
    """What is taught about trials, where every entry has a review of its own."""
    beside = library.side_by_side
    return {
        "Trials walked through": [walk.reviewed for walk in library.walks.values()],
        "Trials side by side": [beside.reviewed] if beside else [],
        "Pages in steps": [topic.reviewed for topic in library.topics.values()],
        "Simulations": [bench.reviewed for bench in library.benches.values()],
        "Synthetic cohorts": [cohort.reviewed for cohort in library.cohorts.values()],
    }


def _part(label: str, found: list[Review], entries: int, due: str) -> PartReview:
    days = sorted({review.drafted for review in found})
    drafted = " to ".join(str(day) for day in (days if len(days) < 2 else (days[0], days[-1])))
    return PartReview(label, entries, drafted or NOT_STATED, _reviewed(found), due)


def _reviewed(found: Iterable[Review]) -> str:
    """`3 of 41, last on 2026-12-01`, or that there is none."""
    every = list(found)
    days = [review.on for review in every if review.on]
    return f"{len(days)} of {len(every)}, last on {max(days)}" if days else NONE_YET


def _others(library: Library, due: str) -> tuple[PartReview, ...]:
    """The parts that have one review each; one that about.toml does not know is not stated."""
    known = library.about.parts if library.about else {}
    sizes = {kind: len(held) for kind, held in _families(library).items()}
    unknown = [kind for kind in sizes if kind not in (*known, "rules", *HELD_AS_TAUGHT)]
    told = tuple(
        PartReview(
            part.label,
            sizes.get(kind, 0),
            str(part.reviewed.drafted),
            f"by {part.reviewed.by} on {part.reviewed.on}" if part.reviewed.on else NONE_YET,
            str(part.due or due),
        )
        for kind, part in known.items()
    )
    untold = tuple(
        PartReview(family(kind).many.capitalize(), sizes[kind], NOT_STATED, NONE_YET, due)
        for kind in unknown
    )
    return (*told, *untold)


def _families(library: Library) -> Mapping[str, Mapping[str, object] | tuple[object, ...]]:
    found = {name: getattr(library, name) for name in library.__dataclass_fields__}
    return {
        name: held
        for name, held in found.items()
        if isinstance(held, Mapping | tuple) and name not in (*NOT_PARTS, "faults")
    }


def last_review(library: Library) -> date | None:
    """The day of the last review by a clinician, if there was one."""
    found = [rule.reviewed for rule in library.rules.values()]
    found += [trial.reviewed for trial in library.trials.values() if trial.reviewed]
    found += [review for reviews in _taught(library).values() for review in reviews]
    found += [part.reviewed for part in library.about.parts.values()] if library.about else []
    return max((review.on for review in found if review.on), default=None)


def due(library: Library) -> date | None:
    """The day on which the first part of the content has to be looked at again."""
    about = library.about
    return min(part.due or about.due for part in about.parts.values()) if about else None


def overdue(library: Library, today: date) -> str:
    """What every page says once the day of the next review has passed; before, nothing."""
    day = due(library)
    if day is None or today <= day:
        return ""
    return f"This content was due for review on {day}, and none has been entered since."


def summary(library: Library) -> tuple[tuple[str, str], ...]:
    """Authors, dates, disclosures and funding, as (what, words)."""
    about = library.about
    if about is None:
        return ()
    last = last_review(library)
    return (
        ("Authors", about.authors),
        ("Drafted", about.drafting),
        ("Review", about.review if last is None else f"Last review: {last}."),
        ("Last review by a clinician", str(last or NONE_YET)),
        ("Next review due", str(due(library))),
        ("Disclosures", about.disclosures),
        ("Funding", about.funding),
        ("Release", about.release),
    )


# ----------------------------------------------------------------------------------------- changes
def log(library: Library) -> tuple[Logged, ...]:
    """Every change of the content, the newest first; of one day in the order of the file."""
    newest_first = sorted(library.changes, key=lambda change: change.date, reverse=True)
    return tuple(
        Logged(change.date, _touched(change, library), change.what, change.why)
        for change in newest_first
    )


def _touched(change: Revision, library: Library) -> tuple[Place, ...]:
    pages = tuple(Place("pages", id_, words.page(id_, library), id_) for id_ in change.pages)
    rules = tuple(_place("rules", id_, id_) for id_ in change.rules)
    trials = tuple(_place("trials", id_, library.trials[id_].name) for id_ in change.trials)
    options = tuple(_place("options", id_, library.options[id_].label) for id_ in change.options)
    return (*pages, *rules, *trials, *options)


def _place(kind: str, id_: str, label: str) -> Place:
    of: Family = family(kind)
    return Place(kind, id_, label, of.page, ((of.key, id_),))

"""Every figure on the pages of trials is traced to the content, and all places say the same.

A text of a page is traced when nothing with a digit is left of it once everything that the content
holds has been taken out: its sentences whole, its verified figures as they are written, and what
is computed from them. What is left over otherwise stands in ALLOWED, with the reason.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from netlogic import cohorts, formats, survival, trial_fit, words
from netlogic.cohort_schema import Cohort
from netlogic.evidence import TOKEN
from netlogic.grading import benefits
from netlogic.library import CONTENT, library
from netlogic.patient import facts
from netlogic.quotes import rounded
from netlogic.schema import Shape, Trial
from netlogic.side_by_side import TITLES as BESIDE
from netlogic.teaching import BEFORE_THE_RESULT, STEPS, Walk
from netlogic.teaching_checks import typed_figure
from netlogic.trial_schema import Count, HazardRatio, Median, Rate
from pages.parts.figures import curve_words
from pages.parts.trial import page as trial_page
from pages.parts.trial import results
from tests.shown import Said, page, plain, texts
from tests.test_pages import opened

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
GUESSES = {"promid": (83, 17, 29), "clarinet": (91, 88)}  # figures of nobody
NUMBER = re.compile(r"(?<![\w.-])\d+(?:[.,]\d+)*")
DIGIT = re.compile(r"\d")
# Bare numbers, which are compared cell by cell further below.
CELL_BY_CELL = ("_curve_table", "_os_table", "_hundred_table", " numbers", " pointer")
CELL_BY_CELL += ("side_promid_table", "side_clarinet_table", "_forest_os_2013_table")
# What no content holds, and why it may stand on a page all the same.
ALLOWED = {
    r"^all \d steps$|^step \d of \d(, part \d of \d+)?$": "where one is in the walk",
    r"^about \d minutes?( left)?$": "how long the walk takes",
    r"^\d+ of 11 marked\.$": "how much of the checklist the learner has marked",
    r"\bof 100\b": "the people of the picture, by definition",
    r"\b95 % ci\b": "the level of an interval, in a column's head",
    r"\bfewer than (5|10 %)": "where the grey ground begins: a rule of the figure, no result",
    r"× 28 / 30\.4\b|\bmonths have 28 days\b": "days of a month, of four weeks and of the calendar",
}


@pytest.fixture(autouse=True)
def before_the_review_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no page says since when its review is overdue."""
    monkeypatch.setenv("NETLOGIC_TODAY", "2026-11-26")


# --- Where figures may come from ---

NOT_READ = ("id", "p", "at", "nct", "phase", "seed")  # fields that no reader sees as prose


def prose(value: Any, *, sure: bool = True, field: str = "") -> Iterator[tuple[str, bool]]:
    """Every text inside some content, and whether it was confirmed."""
    if isinstance(value, Shape):
        sure = sure and getattr(value, "verified", True)
        for name, part in value:
            yield from prose(part, sure=sure, field=name)
    elif isinstance(value, dict):
        for part in value.values():
            yield from prose(part, sure=sure, field=field)
    elif isinstance(value, tuple):
        for part in value:
            yield from prose(part, sure=sure, field=field)
    elif isinstance(value, str) and field not in NOT_READ:
        yield value, sure


def of_ratio(hr: HazardRatio) -> Iterator[str]:
    yield f"HR {hr.value:.2f} (95 % CI {hr.low:.2f} to {hr.high:.2f})"
    yield f"{hr.value:.2f} ({hr.low:.2f} to {hr.high:.2f})"
    yield f"{hr.low:.2f} to {hr.high:.2f}"
    yield f"{hr.value:.2f}"


def of_medians(medians: Iterable[Median], names: dict[str, str]) -> Iterator[str]:
    both = ["not reached" if m.value is None else f"{m.value:.1f}" for m in medians]
    yield f"{' against '.join(both)} months"
    for one, said in zip(medians, both, strict=True):
        if one.value is not None:
            ends = "" if one.low is None or one.high is None else f"{one.low:.1f} to {one.high:.1f}"
            yield f"{said} months (95 % CI {ends})" if ends else f"{said} months"
            yield f"{said} | (95 % CI {ends})"
            yield f"{said} months"
            yield f"median {said}"
            yield f"{said} with {names[one.arm]}"


def of_rates(rates: Iterable[Rate]) -> Iterator[str]:
    said = [f"{rate.value:g}" for rate in rates]
    yield f"{' against '.join(said)} %"
    yield from (f"{one} %" for one in said)


def of_counts(counts: Iterable[Count | Rate]) -> Iterator[str]:
    said = [f"{one.events} of {one.n}" for one in counts if one.n and one.events is not None]
    yield " against ".join(said)
    yield from said


def figures(trial: Trial) -> Iterator[str]:
    """Every verified figure of a trial as the house writes it; written here anew."""
    names = {arm.id: arm.short for arm in trial.arms}
    for size in (trial.n, *(arm.n for arm in trial.arms)):
        yield f"n = {size}"
    for outcome in (one for one in trial.outcomes if one.verified):
        yield from (f"n = {outcome.n}", f"{outcome.events} deaths")
        for of in (outcome, *(group for group in outcome.subgroups if group.verified)):
            yield f"n = {of.n}"
            yield from of_ratio(of.hr) if of.hr else ()
            yield from of_medians(of.medians, names)
            yield from of_counts(of.counts)
        yield from chain(of_rates(outcome.rates), of_counts(outcome.rates))
    for harm in (one for one in trial.harms if one.verified):
        yield from chain(of_rates(harm.rates), of_rates(harm.severe), of_counts(harm.counts))
    for feature in (one for one in trial.baseline if one.verified):
        yield from of_counts(
            Count(arm=m.arm, events=m.events, n=m.n) for m in feature.values if m.events is not None
        )
        places = "g" if feature.statistic == "share" else ".1f"
        said = [f"{m.value:{places}}" for m in feature.values if m.value is not None]
        yield f"{' against '.join(said)} {feature.unit}"


def mean_times(cohort: Cohort) -> formats.Restricted:
    """The restricted means, to the last tick with at least five and a tenth left in both arms."""
    arms = list(cohorts.arms(cohort).values())
    curves = [survival.kaplan_meier(arm) for arm in arms]
    until = max(
        tick
        for tick in cohort.ticks
        if all(c.counts([tick]).at_risk[0] >= max(5, c.n / 10) for c in curves)
    )
    one, other = (survival.restricted_mean(arm, until) for arm in arms)
    gained = survival.restricted_mean_difference(*arms, until)
    assert one and other and gained
    unit = "months of 28 days" if cohort.month == "28-day" else "months"
    badge, ends = cohorts.badge(cohort).title, (gained.low, gained.high)
    return formats.Restricted(until, one.value, other.value, gained.value, *ends, badge, unit)


def computed(cohort: Cohort) -> Iterator[str]:
    """What is computed from a trial's figures and from its cohort."""
    trial = LIBRARY.trials[cohort.trial]
    for one in formats.formats(trial, cohort.outcome, mean_times(cohort)):
        yield from (f"{one.title} | {one.value}", one.value, one.sentence, one.origin)
    outcome = next(one for one in trial.outcomes if one.id == cohort.outcome)
    landmark = next((one for one in trial.outcomes if one.id == outcome.landmark), outcome)
    if of := formats.hundred(landmark, trial):
        yield from (of.sentence, of.origin, of.origin.removeprefix("computed "))
        for arm in of.arms:
            yield from (f"{arm.name}: {arm.count}", f"{arm.count} with {arm.name}")
    if landmark.rates_are == "on the curve":
        for id_, arm in cohorts.arms(cohort).items():
            said = share(survival.kaplan_meier(arm).at(24))
            name = next(one.short for one in trial.arms if one.id == id_)
            yield from (f"{said} at 24", f"{said} with {name}")
    for one in trial.outcomes:
        for m in one.medians if cohort.month == "28-day" else ():
            if m.value and m.low and m.high:
                turned = [f"{cohorts.calendar_months(x):.1f}" for x in (m.value, m.low, m.high)]
                yield "{} | (95 % CI {} to {})".format(*turned)


def share(found: survival.Estimate) -> str:
    """An estimate on a curve in percent, as a figure says it."""
    if found.value is None:
        return "no estimate"
    said = f"{100 * found.value:.0f} %"
    if found.low is None or found.high is None:
        return said
    return f"{said} ({100 * found.low:.0f} to {100 * found.high:.0f})"


def of_the_learner(walk: Walk) -> Iterator[str]:
    for dial, guess in zip(walk.dials, GUESSES[walk.trial], strict=True):
        for before in ("you: ", "you predicted ", f"{dial.label}: "):
            yield f"{before}{guess} {dial.unit}"


def of_the_patient(trials: Iterable[str]) -> Iterator[str]:
    """The facts of the patient, how they are settled, and what they mean for the trials."""
    known = facts(LIBRARY.default_patient())
    yield from (words.phrase(fact, value, LIBRARY) for fact, value in known.items())
    yield from (fact.settled_by for fact in LIBRARY.inputs.values())
    for id_ in trials:
        yield trial_fit.sentence(trial_fit.fit(id_, known, LIBRARY))


@cache
def sources(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that a page may say in figures: what was confirmed, and that with what was not."""
    walk = LIBRARY.walks.get(name)
    beside = LIBRARY.side_by_side
    assert beside is not None
    trials = [walk.trial, *([walk.extension] if walk.extension else [])] if walk else beside.trials
    told: list[Any] = [walk or beside, *(LIBRARY.trials[id_] for id_ in trials)]
    made = [one for one in LIBRARY.cohorts.values() if one.trial in trials]
    bare = tuple(one.with_patients(()) for one in made)
    every = [*prose((*told, *bare, *LIBRARY.appraisal.values(), *LIBRARY.options.values()))]
    more = [
        *chain.from_iterable(figures(LIBRARY.trials[id_]) for id_ in trials),
        *chain.from_iterable(computed(cohort) for cohort in made),
        *of_the_patient([id_ for id_ in trials if LIBRARY.trials[id_].criteria]),
        *(f"read on {label.read_on}" for id_ in trials for label in LIBRARY.trials[id_].labels),
        *(one.words for one in benefits(LIBRARY)),
        *(words.source_name(id_, LIBRARY) for id_ in LIBRARY.references),
        *(of_the_learner(walk) if walk else ()),
    ]
    sure = [*more, *(text for text, is_sure in every if is_sure)]
    return longest(sure), longest([*sure, *(text for text, _ in every)])


def longest(said: Iterable[str]) -> tuple[str, ...]:
    """Those of these texts that hold a digit, as they are compared, the longest first."""
    found = {plain(text).casefold().rstrip(".") for text in said if DIGIT.search(text)}
    return tuple(sorted(found, key=len, reverse=True))


ALWAYS = re.compile("|".join(ALLOWED))


def untraced(said: Said, name: str) -> list[str]:
    """The numbers of a text that neither the content nor ALLOWED accounts for."""
    if not DIGIT.search(said.text) or said.place.endswith(CELL_BY_CELL):
        return []
    text = said.text.replace("\N{NO-BREAK SPACE}", " ").casefold()
    sure, every = sources(name)
    for known in every if "not confirmed" in text else sure:
        if known in text:  # and not inside a longer number
            text = re.sub(rf"(?<![\d.,]){re.escape(known)}(?!\d|[.,]\d)", "\N{BULLET}", text)
    return NUMBER.findall(ALWAYS.sub("", text))


def lost(shown: Iterable[Said], name: str) -> list[tuple[list[str], str, str]]:
    """What is not traced: the numbers, where they stand, and the text."""
    return [(found, s.place, s.text) for s in shown if (found := untraced(s, name))]


# --- The pages ---


def address(id_: str) -> str:
    return f"pages/learn/{id_}.py"


def predicted(id_: str) -> dict[str, str]:
    return {"predicted": ",".join(map(str, GUESSES[id_]))}


def answered(id_: str) -> dict[str, str]:
    """Everything answered, so that every explanation and our reading are shown."""
    walk = LIBRARY.walks[id_]
    said = {f"answer-{one.id}": f"{one.right.id},sure" for one in walk.questions}
    marks = ",".join(["some"] * len(walk.appraisal))
    return predicted(id_) | said | {"appraised": marks}


ROOMS = pytest.mark.parametrize("present", ["0", "1"], ids=["at a desk", "in a room"])
EACH = pytest.mark.parametrize("id_", WALKS)


@ROOMS
@EACH
def test_every_figure_of_a_trials_page_is_traced(id_: str, present: str) -> None:
    shown = page(address(id_), view="all", present=present, **answered(id_))
    assert len([one for one in shown if NUMBER.search(one.text)]) > 100
    assert lost(shown, id_) == []


@ROOMS
@EACH
def test_every_figure_of_every_step_is_traced(id_: str, present: str) -> None:
    seen = set()
    for step in STEPS:
        shown = page(address(id_), step=step, present=present, predicted="skipped")
        seen |= {one.text for one in shown if one.place == "header"}
        assert lost(shown, id_) == [], step
    assert len(seen) == len(STEPS), "each step has its own title"


@ROOMS
def test_every_figure_of_side_by_side_is_traced(present: str) -> None:
    beside = LIBRARY.side_by_side
    assert beside is not None
    right = {f"answer-{beside.question.id}": f"{beside.question.right.id},sure"}
    shown = page(address("side_by_side"), view="all", present=present, **right)
    assert {one.text for one in shown if one.place == "header"} == set(BESIDE.values())
    assert lost(shown, "side_by_side") == []


def test_the_name_of_a_source_has_no_number_that_its_reference_has_not() -> None:
    for id_, reference in LIBRARY.references.items():
        trials = " ".join(trial.name for trial in LIBRARY.trials.values())
        for number in NUMBER.findall(words.source_name(id_, LIBRARY)):
            assert number in f"{reference.citation} {id_} {trials}"


# --- A wrong figure is caught ---


def wrong_title(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(trial_page.TITLES, "result", "Result: 14.4 months gained")


def wrong_ratio(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("netlogic.quotes.two_decimals", lambda value: f"{value + 0.01:.2f}")


def wrong_landmark(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(curve_words, "share_at", lambda curve, months: "71 % (60 to 80) at 24")


def wrong_size(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(results, "_people", lambda n: f"n = {n + 1}")


def wrong_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("pages.parts.cohort_plots.last_sure_tick", lambda shown: shown.ticks[1])


@pytest.mark.parametrize(
    ("id_", "plant", "number"),
    [
        ("promid", wrong_title, "14.4"),
        ("promid", wrong_ratio, "0.84"),
        ("clarinet", wrong_landmark, "71"),
        ("promid", wrong_size, "22"),
        ("clarinet", wrong_end, "3"),
    ],
    ids=["in a title", "in a ratio", "at the landmark", "in a subgroup", "in a mean"],
)
def test_a_wrong_figure_in_the_code_is_caught(
    id_: str, plant: Callable[[pytest.MonkeyPatch], None], number: str, monkeypatch: Any
) -> None:
    sources(id_)  # what is right is known before anything is wrong
    plant(monkeypatch)
    app = opened(address(id_), view="all", predicted="skipped")
    assert not app.exception
    found = lost(texts(app), id_)
    assert number in chain.from_iterable(numbers for numbers, _, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "HR 0.35 (95 % CI 0.20 to 0.59)",
        "HR 0.34 (95 % CI 0.20 to 0.58)",
        "14.3 against 6.1 months",
        "median 16 months",
        "27 of 42",
        "n = 84",
        "66.7 against 37 %",
        "114.3 months",
        "All randomised patients: 26 progressions on octreotide and 41 on placebo, HR 0.32.",
    ],
)
def test_a_figure_that_promid_did_not_publish_is_not_traced(text: str) -> None:
    assert untraced(Said("markdown", text), "promid")


def test_what_was_not_confirmed_is_traced_only_where_it_says_so() -> None:
    text = "To May 2014: 22 on octreotide and 26 on placebo."
    assert untraced(Said("promid_conflicts", text), "promid")
    assert not untraced(Said("promid_conflicts", f"{text} | not confirmed"), "promid")


def test_every_allowance_is_needed() -> None:
    shown = [
        one.text.casefold()
        for id_ in WALKS
        for query in (answered(id_), {"predicted": "skipped"})
        for one in page(address(id_), view="all", present="0", **query)
    ]
    shown += [
        one.text.casefold()
        for one in page(address("promid"), step="who", present="0", predicted="skipped")
    ]
    assert [one for one in ALLOWED if not any(re.search(one, text) for text in shown)] == []


# --- Synthetic figures are those of netlogic.survival ---


def rows_under(cohort: Cohort) -> list[str]:
    """The cells of the table below a figure of curves, computed here."""
    curves = [survival.kaplan_meier(arm) for arm in cohorts.arms(cohort).values()]
    cells = []
    for n, tick in enumerate(cohort.ticks):
        cells.append(f"{tick:g}")
        for curve in curves:
            counts = curve.counts(cohort.ticks)
            numbers = (counts.at_risk[n], counts.censored[n], counts.events[n])
            cells += [share(curve.at(tick)), *map(str, numbers)]
    return [*cells, "Median, months", *(with_ends(curve.median) for curve in curves)]


def with_ends(found: survival.Estimate) -> str:
    """A median with its interval; that of an arm that did not reach it has none."""
    if found.value is None:
        return "not reached"
    return f"{ends_of(found.value)} ({ends_of(found.low)} to {ends_of(found.high)})"


def ends_of(value: float | None) -> str:
    """A time in months, half up as everywhere."""
    return "not reached" if value is None else rounded(value, 1)


def at(shown: Iterable[Said], place: str) -> list[str]:
    return [one.text for one in shown if one.place == place]


DRAWN = [
    ("promid", "promid_curve", "promid-ttp"),
    ("promid", "promid_os", "promid-os"),
    ("clarinet", "clarinet_curve", "clarinet-pfs"),
    ("side_by_side", "side_promid", "promid-ttp"),
    ("side_by_side", "side_clarinet", "clarinet-pfs"),
]


def whole(id_: str) -> tuple[Said, ...]:
    asked = answered(id_) if id_ in GUESSES else {}
    return page(address(id_), view="all", present="0", **asked)


@pytest.mark.parametrize(("id_", "key", "name"), DRAWN)
def test_the_numbers_of_a_figure_are_those_of_its_cohort(id_: str, key: str, name: str) -> None:
    cohort, shown = LIBRARY.cohorts[name], whole(id_)
    wanted = rows_under(cohort)
    assert at(shown, f"{key}_table")[-len(wanted) :] == wanted
    drawn = at(shown, f"{key} numbers")
    counts = [
        survival.kaplan_meier(arm).counts(cohort.ticks) for arm in cohorts.arms(cohort).values()
    ]
    assert drawn == [
        str(number) for c in counts for row in (c.at_risk, c.censored, c.events) for number in row
    ]


@pytest.mark.parametrize(("id_", "key", "name"), DRAWN)
def test_the_pointer_is_told_what_the_cohort_says(id_: str, key: str, name: str) -> None:
    cohort = LIBRARY.cohorts[name]
    arms = {arm.id: arm.short for arm in LIBRARY.trials[cohort.trial].arms}
    curves = {arms[a]: survival.kaplan_meier(p) for a, p in cohorts.arms(cohort).items()}
    told = at(whole(id_), f"{key} pointer")
    assert len(told) > 10
    for text in told[:: len(told) // 10]:
        months = float(text.split()[0])
        wanted = [f"{months:g} months"]
        for arm, curve in curves.items():
            left = curve.counts([months]).at_risk[0]
            wanted.append(f"{arm} {share(curve.at(months))}, {left} at risk")
        assert text == " ".join(wanted)


@EACH
def test_the_picture_of_100_counts_the_published_rates(id_: str) -> None:
    rates = landmark(id_)
    names = [arm.short for arm in LIBRARY.trials[LIBRARY.walks[id_].trial].arms]
    wanted = [
        text
        for name, rate in zip(names, rates, strict=True)
        for text in (name, f"{rate:.0f}", f"{100 - round(rate)}")
    ]
    assert at(whole(id_), f"{id_}_hundred_table")[-len(wanted) :] == wanted


def test_the_numbers_of_the_forest_are_those_of_the_report() -> None:
    [of] = [one for one in read("promid")["outcomes"] if one["id"] == "os-2013"]
    wanted = []
    for name, one in [("All patients", of), *((g["label"], g) for g in of["subgroups"])]:
        hr = one["hr"]
        ends = f"{hr['low']:.2f} to {hr['high']:.2f}"
        wanted += [name, str(one["n"]), f"{hr['value']:.2f}", ends]
    assert at(whole("promid"), "promid_forest_os_2013_table")[-len(wanted) :] == wanted


# --- Figures, sentences and tables agree ---


@lru_cache
def read(trial: str) -> dict[str, Any]:
    """A trial's file as it was written, past all code of ours."""
    return tomllib.loads((CONTENT / "trials" / f"{trial}.toml").read_text(encoding="utf-8"))


def outcome(id_: str) -> dict[str, Any]:
    [primary] = [one for one in read(id_)["outcomes"] if one.get("primary")]
    return primary


def landmark(id_: str) -> list[float]:
    wanted = outcome(id_)["landmark"]
    [found] = [one for one in read(id_)["outcomes"] if one["id"] == wanted]
    return [rate["value"] for rate in found["rates"]]


def medians(id_: str) -> list[str]:
    found = [median.get("value") for median in outcome(id_)["medians"]]
    return ["not reached" if value is None else f"{value:.1f}" for value in found]


def result(id_: str) -> tuple[Said, ...]:
    return page(address(id_), step="result", present="0", predicted="skipped")


def of_prose(shown: Iterable[Said]) -> str:
    return "\n".join(one.text for one in shown if one.place == "markdown")


@EACH
def test_the_ratio_is_the_same_in_figure_table_and_sentence(id_: str) -> None:
    hr, shown = outcome(id_)["hr"], result(id_)
    interval = f"{hr['low']:.2f} to {hr['high']:.2f}"
    said = f"HR {hr['value']:.2f} (95 % CI {interval})"
    [alternative] = at(shown, f"{id_}_curve alternative")
    assert said in alternative
    assert said in of_prose(shown)
    assert f"Hazard ratio | {hr['value']:.2f} ({interval})" in at(shown, f"{id_}_formats")
    # Nothing else on the step is called a hazard ratio.
    every = re.findall(r"HR (\d\.\d+)", "\n".join(one.text for one in shown))
    assert set(every) == {f"{hr['value']:.2f}"}


@EACH
def test_the_medians_are_the_same_in_figure_table_and_sentence(id_: str) -> None:
    shown, both = result(id_), medians(id_)
    names = [arm["short"] for arm in read(id_)["arms"]]
    assert f"Median | {' against '.join(both)} months" in at(shown, f"{id_}_formats")
    [alternative] = at(shown, f"{id_}_curve alternative")
    ends = at(shown, f"{id_}_curve_table")[-len(both) :]
    for name, median, end in zip(names, both, ends, strict=True):
        assert f"{median} with {name}" in alternative
        assert at(shown, f"{id_}_curve {name}, median")[0].endswith(f"median {median}")
        assert end.split(" (")[0] == median
        assert median == "not reached" or f"{median} months" in of_prose(shown)


@EACH
def test_the_rates_are_the_same_in_table_and_sentence_and_picture(id_: str) -> None:
    shown, both = result(id_), landmark(id_)
    names = [arm["short"] for arm in read(id_)["arms"]]
    sentences = at(shown, f"{id_}_formats")
    [difference] = [text for text in sentences if " % on " in text and "a difference of" in text]
    told = [float(n) for n in re.findall(r"([\d.]+) % on", difference)]
    assert told == both
    in_prose = {float(n) for n in re.findall(r"([\d.]+) (?:%|against [\d.]+ %)", of_prose(shown))}
    assert {*both} & in_prose, "a sentence tells a rate"
    for name, rate in zip(names, both, strict=True):
        assert f"{name}: {rate:.0f}" in at(shown, f"{id_}_hundred annotation")


def test_what_clarinets_figure_says_at_24_months_is_the_published_rate_rounded() -> None:
    shown = result("clarinet")
    notes = at(shown, "clarinet_curve annotation")
    wanted = next(o for o in read("clarinet")["outcomes"] if o["id"] == "pfs-24-months")["rates"]
    for rate in wanted:
        said = (
            f"{rate['arm']} {rate['value']:.0f} % ({rate['low']:.0f} to {rate['high']:.0f}) at 24"
        )
        assert said in notes


def test_of_promids_response_rates_the_figure_of_curves_says_nothing() -> None:
    shown = [one.text for one in result("promid") if one.place.startswith("promid_curve ")]
    assert len(shown) > 20
    for rate in landmark("promid"):
        said = [f"{rate:g} %", f"{rate:.0f} % at 6"]
        assert not [text for text in shown if any(one in text for one in said)]


@EACH
def test_the_difference_is_the_same_in_table_and_sentence(id_: str) -> None:
    shown = result(id_)
    one, other = landmark(id_)
    said = f"{one - other:.1f} percentage points"
    assert any(
        text.startswith(f"Absolute difference | {said}") for text in at(shown, f"{id_}_formats")
    )
    titles = "\n".join(s.text for s in shown if s.place in ("markdown", "subheader"))
    assert said in titles


# --- Before the prediction ---


def answers(id_: str) -> set[str]:
    """Figures of the result that nothing else on the page can be."""
    hr = outcome(id_)["hr"]
    found = {f"{hr['value']:.2f}", f"{hr['low']:.2f} to {hr['high']:.2f}"}
    found |= {f"{m} months" for m in medians(id_) if m != "not reached"}
    return found | {f"{rate:g} %" for rate in landmark(id_) if rate % 1}


@ROOMS
@EACH
def test_before_anything_was_predicted_no_step_shows_the_result(id_: str, present: str) -> None:
    shown = page(address(id_), view="all", present=present)
    text = "\n".join(one.text for one in shown)
    assert "Predict first" in text
    assert [figure for figure in answers(id_) if figure in text] == []
    assert not [one for one in shown if "_curve" in one.place or "_formats" in one.place]
    # And the same figures are there once it was.
    text = "\n".join(one.text for one in whole(id_))
    assert all(figure in text for figure in answers(id_))


@EACH
def test_what_is_told_of_the_conduct_quotes_no_outcome(id_: str) -> None:
    outcomes = {one["id"] for one in read(id_)["outcomes"]}
    early = [one for one in read(id_)["conduct"] if one.get("about", "conduct") == "conduct"]
    assert early and "done" in BEFORE_THE_RESULT
    for remark in early:
        quoted = {token.groups()[:2] for token in TOKEN.finditer(remark["says"])}
        assert not {name for trial, name in quoted if trial == id_} & outcomes, remark["id"]


# --- No figure is typed in code ---

OF_THE_PAGES = [
    *sorted((ROOT / "pages" / "parts" / "trial").glob("*.py")),
    *sorted((ROOT / "pages" / "learn").glob("*.py")),
    *(ROOT / "pages" / "parts" / name for name in ("cohort_plots.py", "beside_trials.py")),
]
ALL_CODE = [ROOT / "app.py", *(ROOT / "netlogic").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]


def published() -> set[str]:
    """Medians, ratios and rates of the trials that no other thing is likely to be."""
    found = set()
    for id_ in ("promid", "clarinet", "clarinet-extension"):
        for one in chain.from_iterable([o, *o.get("subgroups", ())] for o in read(id_)["outcomes"]):
            parts = [*one.get("medians", ()), *one.get("rates", ())]
            numbers = [
                part[end] for part in parts for end in ("value", "low", "high") if end in part
            ]
            found |= {f"{number:.1f}" for number in numbers if number % 1}
            found |= {f"{one['hr'][end]:.2f}" for end in ("value", "low", "high") if "hr" in one}
    return found


def constants(file: Path) -> Iterator[str]:
    """Every number and text in code, without what a docstring says."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said:
            yield str(node.value)


def test_no_published_figure_stands_in_the_code_of_the_pages() -> None:
    known = published()
    assert {"0.34", "14.3", "0.47", "65.1", "2.18"} <= known
    for file in OF_THE_PAGES:
        assert not known & set(NUMBER.findall(file.read_text(encoding="utf-8"))), file.name


def test_no_text_in_the_code_of_the_pages_has_the_form_of_a_figure() -> None:
    assert typed_figure("Median 14.3 months") and typed_figure("28 of 42")
    for file in OF_THE_PAGES:
        found = [typed_figure(text.replace("of 28 days", "")) for text in constants(file)]
        assert not any(found), f"{file.name}: {found}"


# Numbers that a trial happens to share: fractions with names, places in a figure, a tuning step.
BY_CHANCE = {
    "formats.py": {"0.25", "0.75"},
    "curve_layers.py": {"0.25", "0.75"},
    "calibration.py": {"0.75", "0.85"},
}


def test_no_published_figure_is_typed_anywhere_in_the_code() -> None:
    known = published()
    for file in ALL_CODE:
        found = {number for text in constants(file) for number in NUMBER.findall(text)}
        assert not (known & found) - BY_CHANCE.get(file.name, set()), file.name

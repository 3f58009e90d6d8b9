"""Every figure on the trials' pages is traced to content, and figures, tables and prose agree.

Prose may not type a result: the check of the content sees to it. So whatever the content does not
say in these words was put together by code, and each number in it must be one that a trial's file
holds, or that is computed from it or from the cohort by the functions that do nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from netlogic import cohorts, formats
from netlogic.cohort_schema import Cohort
from netlogic.differences import difference
from netlogic.library import CONTENT, library
from netlogic.quotes import quote_medians
from netlogic.survival import Estimate, kaplan_meier
from netlogic.trial_schema import Trial
from pages.parts import cohort_plots, plotted
from pages.parts.tables import component
from pages.parts.trial.told import Told
from tests.test_pages import opened

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
TAG, LINK = re.compile(r"<[^>]+>"), re.compile(r"\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)")
# Numbers that say nothing medical: "of 100", the level of an interval, days in a month.
PLAIN = {"100", "95", "28", "30.4"}
# What a page says of itself: where one is, how much is left, how many criteria there are.
OF_THE_PAGE = re.compile(
    r"Step \d of \d|about \d+ minutes?|All \d steps|\d+ (?:is|are) not asked here|\d+ of \d+ marked"
    r"|read on \d{4}-\d\d-\d\d|Published values [\w ]+$"
)


class Shown:
    """Everything that a page says: its own words, its tables, its figures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tables: dict[str, Any] = {}
        self.figures: dict[str, tuple[go.Figure, str]] = {}
        monkeypatch.setattr(component, "_TABLE", self._table)
        monkeypatch.setattr(plotted, "_chart", self._chart)

    def _table(self, *, key: str, data: Any, **_: Any) -> dict[str, Any]:
        self.tables[key] = data
        return {}

    def _chart(self, figure: go.Figure, alternative: str, key: str, **_: Any) -> None:
        self.figures[key] = figure, alternative

    def texts(self, app: AppTest) -> Iterator[str]:
        """Every text, one by one."""
        for kind in (app.markdown, app.caption, app.header, app.subheader, app.warning):
            yield from (element.value for element in kind)
        for data in self.tables.values():
            yield from _strings([data["status"], [row["cells"] for row in data["rows"]]])
        for figure, alternative in self.figures.values():
            yield alternative
            yield from _strings([note.text for note in figure.layout.annotations])
            for layer in figure.data:
                yield from _strings(layer.text if layer.text is not None else [])


def _strings(value: object) -> Iterator[str]:
    """Every text inside lists and mappings; sources are names, no words."""
    if isinstance(value, str):
        yield TAG.sub(" ", value).replace("  ", " ")
    elif isinstance(value, Mapping):
        yield from _strings([held for key, held in value.items() if key not in ("sources", "id")])
    elif isinstance(value, Iterable):
        for held in value:
            yield from _strings(held)


def said_by(value: object) -> Iterator[str]:
    """Every text of the content, with its figures filled in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from said_by([getattr(value, name) for name in type(value).model_fields])
    elif isinstance(value, Mapping):
        yield from said_by(list(value.values()))
    elif isinstance(value, tuple | list):
        for held in value:
            yield from said_by(held)


def _prose() -> list[str]:
    """What the content says in words, longest first, so that nothing is left of a longer one."""
    families = (LIBRARY.walks, LIBRARY.trials, LIBRARY.cohorts, LIBRARY.appraisal)
    families += (LIBRARY.misconceptions, LIBRARY.options, LIBRARY.inputs, LIBRARY.derived)
    words = {text.rstrip(".").casefold() for text in said_by([*families, LIBRARY.side_by_side])}
    words |= {name.replace("-", " ").casefold() for name in LIBRARY.references}
    return sorted(filter(NUMBER.search, words), key=len, reverse=True)


PROSE = _prose()


def numbers_of(value: object) -> Iterator[float]:
    """Every number in the fields of an entry that may be shown as published."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, BaseModel):
        if getattr(value, "verified", True):
            yield from numbers_of([getattr(value, name) for name in type(value).model_fields])
    elif isinstance(value, tuple | list):
        for held in value:
            yield from numbers_of(held)


def written(number: float) -> set[str]:
    """A number as a page may print it: with no, one or two decimals, half up."""
    exact = Decimal(str(abs(number)))
    return {str(exact.quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP)) for n in (0, 1, 2)} | {
        f"{abs(number):g}"
    }


def traced(walk: str) -> set[str]:
    """Every number that a page about this trial may say."""
    found = LIBRARY.walks[walk]
    trial = LIBRARY.trials[found.trial]
    held = [*numbers_of(trial)]
    if found.extension:
        held += numbers_of(LIBRARY.trials[found.extension])
    held += [value for o in trial.outcomes for value in _computed(o, trial)]
    of_curves = [c for c in LIBRARY.cohorts.values() if c.trial == found.trial]
    for cohort in of_curves:
        held += _of_cohort(cohort)
    held += [cohorts.calendar_months(m) for m in _placebo_median(trial)]
    return set().union(*map(written, held)) | PLAIN


def _computed(outcome: Any, trial: Trial) -> Iterator[float]:
    if outcome.verified and (found := difference(outcome)):
        yield from (n for n in (found.value, found.low, found.high) if n is not None)
    if people := formats.hundred(outcome, trial):
        yield people.more
        yield from (n for arm in people.arms for n in (arm.count, 100 - arm.count))


def _of_cohort(cohort: Cohort) -> Iterator[float]:
    """What may be read of a synthetic cohort: counts under the ticks, medians, its mean times."""
    yield from cohort.ticks
    shown = cohort_plots.plot(cohort, LIBRARY, title="", subtitle="")
    for arm in cohorts.arms(cohort).values():
        found = kaplan_meier(arm)
        counts = found.counts(cohort.ticks)
        yield from (*counts.at_risk, *counts.censored, *counts.events)
        yield from _limits(found.median, 1)
        for tick in cohort.ticks:
            yield from _limits(found.at(tick), 100)
    if mean := cohort_plots.restricted(cohort, shown):
        yield from (mean.months, mean.experimental, mean.control, mean.difference)
        yield from (n for n in (mean.low, mean.high) if n is not None)
    yield 5  # fewer than so many at risk are greyed


def _limits(estimate: Estimate, times: float) -> Iterator[float]:
    parts = (estimate.value, estimate.low, estimate.high)
    yield from (part * times for part in parts if part is not None)


def _placebo_median(trial: Trial) -> Iterator[float]:
    for outcome in trial.outcomes:
        if outcome.id == "pfs":
            for median in outcome.medians:
                yield from (n for n in (median.value, median.low, median.high) if n is not None)


def untraced(texts: Iterable[str], allowed: set[str]) -> list[str]:
    """Every number that code says and no content holds, with the text in which it stands."""
    found = []
    for text in texts:
        left = OF_THE_PAGE.sub("", LINK.sub("", TAG.sub("", text))).casefold()
        for words in PROSE if NUMBER.search(left) else ():
            # A text of a word or two could be a part of anything.
            if words == left.rstrip(".") or (words in left and len(words.split()) > 2):
                left = left.replace(words, "")
        found += [f"{n} in {text!r}" for n in NUMBER.findall(left) if n not in allowed]
    return found


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(monkeypatch)


def whole(walk: str, **query: str) -> AppTest:
    app = opened(f"pages/learn/{walk}.py", predicted="skipped", **query)
    assert not app.exception
    return app


@pytest.mark.parametrize("walk", WALKS)
def test_every_number_of_a_page_is_one_that_content_holds(shown: Shown, walk: str) -> None:
    app = whole(walk, view="all")
    texts = [*shown.texts(app)]
    assert len(shown.tables) > 8 and len(shown.figures) >= 2
    assert sum(len(NUMBER.findall(text)) for text in texts) > 300
    assert untraced(texts, traced(walk)) == []


@pytest.mark.parametrize("walk", WALKS)
def test_every_number_of_the_patient_apart_a_room_sees_no_other(shown: Shown, walk: str) -> None:
    for step in ("who", "result", "result-2", "result-3", "catch"):
        app = whole(walk, present="1", step=step)
        assert untraced(shown.texts(app), traced(walk)) == []


def test_both_trials_side_by_side_say_no_number_of_their_own(shown: Shown) -> None:
    app = opened("pages/learn/side_by_side.py", view="all")
    allowed = set().union(*map(traced, WALKS))
    assert untraced(shown.texts(app), allowed) == []


@pytest.mark.parametrize("wrong", ["0.35", "14.4 months", "66.8 %", "97 of 98"])
def test_a_number_that_no_content_holds_is_found(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    told = formats._ratio

    def mistaken(*given: Any) -> formats.Format | None:
        found = told(*given)
        return formats.Format(**{**_fields(found), "value": wrong}) if found else None

    monkeypatch.setattr(formats, "_ratio", mistaken)
    app = whole("promid", step="result")
    assert [line for line in untraced(shown.texts(app), traced("promid")) if wrong in line]


def _fields(found: formats.Format) -> dict[str, Any]:
    return {name: getattr(found, name) for name in formats.Format.__slots__}


@pytest.mark.parametrize("walk", WALKS)
def test_figure_table_and_prose_say_the_same(shown: Shown, walk: str) -> None:
    app = whole(walk, step="result")
    told = Told(walk, LIBRARY.walks[walk], LIBRARY)
    outcome = told.outcome(told.walk_outcome)
    words = " ".join(element.value for element in app.markdown)
    assert outcome.hr
    ratio = f"{outcome.hr.value:.2f}"
    table = " ".join(_strings(shown.tables[told.key("formats")]["rows"]))
    figure, alternative = shown.figures[told.key("curve")]
    written_in = " ".join(_strings([layer.text for layer in figure.data if layer.text is not None]))
    for where in (words, table, alternative):
        assert ratio in where
    assert quote_medians(outcome.medians) in table
    for median in outcome.medians:
        if median.value is not None:
            assert f"median {median.value:.1f}" in written_in
            assert f"{median.value:.1f} months" in table
    if at := cohort_plots.landmark(LIBRARY.cohorts[told.walk.cohort], told.trial):
        rates = told.outcome(str(outcome.landmark)).rates
        notes = " ".join(note.text for note in figure.layout.annotations)
        for rate in rates:
            assert f"{rate.value:.0f} %" in notes and f"at {at:g}" in notes
    dots = shown.figures[told.key("hundred")][1]
    people = formats.hundred(told.outcome(outcome.landmark or outcome.id), told.trial)
    assert people
    for arm in people.arms:
        assert str(arm.count) in dots and str(arm.count) in table


def test_no_result_is_typed_in_code() -> None:
    root = CONTENT.parent
    files = [*root.glob("pages/learn/*.py"), *root.glob("pages/parts/trial/*.py")]
    files += [root / "pages/parts" / name for name in ("cohort_plots.py", "beside_trials.py")]
    typed = set()
    for walk in WALKS:
        for outcome in LIBRARY.trials[walk].outcomes:
            typed |= {f"{n:g}" for n in numbers_of(outcome) if "." in f"{n:g}"}
    assert {"0.34", "0.47", "14.3", "66.7"} <= typed
    for file in files:
        assert not typed & set(NUMBER.findall(file.read_text(encoding="utf-8"))), file.name

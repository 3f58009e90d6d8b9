"""What the pages of trials are made of: tables, rows, screens, marks, and what is left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic import cohorts, formats
from netlogic.learning import Prediction
from netlogic.library import library
from netlogic.places import cited_in
from netlogic.side_by_side import TITLES as STEPS_BESIDE
from netlogic.survival import kaplan_meier, restricted_mean, restricted_mean_difference
from netlogic.teaching import OURS, STEPS, Kind, Passage
from netlogic.trial_schema import Trial
from pages.parts import cohort_plots, mistakes
from pages.parts.figures.curve_notes import few
from pages.parts.trial import curve, page, results, tables
from pages.parts.trial.told import Told, gaps
from tests.test_pages import PAGES

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
View = dict[str, Any]


def told(walk: str) -> Told:
    return Told(walk, LIBRARY.walks[walk], LIBRARY)


def trial(walk: str) -> Trial:
    return told(walk).trial


def lines(row: View) -> list[View]:
    return [line for cell in row["cells"] for line in cell]


def words(rows: list[View]) -> str:
    return " ".join(
        " ".join([line.get("name", ""), line.get("words", ""), line.get("small", "")])
        for row in rows
        for line in lines(row)
    )


TABLES = {
    "who came": tables.who_came,
    "conduct": lambda of, content: tables.remarks("conduct", of, content),
    "harms": tables.harms,
    "labels": tables.labels,
    "survival": results.survival,
    "subgroups": results.subgroups,
}


# ------------------------------------------------------------------------------------------- tables
@pytest.mark.parametrize("walk", WALKS)
@pytest.mark.parametrize("name", TABLES)
def test_every_row_with_a_number_has_a_source(walk: str, name: str) -> None:
    rows = TABLES[name](trial(walk), LIBRARY)
    assert rows
    for row in rows:
        numbered = any(char.isdigit() for char in words([row]))
        assert not numbered or any(line.get("sources") for line in lines(row)), row["id"]


@pytest.mark.parametrize("walk", WALKS)
def test_what_is_not_verified_is_left_out_or_marked(walk: str) -> None:
    of = trial(walk)
    unsure = of.model_copy(
        update={
            name: tuple(one.model_copy(update={"verified": False}) for one in getattr(of, name))
            for name in ("baseline", "harms", "outcomes", "conduct", "labels")
        }
    )
    for name in ("who came", "harms"):
        assert TABLES[name](of, LIBRARY)
        assert TABLES[name](unsure, LIBRARY) == []
    for name in ("conduct", "labels"):
        rows = TABLES[name](unsure, LIBRARY)
        assert rows and all(tables.NOT_CONFIRMED in words([row]) for row in rows)
        assert tables.NOT_CONFIRMED not in words(TABLES[name](of, LIBRARY))


@pytest.mark.parametrize("walk", WALKS)
def test_what_belongs_to_the_result_is_not_told_with_the_conduct(walk: str) -> None:
    before = {row["id"] for row in tables.remarks("conduct", trial(walk), LIBRARY)}
    after = {row["id"] for row in results.survival(trial(walk), LIBRARY)}
    assert "crossover" in after
    assert not before & after
    assert not [id_ for id_ in before if "survival" in id_ or "gallstones" in id_]


def test_both_ways_of_counting_a_harm_stand_in_their_own_column() -> None:
    rows = {row["id"]: row["cells"] for row in tables.harms(trial("clarinet"), LIBRARY)}
    _, any_cause, related = rows["diarrhoea"]
    harms = {harm.id: harm for harm in trial("clarinet").harms}
    for cell, id_ in ((any_cause, "diarrhoea"), (related, "diarrhoea-related")):
        assert all(f"{rate.value:g}" in cell[0]["words"] for rate in harms[id_].rates)
    assert rows["headache"][2] == [{"small": "not reported"}]


def test_the_two_placebo_medians_are_one_in_months_of_the_same_length() -> None:
    paper, computed, label = tables.months(trial("clarinet"), LIBRARY)
    assert lines(computed)[1]["name"] == lines(label)[1]["name"] != lines(paper)[1]["name"]
    assert "computed" in lines(computed)[0]["small"]


def test_an_inference_of_ours_is_called_so() -> None:
    found = [
        words([row])
        for walk in WALKS
        for row in (
            *tables.conflicts(trial(walk), LIBRARY),
            *results.certainty(told(walk).walk.certainty, LIBRARY),
        )
    ]
    assert [text for text in found if tables.OUR_INFERENCE in text]
    assert [text for text in found if OURS in text]
    for walk in WALKS:
        for conflict, row in zip(
            trial(walk).conflicts, tables.conflicts(trial(walk), LIBRARY), strict=True
        ):
            ours = bool(conflict.ours and conflict.explanation)
            assert (tables.OUR_INFERENCE in words([row])) == ours, conflict.id


def test_the_extension_stands_alone_with_its_intervals_and_numbers() -> None:
    rows = results.extension(LIBRARY.trials["clarinet-extension"], LIBRARY)
    assert "placebo beside it" in results.EXTENSION[0]["title"]
    assert "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}101" in words(rows)
    assert all(line["sources"] for row in rows for line in lines(row)[1:])


def test_a_room_reads_the_formats_without_their_sentences() -> None:
    found = formats.formats(trial("promid"), "ttp")
    long, short = (results.formats(found, LIBRARY, brief=brief) for brief in (False, True))
    assert len(long) == len(short) >= 4
    assert found[0].sentence in words(long)
    assert found[0].sentence not in words(short)
    assert all(one.value in words(short) for one in found)


@pytest.mark.parametrize("walk", WALKS)
def test_mistakes_stand_at_the_steps_where_they_are_met(walk: str) -> None:
    shown = {row["id"] for step in STEPS for row in mistakes.rows(walk, step, LIBRARY)}
    assert shown == {
        id_
        for id_, one in LIBRARY.misconceptions.items()
        if any(place.split()[0] == walk for place in one.met)
    }


def test_every_mistake_is_shown_somewhere() -> None:
    steps = [(walk, step) for walk in WALKS for step in STEPS]
    steps += [("side_by_side", step) for step in STEPS_BESIDE]
    shown = {row["id"] for at in steps for row in mistakes.rows(*at, LIBRARY)}
    assert shown == set(LIBRARY.misconceptions)


# -------------------------------------------------------------------------------- rows and screens
KINDS: tuple[Kind | None, ...] = (None, None, "curve", "formats", "harms", "survival")


def passages(kinds: list[Kind | None]) -> list[Passage]:
    return [Passage(title=str(n), text="words", kind=kind) for n, kind in enumerate(kinds)]


@given(st.lists(st.sampled_from(KINDS), max_size=8))
def test_rows_and_screens_hold_every_passage_once_and_in_order(kinds: list[Kind | None]) -> None:
    every = passages(kinds)
    for groups in (page.grouped(every), page.screens(every)):
        assert [one for group in groups for one in group] == every
    for group in page.screens(every):
        assert len(group) <= page.ON_A_SCREEN
        assert len(group) == 1 or all(one.kind is None for one in group)
    for group in page.grouped(every):
        held = [one.kind for one in group]
        assert len(held) == 1 or held == ["curve", "formats"] or set(held) == {None}
        assert len(held) <= page.AT_ONCE


# -------------------------------------------------------------------------------------------- marks
def marked(walk: str, *guesses: float) -> list[tuple[str, float, float]]:
    of, cohort = told(walk), LIBRARY.cohorts[LIBRARY.walks[walk].cohort]
    made = curve.plot(of, cohort, "")
    found = [curve._mark(dial, Prediction(guesses), of, made) for dial in of.walk.dials]
    return [(mark.role, mark.months, mark.percent) for mark in found if mark]


def test_a_predicted_median_is_a_point_at_one_half_and_a_response_rate_is_none() -> None:
    assert [dial.id for dial in told("promid").walk.dials][-1] == "median-placebo"
    assert marked("promid", 60, 40, 9) == [("control", 9, 50)]


def test_predicted_rates_on_the_curve_are_points_at_its_landmark() -> None:
    assert marked("clarinet", 45, 60) == [("experimental", 24, 45), ("control", 24, 60)]


def test_nothing_is_compared_before_something_is_predicted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = told("clarinet")
    monkeypatch.setattr(Told, "predicted", None)
    assert gaps(of) == []
    monkeypatch.setattr(Told, "predicted", Prediction((45, 60)))
    rows = results.gaps(gaps(of), of.trial, LIBRARY)
    assert len(rows) == 2
    assert all("You predicted" in words([row]) and lines(row)[1]["sources"] for row in rows)


# ------------------------------------------------------------------------------------------ figures
def test_the_forest_shows_how_few_a_subgroup_has() -> None:
    [(made, outcome)] = curve.forests(told("promid"))
    assert outcome == "os-2013"
    assert [(row.n, row.whole) for row in made.rows] == [(85, True), (64, False), (21, False)]
    assert not [*curve.forests(told("clarinet"))], "its ratios could not be confirmed"


@pytest.mark.parametrize(("walk", "months"), [("promid", None), ("clarinet", 24)])
def test_only_estimates_on_the_curve_are_its_landmark(walk: str, months: float | None) -> None:
    cohort = LIBRARY.cohorts[LIBRARY.walks[walk].cohort]
    assert cohort_plots.landmark(cohort, trial(walk)) == months


@pytest.mark.parametrize("id_", LIBRARY.cohorts)
def test_a_mean_time_ends_before_few_are_left(id_: str) -> None:
    cohort = LIBRARY.cohorts[id_]
    shown = cohort_plots.plot(cohort, LIBRARY, title="", subtitle="")
    until = cohort_plots.last_sure_tick(shown)
    thin = few(shown)
    assert until in cohort.ticks
    assert thin is None or until <= thin[0]
    found = cohort_plots.restricted(cohort, shown)
    first, second = cohorts.arms(cohort).values()
    gained = restricted_mean_difference(first, second, until)
    mean = restricted_mean(first, until)
    assert found and gained and mean
    assert (found.difference, found.experimental) == (gained.value, mean.value)
    assert found.unit == ("months of 28 days" if cohort.month == "28-day" else "months")


def test_no_mean_time_is_told_where_nobody_had_the_event() -> None:
    cohort = LIBRARY.cohorts["promid-ttp"]
    nobody = tuple(p.model_copy(update={"event": False}) for p in cohort.patients)
    quiet = cohort.with_patients(nobody)
    shown = cohort_plots.plot(quiet, LIBRARY, title="", subtitle="")
    assert cohort_plots.restricted(quiet, shown) is None


def test_a_figure_names_axis_and_count_as_its_cohort_does() -> None:
    for cohort in LIBRARY.cohorts.values():
        shown = cohort_plots.plot(cohort, LIBRARY, title="t", subtitle="s")
        assert (shown.axis, shown.share) == (cohort.axis, cohort.share)
        assert [arm.role for arm in shown.arms] == ["experimental", "control"]
        assert [arm.curve.n for arm in shown.arms] == [
            kaplan_meier(arm).n for arm in cohorts.arms(cohort).values()
        ]


# ------------------------------------------------------------------------------------------- places
def test_a_step_that_cites_is_a_step_of_a_page_that_is_there() -> None:
    there = {file.rsplit("/", 1)[1].removesuffix(".py") for file in PAGES}
    walked = {
        place
        for places in cited_in(LIBRARY).values()
        for place in places
        if place.kind in ("walks", "side_by_side")
    }
    assert {place.page for place in walked} == {*WALKS, "side_by_side"} <= there
    for place in walked:
        steps = STEPS if place.kind == "walks" else tuple(STEPS_BESIDE)
        step = dict(place.query).get("step", steps[0])
        assert step in steps
        assert ("step" in dict(place.query)) == (step != steps[0])

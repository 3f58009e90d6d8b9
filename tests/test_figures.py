"""The figures of trials: steps from 100 %, numbers under their ticks, never colour alone."""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic import cohorts
from netlogic.library import library
from netlogic.survival import arm, kaplan_meier
from pages.parts.figures import (
    badge,
    curve_layers,
    curve_notes,
    curve_table,
    curve_words,
    curves,
    forest,
    forest_words,
    hundred,
)
from pages.parts.figures.badge import Badge
from pages.parts.figures.curve_notes import few
from pages.parts.figures.curve_plot import Arm, Mark, Plot, Shown
from pages.parts.figures.forest_plot import Plot as Forest
from pages.parts.figures.forest_plot import Row
from pages.parts.figures.palette import CONTROL, EXPERIMENTAL
from pages.parts.figures.sizes import Sizes

LIBRARY = library()
SYNTHETIC = badge.synthetic(cohorts.badge(LIBRARY.cohorts["clarinet-pfs"]))
TICKS = (0, 6, 12, 18, 24)
Patients = list[tuple[float, bool]]


def made(name: str, role: Any, patients: Iterable[tuple[float, bool]]) -> Arm:
    times, events = zip(*patients, strict=True)
    return Arm(name, role, kaplan_meier(arm(times, events)))


def plot(*arms: Arm, ticks: tuple[float, ...] = TICKS, **more: Any) -> Plot:
    words = ("Drug delays it", "Time to it", "time to it", "% without it", "Months since then")
    return Plot(*words, ticks, ticks[-1], arms, SYNTHETIC, **more)


def shipped(name: str, **more: Any) -> Plot:
    cohort = LIBRARY.cohorts[name]
    trial = {a.id: a for a in LIBRARY.trials[cohort.trial].arms}
    arms = [
        Arm(trial[id_].short, trial[id_].role, kaplan_meier(patients))
        for id_, patients in cohorts.arms(cohort).items()
    ]
    return plot(*arms, ticks=cohort.ticks, **more)


PATIENTS = st.lists(
    st.tuples(st.floats(0, 40).map(lambda t: round(t, 1)), st.booleans()), min_size=1, max_size=40
)
ARMS = st.tuples(PATIENTS, PATIENTS)


def two(patients: tuple[Patients, Patients], **more: Any) -> Plot:
    first, second = patients
    return plot(made("drug", "experimental", first), made("placebo", "control", second), **more)


def trace(figure: Any, name: str) -> Any:
    [found] = [one for one in figure.data if one.name == name]
    return found


def texts(figure: Any) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def bare(text: str) -> str:
    return re.sub("<[^>]+>", "", text)


@settings(max_examples=60, deadline=None)
@given(ARMS)
def test_curves_are_steps_from_100_percent_at_0_that_never_rise(
    patients: tuple[Patients, Patients],
) -> None:
    shown = two(patients)
    figure = curves.figure(shown)
    for one in shown.arms:
        line = trace(figure, one.name)
        assert line.line.shape == "hv"
        assert (line.x[0], line.y[0]) == (0, 100)
        assert list(line.x) == sorted(line.x)
        assert list(line.y) == sorted(line.y, reverse=True)
        assert line.x[-1] == pytest.approx(min(one.curve.last, shown.horizon))
        assert 0 <= line.y[-1] <= 100
    assert tuple(figure.layout.yaxis.range) == (0, 102)
    assert tuple(figure.layout.xaxis.range) == (0, shown.horizon)


@settings(max_examples=60, deadline=None)
@given(ARMS)
def test_limits_are_a_closed_faint_band_around_the_curve(
    patients: tuple[Patients, Patients],
) -> None:
    shown = two(patients)
    figure = curves.figure(shown)
    for one in shown.arms:
        band = trace(figure, f"{one.name}, interval")
        assert (band.fill, band.line.width) == ("toself", 0)
        assert band.opacity < 0.3
        half = len(band.x) // 2
        assert list(band.x[:half]) == list(reversed(band.x[half:]))
        assert all(high >= low for high, low in zip(band.y[:half], band.y[:half:-1], strict=False))
        # Steps: from one corner to the next either the month or the percent stays.
        corners = list(zip(band.x, band.y, strict=True))
        for (x, y), (after, below) in pairwise(corners):
            assert x == after or y == below


@settings(max_examples=60, deadline=None)
@given(ARMS)
def test_numbers_stand_at_the_ticks_and_add_up_in_each_column(
    patients: tuple[Patients, Patients],
) -> None:
    shown = two(patients)
    figure = curves.figure(shown)
    numbers = trace(figure, "numbers")
    assert set(numbers.x) == set(figure.layout.xaxis.tickvals) == set(TICKS)
    assert numbers.xaxis in (None, "x")
    at = {
        (x, y): int(bare(text))
        for x, y, text in zip(numbers.x, numbers.y, numbers.text, strict=True)
    }
    for n, one in enumerate(shown.arms):
        for tick in TICKS:
            assert sum(at[tick, 4 * n + row] for row in (1, 2, 3)) == one.curve.n
    labels = dict(zip(figure.layout.yaxis2.tickvals, figure.layout.yaxis2.ticktext, strict=True))
    assert labels == {n: w for k in (0, 4) for n, w in enumerate(ROWS, start=k + 1)}


ROWS = ("at risk", "censored", "events")


@settings(max_examples=60, deadline=None)
@given(ARMS, st.sampled_from([None, 0, 6, 24]))
def test_the_json_of_a_figure_has_no_nan(
    patients: tuple[Patients, Patients], landmark: float | None
) -> None:
    text = curves.figure(two(patients, landmark=landmark)).to_json()
    assert text is not None
    json.loads(text, parse_constant=lambda word: pytest.fail(word))


@settings(max_examples=60, deadline=None)
@given(ARMS, st.sampled_from([None, 0, 6, 24]))
def test_the_text_alternative_has_20_to_250_letters_and_begins_with_the_finding(
    patients: tuple[Patients, Patients], landmark: float | None
) -> None:
    said = curve_words.alternative(two(patients, landmark=landmark, effect="HR 0.5"))
    assert said.startswith("Drug delays it.")
    assert 20 <= len(said) <= 250
    assert "nan" not in said


def test_arms_differ_by_dash_and_mark_as_well_as_colour() -> None:
    shown = shipped("clarinet-pfs", landmark=24)
    figure = curves.figure(shown)
    drug, placebo = (trace(figure, one.name) for one in shown.arms)
    assert (drug.line.color, placebo.line.color) == (EXPERIMENTAL, CONTROL)
    assert drug.line.dash == "solid"
    assert placebo.line.dash != "solid"
    marks = [trace(figure, f"{one.name}, landmark").marker.symbol for one in shown.arms]
    assert len(set(marks)) == 2
    assert figure.layout.showlegend is False
    for one in shown.arms:
        assert sum(f"<b>{one.name}</b>" in text for text in texts(figure)) == 2  # curve, numbers


@pytest.mark.parametrize("scale", [1, 1.5])
def test_the_badge_is_inside_every_figure(scale: float) -> None:
    found = [
        curves.figure(shipped("promid-ttp"), scale),
        hundred.figure(OF_100, scale),
        forest.figure(FOREST, scale),
    ]
    for figure, own in zip(found, (SYNTHETIC, OF_100.badge, FOREST.badge), strict=True):
        said = [bare(text.replace("<br>", " ")) for text in texts(figure)]
        assert any(own.title in text and own.line in text for text in said)


def test_a_median_is_marked_and_one_that_is_not_reached_is_said() -> None:
    shown = shipped("clarinet-pfs")
    drug, placebo = shown.arms
    figure = curves.figure(shown)
    assert bare(trace(figure, f"{drug.name}, median").text[0]).strip() == (
        f"{drug.name}: median not reached"
    )
    assert bare(trace(figure, f"{placebo.name}, median").text[0]).strip() == "median 18.0"
    lines = trace(figure, "medians")
    assert list(lines.x[:2]) == [0, placebo.curve.median.value]
    without = curves.figure(shipped("clarinet-pfs", shown=Shown(medians=False)))
    assert not [one for one in without.data if "median" in one.name]


def test_a_landmark_shows_the_share_and_its_interval() -> None:
    shown = shipped("clarinet-pfs", landmark=24)
    figure = curves.figure(shown)
    for one in shown.arms:
        mark, found = trace(figure, f"{one.name}, landmark"), one.curve.at(24)
        assert found.value is not None and found.low is not None
        assert mark.y[0] == pytest.approx(100 * found.value, abs=0.01)
        assert mark.y[0] - mark.error_y.arrayminus[0] == pytest.approx(100 * found.low, abs=0.01)
        assert abs(mark.x[0] - 24) < 0.03 * shown.horizon
        assert mark.x[0] <= shown.horizon, "Plotly draws nothing beyond the axis"
        assert any(curve_words.share_at(one.curve, 24) in bare(text) for text in texts(figure))


def test_band_and_censoring_ticks_can_be_left_out() -> None:
    names = {one.name for one in curves.figure(shipped("promid-ttp")).data}
    bare_plot = shipped("promid-ttp", shown=Shown(band=False, censorings=False))
    left = {one.name for one in curves.figure(bare_plot).data}
    assert {name.split(", ")[1] for name in names - left} == {"interval", "censored"}


def test_censoring_ticks_stand_on_the_curve() -> None:
    shown = shipped("promid-ttp")
    figure = curves.figure(shown)
    for one in shown.arms:
        ticks = trace(figure, f"{one.name}, censored")
        assert ticks.marker.symbol == "line-ns-open"
        for months, percent in zip(ticks.x, ticks.y, strict=True):
            assert one.curve.at(months).value == pytest.approx(percent / 100, abs=1e-4)


def test_the_stretch_where_few_remain_is_grey_and_says_so() -> None:
    shown = shipped("promid-ttp")
    found = few(shown)
    assert found is not None
    months, words, _ = found
    placebo = shown.arms[1].curve
    assert placebo.counts([months]).at_risk[0] >= 5 > placebo.counts([months + 0.01]).at_risk[0]
    figure = curves.figure(shown)
    [area] = figure.layout.shapes
    assert (area.x0, area.x1) == (months, shown.horizon)
    assert words == "grey: fewer than 5 of placebo left"
    assert any(words == bare(text) for text in texts(figure))


def test_nothing_is_grey_where_enough_remain() -> None:
    assert few(shipped("clarinet-pfs")) is None
    assert not curves.figure(shipped("clarinet-pfs")).layout.shapes


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("placebo", ["placebo"]),
        ("lanreotide", ["lanreotide"]),
        ("high-dose octreotide", ["high-dose", "octreotide"]),
        ("177Lu-Dotatate", ["177Lu-", "Dotatate"]),
        ("cabozantinib", ["cabozantinib"]),
    ],
)
def test_a_long_name_is_broken_where_words_part(name: str, lines: list[str]) -> None:
    assert curve_notes.broken(name) == lines


@given(st.integers(1, 14), st.floats(0.5, 1.2))
def test_the_longest_name_has_room_beside_the_curves_of_a_phone(letters: int, scale: float) -> None:
    share = Sizes(scale, 0, None, letters).share
    assert 286 * (1 - share) >= 6.4 * letters + 4.9
    assert 0.6 < share <= 0.79


def test_names_at_close_ends_are_moved_apart() -> None:
    same = [(30.0, False)] * 20
    figure = curves.figure(two((same, same)))
    names = [note for note in figure.layout.annotations if note.yref in (None, "y")]
    assert len(names) == 2
    assert abs(names[0].y - names[1].y) >= 6
    assert all(0 <= note.y <= 102 for note in names)


@pytest.mark.parametrize(
    "patients",
    [
        ([(5.0, True)], [(5.0, False)]),
        ([(3.0, False), (9.0, False)], [(4.0, True), (8.0, True)]),
        ([(0.0, True), (0.0, True)], [(0.0, False)]),
    ],
    ids=["one patient each", "all censored", "everything at 0"],
)
def test_arms_without_events_or_with_one_patient_are_drawn(
    patients: tuple[Patients, Patients],
) -> None:
    shown = two(patients, landmark=6)
    figure = curves.figure(shown)
    assert trace(figure, "drug").y[0] == 100
    heads, lines = curve_words.rows(shown)
    assert all(len(line) == len(heads) for line in lines)


def test_one_arm_alone_is_drawn() -> None:
    figure = curves.figure(plot(made("drug", "experimental", [(5, True), (9, False)])))
    assert "placebo" not in figure.to_json()


def test_the_prediction_stays_as_a_hollow_mark_with_its_words() -> None:
    mark = Mark("control", 24, 45, "you: 45 %")
    found = trace(curves.figure(shipped("clarinet-pfs", marks=(mark,))), "prediction")
    assert (found.x[0], found.y[0], found.text[0].strip()) == (24, 45, "you: 45 %")
    assert found.marker.symbol.endswith("-open")


CLOSE = st.tuples(st.integers(0, 100), st.integers(-12, 12)).map(
    lambda pair: (float(pair[0]), float(min(max(sum(pair), 0), 100)))
)
PLACES = [("clarinet-pfs", 24.0), ("promid-ttp", 6.0), ("promid-os", 0.0)]
DRAWN = {name: shipped(name) for name, _ in PLACES}
HEIGHTS = {"top": 1.3, "middle": 0.0, "bottom": -1.3}  # lines above a mark


@given(st.sampled_from(PLACES), CLOSE, st.sampled_from([(1.0, None), (1.5, 482)]))
def test_the_words_of_two_predictions_stand_a_line_apart(
    where: tuple[str, float], guesses: tuple[float, float], size: tuple[float, int | None]
) -> None:
    (name, months), (scale, height) = where, size
    marks = (
        Mark("experimental", months, guesses[0], "you: so many %"),
        Mark("control", months, guesses[1], "you: so many %"),
    )
    shown = replace(DRAWN[name], marks=marks)
    sizes = Sizes(scale, curve_table.lines(shown), height, curve_notes.letters(shown))
    drawn = list(curve_layers.predictions(shown, sizes))
    assert [(one["x"], one["y"]) for one in drawn] == [([months], [guess]) for guess in guesses]
    line = sizes.percent(sizes.text)
    at = []
    for one in drawn:
        level, side = one["textposition"].split()
        at.append((side, one["y"][0] + HEIGHTS[level] * line))
    assert all(0 <= percent <= 102 for _, percent in at), "inside the figure"
    (side, percent), (other_side, other) = at
    assert side != other_side or abs(percent - other) >= line


def test_a_prediction_beyond_the_axis_is_drawn_all_the_same() -> None:
    beyond = Mark("control", 60, 50, "you: 60 months")
    assert trace(curves.figure(shipped("promid-ttp", marks=(beyond,))), "prediction").x[0] == 60


@pytest.mark.parametrize("rows", [("at risk",), ("at risk", "events"), ("events",), ROWS])
def test_only_the_rows_that_are_wanted_stand_under_the_ticks(rows: Any) -> None:
    shown = shipped("promid-ttp", shown=Shown(rows=rows))
    figure = curves.figure(shown)
    numbers = trace(figure, "numbers")
    labels = dict(zip(figure.layout.yaxis2.tickvals, figure.layout.yaxis2.ticktext, strict=True))
    assert list(labels.values()) == [*rows, *rows]
    at = dict(zip(zip(numbers.x, numbers.y, strict=True), numbers.text, strict=True))
    each = 1 + len(rows)
    for n, one in enumerate(shown.arms):
        counts = one.curve.counts(shown.ticks)
        found = dict(zip(ROWS, (counts.at_risk, counts.censored, counts.events), strict=True))
        for line, row in enumerate(rows, start=each * n + 1):
            assert labels[line] == row
            drawn = [int(bare(at[tick, line])) for tick in shown.ticks]
            assert drawn == list(found[row])
    assert len(numbers.text) == 2 * len(rows) * len(shown.ticks)


def test_fewer_rows_make_a_lower_figure_and_without_any_there_is_no_table() -> None:
    kept = [ROWS, ("at risk", "events"), ("at risk",), ()]
    made = [curves.figure(shipped("promid-ttp", shown=Shown(rows=rows))) for rows in kept]
    heights = [figure.layout.height for figure in made]
    assert heights == sorted(set(heights), reverse=True)
    assert not [one for one in made[-1].data if one.name == "numbers"]
    # The names at the curves stay, those above the rows go.
    assert sum("<b>placebo</b>" in text for text in texts(made[-1])) == 1


def test_the_pointer_is_told_share_interval_and_number_at_risk_of_both_arms() -> None:
    shown = shipped("clarinet-pfs")
    found = trace(curves.figure(shown), "pointer")
    said = found.hovertext[list(found.x).index(12)]
    for one in shown.arms:
        assert curve_words.share_at(one.curve, 12).removesuffix(" at 12") in said
        assert f"{one.curve.counts([12]).at_risk[0]} at risk" in said


@pytest.mark.parametrize("name", ["clarinet-pfs", "promid-ttp", "promid-os"])
def test_in_a_room_no_text_of_a_figure_is_smaller_than_18_px(name: str) -> None:
    for figure in (
        curves.figure(shipped(name, landmark=12, marks=(Mark("control", 6, 40, "you"),)), 1.5),
        hundred.figure(OF_100, 1.5),
        forest.figure(FOREST, 1.5),
    ):
        sizes = [note.font.size for note in figure.layout.annotations]
        sizes += [one.textfont.size for one in figure.data if one.text is not None]
        drawn = figure.to_plotly_json()["layout"]
        for axis in (figure.layout[name] for name in drawn if name[1:5] == "axis"):
            sizes += [size for size in (axis.tickfont.size, axis.title.font.size) if size]
        assert min(sizes) >= 18


def test_a_height_that_is_wanted_is_kept_where_the_curves_stay_readable() -> None:
    assert curves.figure(shipped("promid-ttp"), 1.5, 520).layout.height == 520
    assert curves.figure(shipped("promid-ttp"), 1.5, 100).layout.height > 400


def test_the_table_says_what_the_figure_shows() -> None:
    shown = shipped("promid-ttp")
    heads, lines = curve_words.rows(shown)
    assert len(lines) == len(shown.ticks) + 1
    numbers = trace(curves.figure(shown), "numbers")
    drawn = [bare(text) for text in numbers.text]
    listed = [
        line[1 + 4 * n + row]
        for n in range(2)
        for row in (1, 2, 3)
        for line in lines[: len(shown.ticks)]
    ]
    assert listed == drawn
    assert lines[-1][1].startswith("14.3 (")
    assert len(set(heads)) == len(heads)


def file(text: str) -> tuple[list[str], list[dict[str, str]]]:
    rows = text.splitlines()
    said = [row for row in rows if row.startswith("# ")]
    return said, list(csv.DictReader(io.StringIO("\n".join(rows[len(said) :]))))


def test_the_file_begins_with_what_it_is_and_what_may_not_be_read_from_it() -> None:
    shown = shipped("clarinet-pfs")
    said, lines = file(curve_words.csv(shown))
    assert any("Synthetic cohort: not patient data" in line for line in said)
    made_up = cohorts.badge(LIBRARY.cohorts["clarinet-pfs"])
    assert made_up.fitted
    assert made_up.not_to_be_read
    for words in (*made_up.fitted, *made_up.not_to_be_read):
        assert any(words in line for line in said)
    for one in shown.arms:
        own = [line for line in lines if line["arm"] == one.name]
        assert len(own) == len(one.curve.times) + 1
        assert int(own[0]["at_risk"]) == one.curve.n
        assert sum(int(line["events"]) for line in own) == int(one.curve.events.sum())
    assert "nan" not in curve_words.csv(shown)


OF_100 = hundred.Plot(
    "Of 100 people",
    "At 24 months",
    "without progression at 24 months",
    (hundred.Group("drug", "experimental", 65), hundred.Group("placebo", "control", 33)),
    badge.computed("the rates at 24 months"),
)


@pytest.mark.parametrize("count", [0, 1, 65, 100])
def test_of_100_dots_as_many_are_filled_as_is_said(count: int) -> None:
    shown = hundred.Plot("t", "s", "o", (hundred.Group("drug", "control", count),), SYNTHETIC)
    figure = hundred.figure(shown)
    filled, hollow = figure.data
    assert (len(filled.x), len(hollow.x)) == (count, 100 - count)
    places = {*zip(filled.x, filled.y, strict=True), *zip(hollow.x, hollow.y, strict=True)}
    assert len(places) == 100
    assert hollow.marker.symbol == f"{filled.marker.symbol}-open"
    assert f"<b>drug: {count}</b>" in texts(figure)
    assert "filled: o" in texts(figure)


def test_of_100_says_the_same_in_words_table_and_file() -> None:
    assert {one.marker.symbol for one in hundred.figure(OF_100).data} == {
        "circle",
        "circle-open",
        "square",
        "square-open",
    }
    said = hundred.alternative(OF_100)
    assert "without progression at 24 months: 65 with drug, 33 with placebo" in said
    assert 20 <= len(said) <= 250
    assert hundred.rows(OF_100)[1] == (("drug", "65", "35"), ("placebo", "33", "67"))
    comments, lines = file(hundred.csv(OF_100))
    assert any("Computed by us, from the rates at 24 months" in line for line in comments)
    assert [line["of_100"] for line in lines] == ["65", "33"]


FOREST = Forest(
    "21 people decide nothing",
    "Overall survival by liver load",
    "Hazard ratio of death, drug against placebo (log scale)",
    ("fewer deaths with drug", "with placebo"),
    (
        Row("all randomised", 85, 0.85, 0.46, 1.56, whole=True),
        Row("low load", 64, 0.59, 0.26, 1.36),
        Row("large load", 21, 2.18, 0.75, 6.33),
        Row("hindgut", None, None, None, None),
    ),
    Badge("Published values", "Example 2013"),
)


def test_a_forest_has_a_log_axis_with_the_line_of_no_effect() -> None:
    figure = forest.figure(FOREST)
    assert figure.layout.xaxis.type == "log"
    assert 1 in figure.layout.xaxis.tickvals
    assert [line for line in figure.layout.shapes if (line.x0, line.x1) == (1, 1)]
    low, high = forest.reach(FOREST)
    assert low <= 0.26
    assert high >= 6.33


def test_a_forest_prints_every_n_and_gives_no_number_that_is_not_known() -> None:
    figure = forest.figure(FOREST)
    for n in (85, 64, 21):
        [note] = [one for one in figure.layout.annotations if one.text == f"<b>n = {n}</b>"]
        assert note.font.size >= 15
    assert [one.name for one in figure.data] == ["all randomised", "low load", "large load"]
    assert "not reported" in texts(figure)
    assert forest_words.rows(FOREST)[1][3] == ("hindgut", *["not reported"] * 3)
    _, lines = file(forest_words.csv(FOREST))
    assert (lines[3]["n"], lines[3]["hr"]) == ("", "")


def test_a_forest_draws_the_whole_trial_otherwise_than_its_parts() -> None:
    whole, *parts = forest.figure(FOREST).data
    assert whole.marker.symbol[1] == "diamond"
    assert {part.marker.symbol[1] for part in parts} == {"square"}
    sizes = [part.marker.size[1] for part in parts]
    assert sizes == sorted(sizes, reverse=True)  # 64 people, then 21


def test_an_interval_beyond_the_axis_ends_in_an_arrow() -> None:
    rows = (Row("wide", 10, 1.5, 0.01, 90),)
    figure = forest.figure(Forest("Title", "s", "HR", ("a", "b"), rows, SYNTHETIC))
    [row] = figure.data
    assert row.marker.symbol[0] == "arrow-left"
    assert row.marker.symbol[2] == "arrow-right"
    assert (row.x[0], row.x[2]) == forest.reach(Forest("", "", "", ("", ""), rows, SYNTHETIC))


def test_a_forest_in_words_begins_with_the_finding_and_the_whole_trial() -> None:
    said = forest_words.alternative(FOREST)
    assert said.startswith("21 people decide nothing. all randomised: HR 0.85 (95 % CI 0.46")
    assert 20 <= len(said) <= 250

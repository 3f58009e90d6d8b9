"""Every picture of the lab at every corner of its knobs: nothing jumps, nothing is said wrongly."""

import csv
import io
import itertools
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from netlogic import simulate
from netlogic.benches import Setting
from netlogic.library import library
from netlogic.survival import Arm, Cox, Curve, Estimate, Numbers, arm, kaplan_meier
from pages.parts.figures.lab import crossover, curves, leaving
from pages.parts.figures.lab import picture as pictures
from pages.parts.figures.lab.benches import BENCHES, joined
from pages.parts.figures.lab.picture import BADGE, Axis, Mark, Picture, Set

FOUND = library().benches
EVERY_BENCH = pytest.mark.parametrize("id_", BENCHES)
CHANCE = [id_ for id_, found in FOUND.items() if found.chance]
HEAVY = [id_ for id_, model in BENCHES.items() if model.many]
SEEDS = (1, 2)
RISING = ("censored", "events")  # rows of numbers that rise from left to right
TITLED_ANEW = ("people", "endpoints")  # whose axes have other words with another choice


@cache
def drawn(id_: str, stands: tuple[Setting, ...], seed: int) -> Picture:
    knobs = dict(zip((knob.id for knob in FOUND[id_].knobs), stands, strict=True))
    return BENCHES[id_].picture(Set(knobs, seed), None)


def start(id_: str, **moved: Setting) -> tuple[Setting, ...]:
    """Every knob at its start, but for those that are moved."""
    assert moved.keys() <= {knob.id for knob in FOUND[id_].knobs}
    return tuple(moved.get(knob.id, knob.start) for knob in FOUND[id_].knobs)


def corners(id_: str) -> list[tuple[Setting, ...]]:
    """Every combination of the ends and the start of every knob."""
    each = [dict.fromkeys((*knob.ends, knob.start)) for knob in FOUND[id_].knobs]
    return list(itertools.product(*each))


def everything(id_: str) -> Iterator[Picture]:
    for stands, seed in itertools.product(corners(id_), SEEDS):
        yield drawn(id_, stands, seed)


def sent(shown: Picture) -> str:
    """The picture as a browser is sent it: plain values, and no number that is none."""
    return json.dumps(asdict(shown), allow_nan=False)


# --- Every corner of the knobs ---


@EVERY_BENCH
def test_every_corner_of_the_knobs_gives_a_picture_of_plain_values_and_finite_numbers(
    id_: str,
) -> None:
    for shown in everything(id_):
        assert any(panel.marks for panel in shown.panels)
        assert len(sent(shown)) > 1000


@pytest.mark.parametrize("wrong", [math.nan, math.inf, np.int64(1), np.zeros(2)])
def test_a_value_that_cannot_be_sent_would_be_found(wrong: Any) -> None:
    shown = drawn("scans", start("scans"), 1)
    with pytest.raises((TypeError, ValueError)):
        sent(replace(shown, panels=(replace(shown.panels[0], marks=({"kind": "x", "y": wrong},)),)))


def places(shown: Picture, *, titles: bool) -> list[Any]:
    return [
        [(axis.title if titles else "", axis.low, axis.high, axis.ticks, axis.labels, axis.log)]
        for panel in shown.panels
        for axis in (panel.across, panel.up)
    ]


@EVERY_BENCH
def test_no_axis_moves_with_any_knob_or_draw(id_: str) -> None:
    titles = id_ not in TITLED_ANEW
    first = places(drawn(id_, start(id_), SEEDS[0]), titles=titles)
    for shown in everything(id_):
        assert places(shown, titles=titles) == first


@EVERY_BENCH
def test_every_panel_keeps_its_part_of_the_width_and_height(id_: str) -> None:
    first = drawn(id_, start(id_), SEEDS[0]).panels
    for shown in everything(id_):
        assert [(p.share, p.tall) for p in shown.panels] == [(p.share, p.tall) for p in first]


@EVERY_BENCH
def test_every_axis_runs_upwards_with_its_ticks_inside(id_: str) -> None:
    for panel in drawn(id_, start(id_), SEEDS[0]).panels:
        for axis in (panel.across, panel.up):
            assert axis.low < axis.high
            assert all(axis.low <= tick <= axis.high for tick in axis.ticks)
            assert not axis.labels or len(axis.labels) == len(axis.ticks)
            assert not axis.log or axis.low > 0


def of_kind(shown: Picture, kind: str) -> Iterator[Mark]:
    return (mark for panel in shown.panels for mark in panel.marks if mark["kind"] == kind)


def upright(mark: Mark) -> bool:
    """Whether it is the line down from a median, not a curve."""
    return bool(mark["thin"]) and len(mark["x"]) == 2 and mark["x"][0] == mark["x"][1]


@EVERY_BENCH
def test_every_curve_begins_at_all_and_never_rises_nor_goes_back(id_: str) -> None:
    for shown in everything(id_):
        for mark in of_kind(shown, "steps"):
            if upright(mark):
                assert mark["y"] == [50, 0]
                continue
            assert (mark["x"][0], mark["y"][0]) == (0, 100)
            assert len(mark["x"]) == len(mark["y"]) > 1
            assert np.all(np.diff(mark["y"]) <= 0) and np.all(np.diff(mark["x"]) >= 0)
            assert mark["y"][-1] >= 0


@EVERY_BENCH
def test_every_band_lies_between_nothing_and_all_with_its_ends_in_order(id_: str) -> None:
    for shown in everything(id_):
        for mark in of_kind(shown, "band"):
            low, high = np.array(mark["low"]), np.array(mark["high"])
            assert low.size == high.size == len(mark["x"])
            assert np.all(np.diff(mark["x"]) >= 0)
            assert min(low.min(), high.min()) >= 0 and max(low.max(), high.max()) <= 100
            # The area between two curves has the one or the other on top.
            assert mark["role"] == "changed" or np.all(low <= high)


@EVERY_BENCH
def test_bars_hold_a_share_of_all_and_no_more_than_all(id_: str) -> None:
    found = [list(of_kind(shown, "bars")) for shown in everything(id_)]
    assert any(found) == (id_ in ("small", "stopping"))
    for marks in found:
        for mark in marks:
            assert len(mark["x"]) == len(mark["y"]) + 1
            assert min(mark["y"]) >= 0 and sum(mark["y"]) < 100.1


def test_the_bars_of_trials_that_stop_and_that_go_on_make_up_all() -> None:
    for shown in everything("stopping"):
        assert sum(sum(mark["y"]) for mark in of_kind(shown, "bars")) == pytest.approx(100, abs=0.1)


@EVERY_BENCH
def test_those_at_risk_fall_from_left_to_right_and_those_with_the_event_rise(id_: str) -> None:
    for shown in everything(id_):
        for panel in shown.panels:
            for row in panel.rows:
                assert len(row.values) == len(panel.across.ticks)
                values = [int(value) for value in row.values if value]
                assert values == sorted(values, reverse=row.label not in RISING)


@EVERY_BENCH
def test_at_risk_censored_and_events_add_up_to_the_same_at_every_tick(id_: str) -> None:
    for shown in everything(id_):
        for panel in shown.panels:
            rows = {row.label: row.values for row in panel.rows}
            if set(RISING) <= rows.keys():
                sums = {
                    sum(map(int, one))
                    for one in zip(rows["at risk"], *(rows[name] for name in RISING), strict=True)
                    if all(one)
                }
                assert len(sums) <= 1


# --- What is said ---

WRONG = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\d.,])1 (patients|months|events|points|trials|intervals|subgroups|people)\b",
        r"(?<![\d.,])1 (were|are|have|lie|hold|count|include)\b",
        r"(?<![\d.,])0 (patients?|events?|trials?|intervals?|were|was|are|is)\b",
        r"(?<![\d.,])(?:[2-9]|\d*[1-9]\d) (patient|event|trial|interval|was|is|has|lies|holds)\b",
        r"\b[Nn]o (was|were|patients|events|trials|intervals)\b",
        r"\bnone (were|are|have|lie)\b",
        r"None|\b[Nn]a[Nn]\b|\binf\b",
        r"  | [.,;:]|\.\.|\(\)|,,",
        r"\{|\}",
    )
]


def rightly(text: str) -> None:
    for pattern in WRONG:
        assert not pattern.search(text), f"{pattern.pattern}: {text}"


def sentence(shown: Picture) -> str:
    """The sentence, once its form was looked at."""
    said = shown.sentence
    assert said[0].isupper() or said[0].isdigit(), said
    assert said.endswith("."), said
    rightly(said)
    return said


@pytest.mark.parametrize(
    "wrong",
    [
        "Here 1 patients left.",
        "After 1 months.",
        "Here 1 were censored.",
        "Here 0 patients left.",
        "Here 12 patient left.",
        "Here 20 was censored.",
        "Here no was censored.",
        "It is None.",
        "It is nan.",
        "Two  spaces.",
    ],
)
def test_a_slip_of_grammar_would_be_found(wrong: str) -> None:
    with pytest.raises(AssertionError):
        rightly(wrong)


@EVERY_BENCH
def test_the_sentence_is_one_at_every_corner(id_: str) -> None:
    for shown in everything(id_):
        sentence(shown)
        assert shown.about.endswith(".") and shown.about[0].isupper()


@EVERY_BENCH
def test_what_is_read_out_is_whole_and_told_apart(id_: str) -> None:
    for shown in everything(id_):
        assert len({one.label for one in shown.readouts}) == len(shown.readouts) > 1
        assert shown.in_a_room > 0
        for one in shown.readouts:
            assert one.label and one.value
            for text in (one.label, one.value):
                rightly(text)


@EVERY_BENCH
def test_the_words_in_a_picture_name_no_missing_value(id_: str) -> None:
    for shown in everything(id_):
        words = [mark.get(key, "") for p in shown.panels for mark in p.marks for key in LABELS]
        for text in (*words, *(panel.title for panel in shown.panels)):
            assert not re.search(r"None|\bnan\b|\binf\b|\{|\}", text)


LABELS = ("label", "text")


@EVERY_BENCH
def test_a_screen_reader_is_told_what_it_is_in_twenty_to_250_letters(id_: str) -> None:
    for shown in everything(id_):
        told = pictures.alternative(shown)
        assert 20 <= len(told) <= 250
        assert told.startswith(shown.sentence[:200])
        whole = f"{shown.sentence} {shown.about} {BADGE}."
        assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))


# A sentence may be silent of a knob: on the calendar there is no curve yet to speak of; where
# nobody crosses over neither progression nor survival matters; a longer follow-up need not change
# what stood before; and the horizon of the mean is that of one readout.
SILENT = {
    ("people", "until"),
    ("people", "extra"),
    ("crossover", "pfs"),
    ("crossover", "survival"),
    ("landmark", "end"),
    ("delay", "until"),
}
MOVES = [
    (id_, knob.id, end)
    for id_, found in FOUND.items()
    for knob in found.knobs
    for end in knob.ends
    if end != knob.start
]


@pytest.mark.parametrize(("id_", "knob", "end"), MOVES)
def test_a_knob_that_is_moved_changes_the_picture_and_what_is_said_of_it(
    id_: str, knob: str, end: Setting
) -> None:
    for seed in (FOUND[id_].seed, *SEEDS):
        before, after = drawn(id_, start(id_), seed), drawn(id_, start(id_, **{knob: end}), seed)
        assert (before.panels, before.readouts) != (after.panels, after.readouts)
        if (id_, knob) not in SILENT:
            assert before.sentence != after.sentence


@pytest.mark.parametrize(
    ("id_", "knob", "elsewhere"),
    [
        ("people", "until", {"order": "sorted"}),
        ("people", "extra", {"order": "randomised"}),
        ("crossover", "survival", {"cross": 80.0}),
        ("landmark", "end", {"hr": 0.2}),
    ],
)
def test_a_knob_that_is_passed_over_at_the_start_is_spoken_of_elsewhere(
    id_: str, knob: str, elsewhere: dict[str, Setting]
) -> None:
    ends = next(one.ends for one in FOUND[id_].knobs if one.id == knob)
    said = {drawn(id_, start(id_, **elsewhere, **{knob: end}), 1).sentence for end in ends}
    assert len(said) == 2


# --- The same settings and draw ---


@EVERY_BENCH
def test_the_same_settings_and_draw_give_an_equal_picture(id_: str) -> None:
    for stands in (start(id_), corners(id_)[0], corners(id_)[-1]):
        assert drawn(id_, stands, 7) == drawn.__wrapped__(id_, stands, 7)


@EVERY_BENCH
def test_another_draw_gives_another_picture_where_there_is_chance_and_else_the_same(
    id_: str,
) -> None:
    found = [drawn(id_, start(id_), seed) for seed in (1, 2, 999)]
    for one, other in itertools.combinations(found, 2):
        assert (one.panels != other.panels) == FOUND[id_].chance


# --- The numbers behind it ---


@EVERY_BENCH
def test_the_numbers_are_a_table_with_as_many_cells_in_every_row(id_: str) -> None:
    for shown in everything(id_):
        heads, rows = shown.numbers
        assert len(heads) > 1 and rows and len(set(heads)) == len(heads)
        for row in rows:
            assert len(row) == len(heads)
            assert all(isinstance(value, str) and value for value in row)
            for value in row:
                assert not re.search(r"None|\bnan\b|\binf\b", value)


@EVERY_BENCH
def test_the_file_begins_with_the_badge_and_can_be_read_back(id_: str) -> None:
    about = ("A bench", 'With, a comma and "quotes"')
    for shown in everything(id_):
        lines = pictures.csv(shown, about).splitlines(keepends=True)
        assert lines[0] == f"# {BADGE}: not patient data\n"
        assert lines[1:3] == [f"# {line}\n" for line in about]
        read = list(csv.reader(io.StringIO("".join(lines[3:]))))
        assert [tuple(row) for row in read] == [shown.numbers[0], *shown.numbers[1]]


# --- Many trials ---


def test_a_trial_without_a_subgroup_that_can_be_estimated_says_so() -> None:
    shown = drawn("subgroups", (40.0, 0.3), 165)
    assert "no subgroup has a hazard ratio" in shown.sentence
    assert shown.readouts[0].value == "not estimable"


@pytest.mark.parametrize("id_", HEAVY)
def test_many_trials_give_a_sound_picture_that_says_how_many(id_: str) -> None:
    many = BENCHES[id_].many
    assert many
    for stands in corners(id_):
        now = Set(dict(zip((knob.id for knob in FOUND[id_].knobs), stands, strict=True)), 1)
        made = joined([many.drawn(now, 30, part) for part in range(2)])
        assert all(len(one) == 60 for one in made)
        shown = BENCHES[id_].picture(now, made)
        assert re.search(r"\b60 (such )?trials", sentence(shown))
        assert sent(shown)
        assert places(shown, titles=True) == places(drawn(id_, stands, 1), titles=True)


@pytest.mark.parametrize("id_", HEAVY)
def test_no_two_parts_nor_two_draws_hold_the_same_trials(id_: str) -> None:
    many = BENCHES[id_].many
    assert many
    knobs = dict(zip((knob.id for knob in FOUND[id_].knobs), start(id_), strict=True))
    found = [
        tuple(
            many.drawn(Set(knobs, seed), 5, part)[0].tolist()
            + many.drawn(Set(knobs, seed), 5, part)[1].tolist()
        )
        for seed in (1, 2, 999)
        for part in (0, 1, 2)
    ]
    assert len(set(found)) == len(found)


# --- Censoring ---


def test_losing_more_changes_no_event_of_those_who_still_have_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Arm] = []

    def noted(happens: Numbers, until: Numbers | float) -> Arm:
        seen.append(arm(np.minimum(happens, until), happens <= until))
        return seen[-1]

    monkeypatch.setattr(simulate, "seen", noted)
    steps = range(0, 61, 5)
    for lost in steps:
        knobs: dict[str, Setting] = {"handled": "rightly", "lost": float(lost)}
        BENCHES["censoring"].picture(Set(knobs, 1), None)
    assert len(seen) == len(steps)
    for less, more in itertools.pairwise(seen):
        assert less.events[more.events].all()
        assert np.array_equal(less.times[more.events], more.times[more.events])
        assert (more.times <= less.times).all()
    assert seen[-1].events.sum() < 0.8 * seen[0].events.sum()


@pytest.mark.parametrize(("handled", "way"), [("event", -1), ("dropped", -1), ("cured", 1)])
def test_a_mistake_with_the_censored_moves_the_curve_the_way_that_it_must(
    handled: str, way: int
) -> None:
    for seed in range(1, 21):
        shown = drawn("censoring", start("censoring", handled=handled), seed)
        right, wrong = (
            next(mark for mark in of_kind(shown, "steps") if mark["role"] == role)
            for role in ("experimental", "changed")
        )
        months = np.arange(6, 25, 6)
        apart = [height(wrong, float(month)) - height(right, float(month)) for month in months]
        assert all(way * one >= 0 for one in apart) and any(apart)


def height(mark: Mark, month: float, line: str = "y") -> float:
    """Where a line of steps stands at a month."""
    return float(mark[line][int(np.searchsorted(mark["x"], month, side="right")) - 1])


# --- Confidence ---


def test_without_an_effect_the_bands_of_both_curves_overlap_at_most_landmarks() -> None:
    overlap = []
    for seed in range(1, 31):
        shown = drawn("confidence", start("confidence", hr=1.0), seed)
        one, other = of_kind(shown, "band")
        assert {one["role"], other["role"]} == {"experimental", "control"}
        for month in range(3, 19, 3):
            tops, feet = (
                [height(mark, month, line) for mark in (one, other)] for line in ("high", "low")
            )
            overlap.append(min(tops) >= max(feet))
    assert np.mean(overlap) > 0.95


def test_nineteen_of_twenty_intervals_hold_the_truth_over_many_draws() -> None:
    held = []
    for seed in range(1, 61):
        shown = drawn("confidence", start("confidence"), seed)
        said = re.search(r"(\d+) intervals? holds? 0\.50", shown.sentence)
        assert said
        readout = next(one for one in shown.readouts if one.label.startswith("Intervals"))
        assert readout.value == f"{said[1]} of 20"
        held.append(int(said[1]) / 20)
    error = math.sqrt(0.95 * 0.05 / (20 * len(held)))
    assert abs(np.mean(held) - 0.95) < 3 * error


# --- None, one and many ---


def test_some_is_none_one_or_more() -> None:
    found = [curves.some(n, "was", "were") for n in (0, 1, 2, 1200)]
    assert found == ["none was", "1 was", "2 were", "1200 were"]


def test_many_is_no_one_or_more() -> None:
    found = [curves.many(n, "patient") for n in (0, 1, 2, 21, 1200)]
    assert found == ["no patient", "1 patient", "2 patients", "21 patients", "1,200 patients"]
    told = [curves.many(n, "person is", "people are") for n in (0, 1, 2)]
    assert told == ["no person is", "1 person is", "2 people are"]


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "not reached"), (0, "0.0 months"), (11, "11.0 months"), (12.34, "12.3 months")],
)
def test_months_are_told_with_one_decimal(value: float | None, said: str) -> None:
    assert curves.of_months(value) == said


def test_a_ratio_is_told_with_its_interval_or_as_not_estimable() -> None:
    assert curves.of_ratio(None) == "not estimable"
    assert curves.of_ratio(Cox(0, 0, 1, 0.354, 1.0, 0.5)) == "1.00 (0.35 to 1.00)"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Estimate(None, None, None), "not known: nobody was followed so long"),
        (Estimate(1.0, None, None), "100 %"),
        (Estimate(0.0, None, None), "0 %"),
        (Estimate(0.01, 0.001, 0.02), "1 % (0 to 2)"),
        (Estimate(0.65, 0.54, 0.74), "65 % (54 to 74)"),
    ],
)
def test_a_share_is_told_with_its_interval_where_there_is_one(found: Estimate, said: str) -> None:
    assert curves.of_share(found) == said


def told(id_: str, seeds: Iterable[int], **moves: Iterable[Setting]) -> str:
    """All that is said over these settings and draws, each sentence looked at."""
    said = []
    for stands in itertools.product(*moves.values()):
        moved = dict(zip(moves, stands, strict=True))
        said += [sentence(drawn(id_, start(id_, **moved), seed)) for seed in seeds]
    return "\n".join(said)


def occur(said: str, *phrases: str) -> None:
    for phrase in phrases:
        assert re.search(phrase, said), f"never said: {phrase}"


SWEEP = range(1, 61)


def test_twenty_people_are_told_of_rightly_as_none_one_and_many() -> None:
    months = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 15.0, 22.0, 29.0, 30.0)
    said = told("people", SWEEP, order=("randomised",), until=months, extra=(False, True))
    occur(said, "no patient has progressed", r"\b1 patient has", r"\b2 patients have")
    occur(said, "none was censored", r"\b1 was censored", r"\b2 were censored")
    occur(said, "none is still", r"\b1 is still", r"\b2 are still", "one more left")


def test_endpoints_are_told_of_rightly_where_nobody_one_and_many_died() -> None:
    said = told("endpoints", SWEEP, counts=("ttp", "pfs", "os"), death=(12.0, 36.0, 120.0))
    occur(said, "nobody died without progression, so nobody", "so the curve is that of TTP")
    occur(said, "1 patient who died without progression is", "2 patients who .* are censored")
    occur(said, "1 patient who died without progression counts", "2 patients who .* count as")


def test_early_stopping_is_told_of_rightly_as_none_one_and_many() -> None:
    said = told("stopping", SWEEP, hr=(1.0,), events=(60.0,))
    occur(said, "none crossed a boundary", r"\b1 stopped early for benefit. It reports")
    occur(said, r"\b2 stopped early for benefit. They report")


def test_confidence_is_told_of_rightly_as_none_one_and_many() -> None:
    said = told("confidence", SWEEP, n=(20.0,), hr=(0.7, 1.0), follow=(6.0,))
    occur(said, "none lies wholly", r"\b1 lies wholly", r"\b2 lie wholly")


def test_subgroups_are_told_of_rightly_as_none_one_and_many() -> None:
    said = told("subgroups", SWEEP, n=(1000.0,), hr=(0.5, 0.7))
    occur(said, "none of 20 intervals includes 1", r"\b1 of 20 intervals includes 1")
    occur(said, r"\b2 of 20 intervals include 1")


def test_who_leaves_is_told_of_rightly_as_nobody_one_and_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaving, "PATIENTS", 40)
    said = []
    for seed, treated, control in itertools.product(SWEEP, (0.0, 5.0), (0.0, 5.0)):
        knobs: dict[str, Setting] = {"treated": treated, "control": control, "hr": 0.7}
        said.append(sentence(BENCHES["leaving"].picture(Set(knobs, seed), None)))
    occur("\n".join(said), "Nobody leaves", r"\b1 patient of the treated arm left")
    occur("\n".join(said), r"\b1 patient of the control arm left", r"\b2 patients of the")
    occur("\n".join(said), r"treated arm and \d+ patients? of the control arm")


def test_who_crosses_over_is_told_of_rightly_as_nobody_one_and_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crossover, "PATIENTS", 60)
    said = []
    for seed in SWEEP:
        stands = start("crossover", cross=5.0)
        knobs = dict(zip((knob.id for knob in FOUND["crossover"].knobs), stands, strict=True))
        said.append(sentence(BENCHES["crossover"].picture(Set(knobs, seed), None)))
    occur("\n".join(said), "Nobody crosses over", r"\b1 patient of 30", r"\b2 patients of 30")


def test_the_censored_are_told_of_rightly_whatever_is_done_with_them() -> None:
    ways = ("rightly", "event", "dropped", "cured")
    said = told("censoring", range(1, 31), handled=ways, lost=(0.0, 20.0, 60.0))
    occur(said, r"\b[2-9] points too high", r"\b\d\d points too low", "patients are censored")


def test_one_month_is_told_of_as_a_month() -> None:
    occur(told("scans", (1,), every=(1.0, 2.0)), "every month progression", "every 2 months")
    occur(told("delay", (1,), lag=(0.0, 1.0, 2.0)), "first day", "first month it", "first 2 months")
    occur(told("rmst", range(1, 21), until=(6.0,), hr=(0.5, 1.0)), "no difference", "months fewer")


@pytest.mark.parametrize("shape", ["constant", "rising", "falling"])
def test_the_formats_are_told_of_rightly_at_every_ratio_and_month(shape: str) -> None:
    ratios = [0.2 + 0.05 * n for n in range(0, 21, 2)]
    said = told("effect", (1,), shape=(shape,), hr=ratios, median=(2.0, 36.0), at=(6.0, 48.0))
    occur(said, "more", "fewer", "as many", "the two curves are the same")


# --- Parts of a picture ---


def curve(seed: int, n: int, follow_up: float) -> Curve:
    return kaplan_meier(simulate.trial(seed, n, 12, 1, follow_up=follow_up).control)


def test_a_curve_of_very_many_steps_is_thinned_and_keeps_its_end() -> None:
    found = curve(1, 5000, 36)
    mark = next(one for one in curves.drawn("control", found, 48) if one["kind"] == "steps")
    assert curves.MOST - 20 < len(mark["x"]) <= curves.MOST + 2
    assert mark["y"][-1] == pytest.approx(100 * float(found.survival[-1]), abs=0.001)
    assert mark["x"][-1] == pytest.approx(found.last, abs=0.001)


def test_a_curve_ends_at_its_last_observation_and_not_later_than_the_panel() -> None:
    for until in (6.0, 200.0):
        found = curve(1, 100, 12)
        mark = next(one for one in curves.drawn("control", found, until) if one["kind"] == "steps")
        assert mark["x"][-1] == pytest.approx(min(until, found.last), abs=0.001)


def test_a_curve_without_an_event_is_a_line_at_all() -> None:
    found = kaplan_meier(arm([3.0, 5.0], [False, False]))
    marks = list(curves.drawn("control", found, 48))
    assert [mark["kind"] for mark in marks] == ["steps", "ticks"]
    assert marks[0]["y"] == [100, 100] and marks[0]["x"] == [0, 5]


def test_bars_take_in_what_lies_beyond_their_edges_and_leave_out_what_is_unknown() -> None:
    edges = np.array([1.0, 2.0, 3.0])
    found = curves.histogram(np.array([0.5, 1.5, 2.5, 9.0, np.nan]), edges)
    assert found.tolist() == [40, 40]
    assert curves.histogram(np.array([]), edges).tolist() == [0, 0]


def test_the_middle_and_the_mean_of_ratios_leave_out_what_is_unknown() -> None:
    values = np.append(np.arange(1001.0), np.nan)
    assert curves.middle(values) == (25.0, 975.0)
    assert curves.geometric(np.log([0.5, 2, np.nan])) == pytest.approx(1)


def test_an_axis_of_months_has_its_ticks_from_nothing_to_its_end() -> None:
    assert curves.months(36) == Axis("Months", 0, 36, (0, 6, 12, 18, 24, 30, 36))
    assert curves.months(30, 12).ticks == (0, 12, 24)


def test_a_long_alternative_is_cut_between_two_words() -> None:
    shown = drawn("scans", start("scans"), 1)
    long = Picture(shown.panels, "Word " * 80 + "end.", "What it shows.", shown.numbers)
    cut = pictures.alternative(long)
    assert len(cut) <= pictures.LONGEST and cut.endswith("Word…")

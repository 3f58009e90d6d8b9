"""A body of lesions: what follows from its scores, what is reached, what the pathway says of it."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic import examined, lesion_words
from netlogic.before_after import before_after
from netlogic.bodies import Examined, Plan, begun, examined_in
from netlogic.lesions import LIVER, SCORES, Body, Lesion, Reach, body_in, reach, where
from netlogic.library import library
from netlogic.pathway import Standing, reading
from pages.parts.body.view import AT, view
from pages.parts.topic import body_tables
from tests.shown import texts
from tests.test_pages import opened

LIBRARY = library()
TOPIC = LIBRARY.topics["receptors"]
GUT, LUNG = TOPIC.body("gut"), TOPIC.body("lung")
EVERY = [(plan, pattern) for plan in TOPIC.bodies for pattern in plan.patterns]
NAMED = pytest.mark.parametrize(("plan", "pattern"), EVERY, ids=lambda one: getattr(one, "id", ""))

scores = st.one_of(st.none(), st.sampled_from(SCORES))


@st.composite
def bodies(draw: st.DrawFn, known: bool = False) -> Body:
    """Any body of up to seven lesions."""
    scanned = draw(st.booleans())
    fdg = st.booleans() if known else st.sampled_from((True, False, None))
    lesion = st.builds(
        Lesion, st.sampled_from(SCORES) if known else scores, fdg if scanned else st.none()
    )
    return Body(tuple(draw(st.lists(lesion, min_size=1, max_size=7))), scanned=scanned)


def of(*krenning: int | None, fdg: tuple[bool | None, ...] = ()) -> Body:
    marks = fdg or (None,) * len(krenning)
    return Body(tuple(map(Lesion, krenning, marks)), scanned=bool(fdg))


# --- What follows from the lesions ---


@pytest.mark.parametrize(
    ("body", "typical", "distribution"),
    [
        (of(4, 4, 4), 4, "homogeneous"),
        (of(2, 2, 2), 2, "homogeneous"),
        (of(4, 3, 4), 4, "heterogeneous"),
        (of(4, 4, 0), 4, "negative-lesions"),
        (of(4, 4, 1), 4, "negative-lesions"),
        (of(1, 1, 1), 1, "negative-lesions"),
        (of(4, 2), 2, "heterogeneous"),
        (of(4, 4, None), 4, None),
        (of(4, None, None), None, None),
        (of(0, None, None), None, "negative-lesions"),
    ],
)
def test_intensity_is_of_the_middle_lesion_and_distribution_of_all(
    body: Body, typical: int | None, distribution: str | None
) -> None:
    assert (body.typical, body.distribution) == (typical, distribution)


@pytest.mark.parametrize(
    ("body", "fdg"),
    [
        (of(4, 0), "not-done"),
        (of(4, 0, fdg=(False, False)), "negative"),
        (of(4, 0, fdg=(True, False)), "concordant"),
        (of(4, 0, fdg=(False, True)), "discordant"),
        (of(4, 1, fdg=(True, True)), "discordant"),
        (of(4, 2, fdg=(True, True)), "concordant"),
        (of(4, None, fdg=(True, True)), None),
        (of(4, 0, fdg=(True, None)), None),
        (of(4, 4, fdg=(True, None)), "concordant"),
        (of(4, 4, fdg=(False, None)), None),
    ],
)
def test_fdg_is_held_against_the_receptors_of_the_same_lesion(body: Body, fdg: str | None) -> None:
    assert body.fdg == fdg


def fillings(body: Body) -> list[Body]:
    """Every way to fill the gaps of a body."""
    ways = [
        [
            Lesion(krenning, fdg)
            for krenning in ([one.krenning] if one.krenning is not None else SCORES)
            for fdg in ([one.fdg] if one.fdg is not None or not body.scanned else (True, False))
        ]
        for one in body.lesions
    ]
    return [replace(body, lesions=filled) for filled in product(*ways)]


@given(st.lists(st.tuples(scores, st.sampled_from((True, False, None))), min_size=1, max_size=3))
def test_a_fact_is_known_only_where_every_way_to_fill_the_gaps_agrees(
    told: list[tuple[int | None, bool | None]],
) -> None:
    body = Body(tuple(Lesion(*one) for one in told), scanned=True)
    for fact, value in body.facts.items():
        found = {filled.facts[fact] for filled in fillings(body)}
        assert value == (found.pop() if len(found) == 1 else None), fact


@given(bodies(), st.randoms())
def test_the_order_of_the_lesions_never_matters(body: Body, random: object) -> None:
    mixed = list(body.lesions)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert replace(body, lesions=tuple(mixed)).facts == body.facts


@given(bodies(known=True))
def test_a_lesion_that_fades_never_makes_uptake_stronger_or_reaches_more(body: Body) -> None:
    for at, one in enumerate(body.lesions):
        if one.krenning:
            faded = list(body.lesions)
            faded[at] = replace(one, krenning=one.krenning - 1)
            after = replace(body, lesions=tuple(faded))
            assert after.typical is not None and body.typical is not None
            assert after.typical <= body.typical
            for by in ("ssa", "prrt"):
                assert set(where(body, by, "missed")) <= set(where(after, by, "missed"))


@given(bodies())
def test_every_lesion_is_in_one_place_of_reach(body: Body) -> None:
    kinds: tuple[Reach, ...] = ("reached", "border", "missed", "unknown")
    for by in ("ssa", "prrt"):
        places = [at for kind in kinds for at in where(body, by, kind)]
        assert sorted(places) == list(range(len(body.lesions)))


@given(bodies())
def test_the_address_gives_a_body_back(body: Body) -> None:
    assert body_in(body.said, len(body.lesions)) == body


@given(st.text(max_size=20))
def test_a_forged_address_is_no_body_or_one_that_can_be(said: str) -> None:
    found = body_in(said, 7)
    assert found is None or len(found.lesions) == 7
    assert examined_in(said, GUT) is None or said.split(",")[0] in {p.id for p in GUT.patterns}


@pytest.mark.parametrize(
    "said", ["", "444444", "44444444", "5444444", "4444444-y", "4444444-", "٤444444"]
)
def test_what_the_page_never_writes_is_no_body(said: str) -> None:
    assert body_in(said, 7) is None


def test_a_body_without_a_scan_has_no_fdg_result() -> None:
    with pytest.raises(ValueError, match="once the scan is done"):
        Body((Lesion(4, True),))


# --- The lines agree with the rules of the pathway ---


@pytest.mark.parametrize("score", SCORES)
def test_a_lesion_is_missed_where_the_rules_close_the_option_for_a_whole_patient(
    score: int,
) -> None:
    patient = LIBRARY.default_patient().model_copy(update={"krenning": score, "line": "after-ssa"})
    read = reading(patient, LIBRARY)
    closed = read.options["prrt-after-ssa"].standing == Standing.CLOSED
    assert (reach("prrt", Lesion(score)) == "missed") == closed == (score < LIVER)
    first = reading(patient.model_copy(update={"line": "first"}), LIBRARY).options["ssa"]
    assert (reach("ssa", Lesion(score)) == "missed") == (first.standing <= Standing.AVOID)
    border = any(
        LIBRARY.rules[id_].strength == "limits" and set(LIBRARY.rules[id_].when) == {"krenning"}
        for id_ in read.options["prrt-after-ssa"].arguments
    )
    assert (reach("prrt", Lesion(score)) == "border") == border


def test_the_line_is_a_published_limit() -> None:
    limits = [limit.numbers for limit in LIBRARY.thresholds if limit.fact == "krenning"]
    assert any(LIVER in numbers for numbers in limits)


# --- Patterns, and the patient who is supposed ---


@NAMED
def test_a_pattern_is_what_its_address_says(plan: Plan, pattern: object) -> None:
    now = begun(plan, pattern.id)  # type: ignore[attr-defined]
    assert now.pattern == pattern
    assert examined_in(now.said, plan) == now


@NAMED
def test_only_the_receptors_and_what_the_pattern_supposes_are_changed(
    plan: Plan, pattern: object
) -> None:
    patient, now = LIBRARY.default_patient(), begun(plan, pattern.id)  # type: ignore[attr-defined]
    found = examined.supposed(patient, now, LIBRARY)
    changed = {fact for fact in LIBRARY.inputs if getattr(found, fact) != getattr(patient, fact)}
    assert changed <= {"krenning", "distribution", "fdg", *now.pattern.supposes}
    assert found.krenning == now.body.typical and found.fdg == now.body.fdg


ANSWERS = {
    "all-bright": "even",
    "one-dark": "some-negative",
    "faint": "negative",
    "border": "borderline",
    "uneven": "uneven",
    "not-seen": None,
    "all-calm": "even",
    "fast-with-target": "even",
    "fast-without-target": "discordant",
    "atypical-uneven": "some-negative",
    "typical-bright": "even",
    "atypical-negative": "negative",
}


@NAMED
def test_every_answer_about_receptors_is_shown_by_a_pattern(plan: Plan, pattern: object) -> None:
    now = begun(plan, pattern.id)  # type: ignore[attr-defined]
    read = reading(examined.supposed(LIBRARY.default_patient(), now, LIBRARY), LIBRARY)
    found = examined.answer(read, LIBRARY)
    assert (found.id if found else None) == ANSWERS[now.pattern.id]
    assert {one.id for one in LIBRARY.steps["receptors"].answers} <= set(ANSWERS.values())


def test_one_dark_lesion_changes_what_leads_though_the_typical_one_stays() -> None:
    patient = LIBRARY.default_patient()
    bright, dark = (
        reading(examined.supposed(patient, begun(GUT, id_), LIBRARY), LIBRARY)
        for id_ in ("all-bright", "one-dark")
    )
    assert bright.facts["krenning"] == dark.facts["krenning"]
    moved = [one for one in before_after(bright, dark, LIBRARY) if one.changed]
    assert {"ssa", "prrt-upfront"} <= {one.option for one in moved}
    assert moved == before_after(bright, dark, LIBRARY)[: len(moved)], "changed ones stand first"


# --- Words and pictures ---


def test_what_is_reached_and_left_is_said_by_name() -> None:
    now = begun(GUT, "one-dark").body
    assert lesion_words.reached("prrt", now) == "6 of 7 lesions"
    assert lesion_words.left("prrt", now, GUT) == lesion_words.negative(now, GUT) == "pelvis"
    border = begun(GUT, "border").body
    assert lesion_words.beside("prrt", border, GUT) == "at the border: all lesions"
    assert lesion_words.reached("ssa", border) == "7 of 7 lesions"
    gaps = begun(GUT, "not-seen").body
    assert lesion_words.beside("ssa", gaps, GUT) == "not known: spine and pelvis"
    assert lesion_words.settles("distribution", gaps, LIBRARY).startswith("settled by SSTR imaging")
    assert lesion_words.span(gaps) == "lowest 4, highest 4; 2 lesions have no score"
    assert lesion_words.distribution(begun(GUT, "faint").body, LIBRARY) == "every lesion negative"


@NAMED
def test_the_tables_say_what_is_left_in_amber(plan: Plan, pattern: object) -> None:
    now = begun(plan, pattern.id)  # type: ignore[attr-defined]
    *_, last = body_tables.reach(now.body, plan)
    lost = any(one.negative for one in now.body.lesions)
    assert (last["tone"] == "amber") == lost
    rows = body_tables.findings(now.body, plan, LIBRARY, fdg=True)
    assert [row["tone"] == "amber" for row in rows] == [False, lost, now.body.fdg == "discordant"]


def test_lesions_lie_a_fingertip_apart_and_every_place_is_drawn() -> None:
    for plan in TOPIC.bodies:
        points = [AT[site.place] for site in plan.lesions]
        for n, (x, y) in enumerate(points):
            assert 24 <= x <= 256 and 24 <= y <= 336
            assert all((x - a) ** 2 + (y - b) ** 2 >= 48**2 for a, b in points[:n])


@NAMED
def test_the_picture_has_a_name_for_each_lesion_and_words_for_each_score(
    plan: Plan, pattern: object
) -> None:
    now: Examined = begun(plan, pattern.id)  # type: ignore[attr-defined]
    told = view(plan, now, LIBRARY, fdg=True, turn=0, present=False)
    assert told["body"] == now.body.said
    assert set(told["scores"]) == {"u", *map(str, SCORES)}
    assert len({one["name"] for one in told["lesions"]}) == len(plan.lesions)


def test_the_scale_shows_the_line_of_prrt_that_fits_the_patient() -> None:
    for line, option in (("first", "prrt-upfront"), ("after-ssa", "prrt-after-ssa")):
        patient = LIBRARY.default_patient().model_copy(update={"line": line})
        readings = examined.by_score(patient, LIBRARY)
        assert list(readings) == list(SCORES)
        assert examined.of_group("prrt", readings, LIBRARY) == option
        columns, rows = body_tables.scale(patient, LIBRARY)
        assert columns[2]["title"] == LIBRARY.options[option].short and len(rows) == len(SCORES)


def test_the_arguments_beside_an_answer_are_those_about_receptors_that_apply() -> None:
    patient = LIBRARY.default_patient()
    read = reading(examined.supposed(patient, begun(GUT, "fast-without-target"), LIBRARY), LIBRARY)
    rows = body_tables.arguments(read, LIBRARY)
    ids = {row["id"] for row in rows}
    assert {"prrt-fdg-discordant", "ssa-negative-lesions"} <= ids
    assert all(LIBRARY.rules[id_].when.verdict(read.facts) for id_ in ids)
    assert all(row["cells"][2][0]["sources"] for row in rows)


def test_a_pattern_is_taken_and_a_change_of_the_browser_is_kept_or_refused() -> None:
    app = opened("pages/learn/receptors.py", step="reach", **{"body-gut": "one-dark,4444440"})
    assert "6 of 7 lesions" in {one.text for one in texts(app)}
    app = app.button(key="receptors_reach_gut_faint").click().run()
    assert not app.exception
    assert "0 of 7 lesions" in {one.text for one in texts(app)}
    app = opened("pages/learn/receptors.py", step="reach", **{"body-gut": "one-dark,9999999"})
    assert "7 of 7 lesions" in {one.text for one in texts(app)}, "the first pattern"


def test_a_room_is_not_offered_to_take_the_findings_along() -> None:
    for present, offered in (("0", True), ("1", False)):
        step = "reach-2" if present == "1" else "reach"
        app = opened("pages/learn/receptors.py", step=step, present=present)
        assert ("Take these findings to the Pathway" in {b.label for b in app.button}) == offered

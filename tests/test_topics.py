"""Topics: untreated tumours, patients placed on a side, and what a page in steps is made of."""

import tomllib
from typing import get_args

import pytest

from netlogic import placing, untreated
from netlogic.learning import Compared
from netlogic.library import CONTENT, library
from netlogic.pathway import Standing, reading
from netlogic.patient import Patient
from netlogic.placing import SIDES, Side
from netlogic.rulebook import APPLIES, DOES_NOT, UNDETERMINED
from netlogic.topics import NAMES, Block, Case, TopicPassage
from pages.parts.topic import tables
from pages.parts.topic.blocks import BLOCKS
from tests.shown import page

LIBRARY = library()
TOPICS = LIBRARY.topics
CASES = TOPICS["observe_or_treat"].cases
OF = {case.id: case for case in CASES}
EVERY_TOPIC = pytest.mark.parametrize("id_", TOPICS)


# --- Pages ---


@EVERY_TOPIC
def test_a_topic_has_its_page_its_title_and_a_step_for_monday(id_: str) -> None:
    topic = TOPICS[id_]
    assert topic.steps[-1].id == "monday"
    shown = page(f"pages/learn/{id_}.py", view="all")
    assert next(one.text for one in shown if one.place == "title") == topic.title
    assert [one.text for one in shown if one.place == "header"] == list(topic.titles.values())


@EVERY_TOPIC
def test_a_topic_takes_six_to_ten_minutes_and_one_of_simulations_a_quarter_of_an_hour(
    id_: str,
) -> None:
    kinds = {one.kind for step in TOPICS[id_].steps for one in step.passages}
    low, high = (12, 15) if "bench" in kinds else (6, 10)
    assert low <= sum(step.minutes for step in TOPICS[id_].steps) <= high


@EVERY_TOPIC
def test_what_no_clinician_reviewed_is_not_said_to_be_reviewed(id_: str) -> None:
    raw = tomllib.loads((CONTENT / "topics" / f"{id_}.toml").read_text(encoding="utf-8"))
    assert ("by" in raw["reviewed"]) == bool(TOPICS[id_].reviewed.by)


def test_every_block_can_be_drawn_and_every_kind_is_used() -> None:
    used = {one.kind for topic in TOPICS.values() for s in topic.steps for one in s.passages}
    assert set(BLOCKS) == set(get_args(Block)) == used - {None}
    assert set(NAMES) <= set(BLOCKS)


@pytest.mark.parametrize(("kind", "of"), [("curve", None), ("options", "ssa"), (None, "ssa")])
def test_a_block_names_its_subject_if_and_only_if_it_has_one(kind: Block, of: str) -> None:
    with pytest.raises(ValueError, match="of: "):
        TopicPassage(text="T.", kind=kind, of=of)


# --- Untreated ---


def test_placebo_arms_are_those_given_placebo_alone_by_year() -> None:
    found = untreated.placebo_arms(LIBRARY)
    assert {"promid", "clarinet", "radiant-3", "radiant-4"} <= {one.trial for one in found}
    assert [one.year for one in found] == sorted(one.year or 0 for one in found)
    for one in found:
        raw = tomllib.loads((CONTENT / "trials" / f"{one.trial}.toml").read_text(encoding="utf-8"))
        arm = next(arm for arm in raw["arms"] if arm["id"] == one.arm)
        assert arm["label"] == "placebo" and arm["role"] == "control"
        [value] = [
            median["value"]
            for outcome in raw["outcomes"]
            if outcome["id"] == one.outcome.id
            for median in outcome["medians"]
            if median["arm"] == one.arm
        ]
        assert one.median.startswith(f"{value:.1f} months")
        assert one.outcome.endpoint in ("PFS", "TTP") and one.outcome.verified


def test_the_cohorts_of_a_trial_are_told_apart() -> None:
    names = [one.name for one in untreated.placebo_arms(LIBRARY)]
    assert len(names) == len(set(names))
    assert sum(name.startswith("CABINET, ") for name in names) == 2


# --- Placing ---


def placed(case: Case, side: Side) -> Compared:
    [found] = placing.placed({case.id: side}, [case], LIBRARY)
    return found


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_a_side_that_the_pathway_closes_differs(case: Case, side: Side) -> None:
    read = reading(LIBRARY.patient(case.patient), LIBRARY).options["observe"]
    sure = read.could_be == read.standing
    closed = sure and read.standing <= Standing.NOT_LISTED
    found = placed(case, side)
    assert found.same == (side == "treat" or not closed)
    assert found.yours == SIDES[side]
    assert found.reason and found.reason.endswith(".")


def test_the_reason_is_an_argument_that_applies_and_has_its_sources() -> None:
    for case in CASES:
        found = placed(case, "watch")
        if "cannot be said" in found.ours:
            continue
        read = reading(LIBRARY.patient(case.patient), LIBRARY).options["observe"]
        [rule] = [
            LIBRARY.rules[id_]
            for id_ in read.arguments
            if LIBRARY.rules[id_].because == found.reason
        ]
        assert found.sources == rule.sources
        assert (rule.argues == "for") == ("open" in found.ours)


def test_both_sides_and_what_cannot_be_said_are_among_the_patients() -> None:
    said = [placed(case, "watch").ours for case in CASES]
    assert sum("open" in one for one in said) >= 2
    assert sum("closed" in one for one in said) >= 2
    assert any("before growth is known" in one for one in said)
    assert all(placed(case, "watch").sources for case in CASES)


def test_a_patient_is_told_by_the_facts_that_the_file_gives() -> None:
    told = placing.to_place(CASES, LIBRARY)
    assert told["ileal-quiet"].asks == (
        "Ki-67 1 %, hepatic burden 5 %, growth: stable, bulk symptoms: none."
    )
    assert "growth not known" in told["never-scanned"].asks
    assert list(told) == list(OF)


# --- Tables ---


def test_arguments_that_apply_or_may_stand_apart_from_those_that_do_not() -> None:
    patient = LIBRARY.default_patient()
    holds, others = tables.arguments("observe", patient, LIBRARY)
    words = [row["cells"][2][0]["said"] for row in holds]
    assert set(words) <= {APPLIES, UNDETERMINED} and words == sorted(words, key=words.index)
    assert {row["cells"][2][0]["said"] for row in others} == {DOES_NOT}
    ids = [row["id"] for row in (*holds, *others)]
    assert len(ids) == len(set(ids)) > 8


def test_of_a_patient_of_whom_nothing_is_known_most_arguments_may_apply() -> None:
    holds, others = tables.arguments("observe", Patient(), LIBRARY)
    assert len(holds) > len(others)


def test_positions_stand_as_in_the_file_each_with_its_source() -> None:
    rows = tables.positions("watch-or-start-ssa", LIBRARY)
    raw = tomllib.loads((CONTENT / "disagreements.toml").read_text(encoding="utf-8"))
    wanted = [one["who"] for one in raw["watch-or-start-ssa"]["positions"]]
    assert [row["cells"][0][0]["name"] for row in rows] == wanted
    assert all(row["cells"][1][0]["sources"] for row in rows)
    assert all(any(char.isdigit() for char in who) for who in wanted), "each has its date"
    assert tables.positions("no-such", LIBRARY) == []


# --- Told after an answer ---


def titles(**query: str) -> list[str]:
    shown = page("pages/learn/reading_pfs.py", step="people", **query)
    return [one.text for one in shown if one.place == "subheader"]


def test_what_comes_after_a_question_is_told_once_it_is_answered_and_to_a_room_on_its_own() -> None:
    [step] = [step for step in TOPICS["reading_pfs"].steps if step.id == "people"]
    late = [one.title for one in step.passages if one.after]
    assert len(late) == 2
    assert not set(late) & set(titles())
    [asked] = [one for one in TOPICS["reading_pfs"].questions if one.step == "people"]
    told = titles(**{f"answer-{asked.id}": f"{asked.right.id},sure"})
    assert [title for title in told if title in late] == late
    assert not set(late) & set(titles(present="1"))
    room = page("pages/learn/reading_pfs.py", step="people-3", present="1")
    assert {one.text for one in room if one.place == "subheader"} == set(late)

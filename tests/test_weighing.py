"""What is supposed of a copy of the patient, which arguments come and go, and what follows."""

import pytest
from hypothesis import given

from netlogic import rulebook, weighing
from netlogic.library import library
from netlogic.pathway import Standing, reading
from netlogic.patient import Patient, facts
from pages.parts.topic import standings, weigh_tables
from tests.strategies import partly_unknown

LIBRARY = library()
TOPIC = LIBRARY.topics["after_progression"]
DEFAULT = LIBRARY.default_patient()
AFTER = weighing.after_an_ssa(DEFAULT)
OPTIONS = [option for family in TOPIC.families for option in family.options]
EACH = [(weight.id, one.id) for weight in TOPIC.weights for one in weight.suppositions]


def weighed(before: Patient = AFTER, **chosen: str) -> weighing.Weighed:
    named = {name.replace("_", "-"): id_ for name, id_ in chosen.items()}
    after, _ = weighing.supposed(before, TOPIC.weights, named)
    return weighing.weighed(before, after, TOPIC.families, LIBRARY)


def test_the_four_things_of_the_panel_can_be_moved() -> None:
    ids = {weight.id for weight in TOPIC.weights}
    assert ids == {"location", "symptoms", "quality-of-life", "comorbidity"}


@given(partly_unknown())
def test_whoever_is_before_a_first_treatment_is_supposed_to_have_grown_on_an_ssa(
    patient: Patient,
) -> None:
    after = weighing.after_an_ssa(patient)
    if patient.line not in (None, "first"):
        assert after == patient
        return
    assert after.line == "after-ssa"
    assert facts(after)["progressing"] is True
    changed = {name for name, value in after if value != getattr(patient, name)}
    assert changed <= {"line", "tempo"}
    assert after.tempo == ("rapid" if patient.tempo == "rapid" else "progressive")


def test_nothing_supposed_changes_nothing() -> None:
    found = weighed()
    assert (found.came, found.gone) == ((), ())
    assert found.before.patient == found.after.patient == AFTER
    assert found.stayed > 0


@pytest.mark.parametrize(("weight", "supposition"), EACH)
def test_each_supposition_brings_or_takes_an_argument_in_some_patient(
    weight: str, supposition: str
) -> None:
    others = [AFTER, *(LIBRARY.patient(one.patient) for one in LIBRARY.presets.values())]
    moved = [weighed(weighing.after_an_ssa(one), **{weight: supposition}) for one in others]
    assert any(one.came or one.gone for one in moved)


@pytest.mark.parametrize(("weight", "supposition"), EACH)
def test_what_comes_applies_only_then_and_what_goes_only_before(
    weight: str, supposition: str
) -> None:
    found = weighed(**{weight: supposition})
    old = rulebook.verdicts(found.before.patient, LIBRARY)
    new = rulebook.verdicts(found.after.patient, LIBRARY)
    for row in found.came:
        assert (old[row.id].word == rulebook.APPLIES, new[row.id].word) == (False, "applies")
    for row in found.gone:
        assert (old[row.id].word, new[row.id].word == rulebook.APPLIES) == ("applies", False)
    assert all(set(row.options) & set(OPTIONS) for row in (*found.came, *found.gone))


def test_weak_kidneys_bring_an_argument_that_closes_prrt() -> None:
    found = weighed(comorbidity="kidney")
    assert "prrt-kidney-30-to-39" in {row.id for row in found.came}
    assert found.before.options["prrt-after-ssa"].standing > Standing.AVOID
    assert found.after.options["prrt-after-ssa"].standing <= Standing.AVOID
    first, *_ = weigh_tables.arguments(found, OPTIONS, LIBRARY)
    assert "avoid" in first["cells"][0][0]["small"]


def test_growth_in_the_liver_alone_brings_an_argument_for_treating_the_liver() -> None:
    assert "liver-only-progression" in {row.id for row in weighed(location="liver").came}


def test_a_forged_choice_supposes_nothing() -> None:
    assert weighing.supposed(AFTER, TOPIC.weights, {"location": "moon"}) == (AFTER, ())


def test_the_counts_are_said_in_words_at_none_one_and_many() -> None:
    found = weighed(comorbidity="kidney")
    rows = found.came
    assert len(rows) > 1

    def said(came: int, gone: int, stayed: int) -> str:
        return weigh_tables.counted(
            weighing.Weighed(rows[:came], rows[:gone], stayed, found.before, found.after)
        )

    assert said(0, 0, 0) == "No arguments come, none go, none stay."
    assert said(1, 1, 1) == "1 argument comes, 1 goes, 1 stays."
    assert said(2, 2, 14) == "2 arguments come, 2 go, 14 stay."


def test_standings_show_what_leads_and_what_moved() -> None:
    found = weighed(comorbidity="kidney")
    rows = {row["id"]: row for row in standings.rows(found.before, found.after, LIBRARY)}
    assert set(found.before.leading) | set(found.after.leading) <= set(rows)
    assert rows["prrt-after-ssa"]["tone"] == "amber"


# ---------------------------------------------------------------------------------- what follows
def follows(patient: Patient = AFTER) -> dict[str, weighing.Follows]:
    return {one.turn.id: one for one in weighing.follows(patient, TOPIC.turns, LIBRARY)}


def test_a_treatment_that_is_not_open_is_not_followed_but_named() -> None:
    found = follows()
    assert not found["sunitinib"].open
    assert found["sunitinib"].leads == ()
    assert "Sunitinib" in weigh_tables.closed(found.values())
    assert follows(AFTER.model_copy(update={"primary": "pancreas"}))["sunitinib"].open


def test_what_leads_after_a_treatment_is_the_pathway_s_answer() -> None:
    for one in follows().values():
        if one.open:
            read = reading(AFTER.model_copy(update=dict(one.turn.facts)), LIBRARY)
            assert [id_ for id_, _ in one.leads] == list(read.leading)


def test_after_prrt_a_second_one_waits_for_how_long_the_first_held() -> None:
    waits = dict(follows()["prrt"].waits)
    assert "prrt_benefit_months" in waits["prrt-again"]


def test_everolimus_once_used_stands_worse() -> None:
    worse = dict(follows()["everolimus"].worse)
    assert worse["everolimus"] < Standing.REASONABLE


@given(partly_unknown())
def test_no_patient_breaks_what_follows(patient: Patient) -> None:
    found = weighing.follows(weighing.after_an_ssa(patient), TOPIC.turns, LIBRARY)
    rows = weigh_tables.follows(found, LIBRARY)
    assert len(rows) + len(weigh_tables.closed(found)) == len(TOPIC.turns)
    assert all(all(cell for cell in row["cells"]) for row in rows)

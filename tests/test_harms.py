"""What organs, fitness and earlier treatment say against each option, and how it is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.harms import FILE, GROUP, Harm, comorbidities, concerned, harms
from netlogic.library import library
from netlogic.pathway import Reading, Standing, reading
from netlogic.patient import Patient
from pages.parts.harms import COLUMNS, DOES, entered, review, rows
from tests.strategies import changed, partly_unknown, pertinent

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def harm(option: str, patient: Patient) -> Harm:
    return next(found for found in harms(read(patient), LIBRARY) if found.option == option)


def row(option: str, patient: Patient, before: Patient | None = None) -> str:
    """All words of the row of an option."""
    drawn = rows(read(patient), read(before) if before else None, LIBRARY)
    [found] = [row for row in drawn if row["id"] == option]
    return " | ".join(
        " ".join([line.get("name", ""), line.get("words", ""), line.get("small", "")]).strip()
        for cell in found["cells"]
        for line in cell
    )


def test_the_group_and_the_file_that_define_harms_exist() -> None:
    assert FILE in LIBRARY.step_of_rule.values()
    assert {"marrow", "liver_function", "performance_status", "dpd"} <= set(comorbidities(LIBRARY))
    assert all(LIBRARY.inputs[name].group == GROUP for name in comorbidities(LIBRARY))


def test_every_argument_against_from_organs_is_concerned_and_none_for() -> None:
    rules = [LIBRARY.rules[id_] for id_ in concerned(LIBRARY)]
    assert all(rule.argues != "for" for rule in rules)
    assert {rule.strength for rule in rules if rule.option} == set(DOES)
    asked = set(comorbidities(LIBRARY))
    for id_, rule in LIBRARY.rules.items():
        if rule.argues == "against" and asked & set(rule.when):
            assert id_ in concerned(LIBRARY), id_


@settings(max_examples=30)
@given(st.one_of(pertinent(), partly_unknown()))
def test_the_arguments_shown_are_those_that_hold_and_those_left_open(patient: Patient) -> None:
    now = read(patient)
    found = harms(now, LIBRARY)
    shown = {one.option for one in found}
    for id_, option in now.options.items():
        words = LIBRARY.options[id_]
        exists = words.available.verdict(now.facts) is not False
        if words.lane == "tumour":
            assert (id_ in shown) == exists
        elif words.lane == "symptom":
            listed = max(option.standing, option.could_be) >= Standing.EMERGING
            assert (id_ in shown) == (exists and listed)
        else:
            assert id_ not in shown
    for one in found:
        about = [i for i in LIBRARY.rules_about[one.option] if i in concerned(LIBRARY)]
        verdicts = {i: LIBRARY.rules[i].when.verdict(now.facts) for i in about}
        assert set(one.applies) == {i for i in about if verdicts[i]}
        assert set(one.applies) <= set(now.options[one.option].arguments)
        waiting = [i for _, ids in one.undetermined for i in ids]
        assert sorted(waiting) == sorted(i for i in about if verdicts[i] is None)
        for facts, _ in one.undetermined:
            assert facts and all(now.facts[fact] is None for fact in facts)
        assert set(one.notices) <= set(now.notices)
    lanes = [LIBRARY.options[one.option].lane for one in found]
    assert lanes == sorted(lanes, key=lambda lane: lane != "tumour")
    for lane in ("tumour", "symptom"):
        ranks = [
            now.options[o.option].standing for o in found if LIBRARY.options[o.option].lane == lane
        ]
        assert ranks == sorted(ranks, reverse=True)


def test_impaired_marrow_closes_prrt_and_speaks_against_chemotherapy() -> None:
    patient = changed(DEFAULT, marrow="impaired")
    assert harm("prrt-upfront", patient).applies == ("prrt-marrow-impaired",)
    assert "Closes it: PRRT asks for sufficient marrow reserve" in row("prrt-upfront", patient)
    assert "To mind: A small marrow reserve" in row("chemotherapy", patient)
    told = entered(read(patient), LIBRARY)
    assert told.startswith("Entered: marrow reserve: impaired.")
    assert "speaks against Chemotherapy · PRRT, up-front." in told


def test_what_is_not_known_names_its_test_and_the_worst_it_could_do() -> None:
    assert "DPD activity (a DPD test), which could close it" in row("chemotherapy", DEFAULT)
    assert "Not known: DPD activity (a DPD test)." in entered(read(DEFAULT), LIBRARY)
    known = changed(DEFAULT, dpd="normal")
    assert "DPD activity" not in row("chemotherapy", known)
    assert entered(read(known), LIBRARY).startswith("Entered: DPD activity: normal.")


def test_an_option_that_nothing_speaks_against_says_so() -> None:
    assert "No comorbidity is entered." in row("ssa", DEFAULT)
    assert "None of the comorbidities entered speaks against it." in row(
        "ssa", changed(DEFAULT, marrow="impaired")
    )


def test_what_the_last_move_touched_is_marked_in_words_and_colour() -> None:
    after = changed(DEFAULT, marrow="impaired")
    tones = {r["id"]: r["tone"] for r in rows(read(after), read(DEFAULT), LIBRARY)}
    assert {id_ for id_, tone in tones.items() if tone} == {"prrt-upfront", "chemotherapy"}
    assert "New: Closes it:" in row("prrt-upfront", after, DEFAULT)
    assert "No longer: PRRT asks for" in row("prrt-upfront", DEFAULT, after)
    assert not any(r["tone"] for r in rows(read(after), None, LIBRARY))
    assert not any(r["tone"] for r in rows(read(after), read(after), LIBRARY))


@pytest.mark.parametrize("preset", LIBRARY.presets)
def test_every_argument_of_the_table_has_a_source_or_says_that_it_has_none(preset: str) -> None:
    now = read(LIBRARY.patient(LIBRARY.presets[preset].patient))
    for drawn in rows(now, None, LIBRARY):
        assert len(drawn["cells"]) == len(COLUMNS)
        assert drawn["cells"][2][0]["sources"]
        for line in drawn["cells"][3]:
            if line.get("rules") and "standing" not in line:
                assert line["sources"] or line["small"]


def test_what_no_clinician_has_reviewed_says_so() -> None:
    assert "not yet reviewed by a clinician" in review(LIBRARY)

"""The tables of the Trial fit page, drawn for every trial and every scenario."""

from itertools import product

import pytest

from netlogic.library import library
from netlogic.patient import Facts, Patient, facts
from netlogic.trial_fit import DOES_NOT_MEET, MEETS, fit, in_order
from pages.parts import fits

LIBRARY = library()
WHO = {id_: LIBRARY.patient(preset.patient) for id_, preset in LIBRARY.presets.items()}
WHO["unknown"] = Patient()
EVERY = [pytest.param(t, p, id=f"{t}: {p}") for t, p in product(in_order(LIBRARY), WHO)]


def known(who: str) -> Facts:
    return facts(WHO[who])


@pytest.mark.parametrize(("trial", "who"), EVERY)
def test_every_part_for_a_room_is_small_and_fills_its_columns(trial: str, who: str) -> None:
    found = fit(trial, known(who), LIBRARY)
    parts = fits.for_a_room(found, known(who), LIBRARY)
    assert next(iter(parts)) == "criteria"
    assert {"extrapolating", "result", "arguments"} <= set(parts)
    for part in parts.values():
        assert 1 <= len(part["rows"]) <= fits.SHORT
        ids = [row["id"] for row in part["rows"]]
        assert len(set(ids)) == len(ids)
        assert all(len(row["cells"]) == len(part["columns"]) for row in part["rows"])
    shown = [row["id"] for id_, part in parts.items() if "criteria" in id_ for row in part["rows"]]
    assert shown == [row["id"] for row in fits.criteria(found, known(who), LIBRARY)]


@pytest.mark.parametrize("who", WHO)
def test_the_list_keeps_its_order_and_marks_the_chosen_trial(who: str) -> None:
    rows = fits.listed(known(who), LIBRARY, "clarinet")
    assert tuple(row["id"] for row in rows) == in_order(LIBRARY)
    assert [row["id"] for row in rows if row["tone"] == "blue"] == ["clarinet"]


@pytest.mark.parametrize("trial", in_order(LIBRARY))
def test_every_criterion_leads_to_a_source_and_says_what_is_not_confirmed(trial: str) -> None:
    rows = fits.criteria(fit(trial, known("unknown"), LIBRARY), known("unknown"), LIBRARY)
    for row in rows:
        cited = [source for line in row["cells"][0] for source in line.get("sources", [])]
        assert cited and all(source["address"] for source in cited), row["id"]
    text = str(rows)
    unsure = [c for c in LIBRARY.trials[trial].criteria if not c.verified]
    assert text.count("not confirmed") == len(unsure)


def test_a_criterion_that_fails_is_marked_and_named_in_the_status() -> None:
    who = facts(LIBRARY.patient({"ki67": 15}))
    found = fit("clarinet", who, LIBRARY)
    rows = {row["id"]: row for row in fits.criteria(found, who, LIBRARY)}
    assert [id_ for id_, row in rows.items() if row["tone"] == "amber"] == ["Ki-67 below 10 %"]
    assert fits.status(found, LIBRARY) == {
        "standing": DOES_NOT_MEET,
        "words": "CLARINET: would not have been enrolled: Ki-67 below 10 %.",
    }
    meaning = fits.meaning(found, LIBRARY)
    assert [row["id"] for row in meaning] == ["Ki-67 below 10 %", "any"]


def test_of_a_patient_inside_a_trial_its_limits_are_told_all_the_same() -> None:
    who = facts(LIBRARY.default_patient())
    found = fit("clarinet", who, LIBRARY)
    assert found.verdict == MEETS
    assert [row["id"] for row in fits.meaning(found, LIBRARY)] == ["inside", "any"]


def test_a_source_about_a_trial_begins_with_its_name() -> None:
    [line, *_] = fits.criteria(
        fit("sunitinib-pancreatic", known("unknown"), LIBRARY), known("unknown"), LIBRARY
    )[0]["cells"][0]
    assert line["sources"][0]["name"] == "SUN 1111 registry"

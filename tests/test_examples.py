"""The pathway says for known patients what was expected of it: readings, archetypes, probes."""

import json
from pathlib import Path
from typing import Any

import pytest

from netlogic.library import library
from netlogic.pathway import Reading, Standing, reading
from netlogic.patient import INPUTS, Patient

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "expectations.json").read_text(encoding="utf-8"))
READINGS = [
    json.loads(line)
    for line in (DATA / "expected_readings.jsonl").read_text(encoding="utf-8").splitlines()
]
RULE_IDS = (DATA / "rule_ids.txt").read_text(encoding="utf-8").split()
DROPPED: dict[str, str] = {}  # rule id: why it is no longer in content/rules
PROBES = [(probe, value) for probe in EXPECTED["probes"] for value in probe["values"]]

Facts = dict[str, Any]


def read(changes: Facts) -> Reading:
    """The reading of the patient who differs so from the published defaults."""
    return reading(Patient.model_validate(EXPECTED["defaults"] | changes), library())


def standings(found: Reading) -> dict[str, str]:
    return {id_: option.standing.words for id_, option in found.options.items()}


def leads(found: Reading) -> list[str]:
    """The tumour options that share the highest standing and balance, from emerging up."""
    lane = [o for id_, o in found.options.items() if library().options[id_].lane == "tumour"]
    best = max((option.standing, option.balance) for option in lane)
    if best[0] < Standing.EMERGING:
        return []
    return sorted(o.id for o in lane if (o.standing, o.balance) == best)


def differences(expected: Facts) -> list[str]:
    """What a reading says otherwise than expected, in words."""
    found = reading(Patient.model_validate(expected["patient"]), library())
    listed = dict.fromkeys(library().options, "not listed here")
    said: Facts = standings(found)
    wanted: Facts = listed | expected["standings"]
    said |= {f"step {step.id}": step.answer for step in found.steps}
    wanted |= {f"step {id_}": answer for id_, answer in expected["answers"].items()}
    said |= dict.fromkeys((f"notice {id_}" for id_ in found.notices), "shown")
    wanted |= dict.fromkeys((f"notice {id_}" for id_ in expected["notices"]), "shown")
    return [
        f"{expected['name']}: {name}: expected {wanted.get(name)}, got {said.get(name)}"
        for name in sorted(said.keys() | wanted.keys())
        if said.get(name, "missing") != wanted.get(name, "missing")
    ]


@pytest.mark.parametrize("part", range(10))
def test_all_expected_readings_are_equal(part: int) -> None:
    wrong = [words for expected in READINGS[part::10] for words in differences(expected)]
    assert not wrong, "\n".join(wrong[:20])


def test_a_different_reading_would_be_noticed() -> None:
    spoilt = READINGS[0] | {"notices": [], "standings": {"ssa": "reasonable"}, "answers": {}}
    assert any("ssa: expected reasonable" in words for words in differences(spoilt))
    assert any("notice teaching-tool" in words for words in differences(spoilt))


def test_every_expected_reading_names_every_input() -> None:
    assert len(READINGS) == 1538
    assert all(sorted(expected["patient"]) == sorted(INPUTS) for expected in READINGS)


def test_no_rule_was_lost_on_the_way() -> None:
    lost = set(RULE_IDS) - set(library().rules) - set(DROPPED)
    assert not lost
    assert not set(DROPPED) & set(library().rules), "a dropped rule is back: take it off the list"


@pytest.mark.parametrize("archetype", EXPECTED["archetypes"], ids=lambda a: a["id"])
def test_an_archetype_reads_as_expected(archetype: Facts) -> None:
    found = read(archetype["patient"])
    assert standings(found) == archetype["standings"]
    assert leads(found) == sorted(archetype["leads"])
    assert set(archetype["notices"]) <= set(found.notices)


@pytest.mark.parametrize(
    ("probe", "at"), PROBES, ids=[f"{p['id']}-{p['vary']}-{at['value']}" for p, at in PROBES]
)
def test_a_probe_at_a_limit_reads_as_expected(probe: Facts, at: Facts) -> None:
    found = read(probe["base"] | {probe["vary"]: at["value"]})
    now = standings(found)
    assert {id_: now[id_] for id_ in at.get("standings", {})} == at.get("standings", {})
    assert set(at.get("notices", ())) <= set(found.notices)
    assert not set(at.get("no_notices", ())) & set(found.notices)


@pytest.mark.parametrize("case", EXPECTED["unknowns"], ids=lambda case: case["id"])
def test_a_case_with_an_unknown_fact_reads_as_expected(case: Facts) -> None:
    found = read(case["patient"])
    now = standings(found)
    assert {id_: now[id_] for id_ in case["standings"]} == case["standings"]
    for id_, wanted in case["depends_on"].items():
        option = found.options[id_]
        assert set(option.depends_on) == set(wanted["facts"]), id_
        assert option.could_be.words == wanted["could_be"], id_

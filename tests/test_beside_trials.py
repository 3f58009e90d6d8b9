"""The tables and plots of the page Side by side, drawn for every scenario."""

import pytest

from netlogic.library import library
from netlogic.patient import Facts, Patient, facts
from netlogic.side_by_side import SideBySide
from pages.parts import beside_trials

LIBRARY = library()
WHO = {id_: LIBRARY.patient(preset.patient) for id_, preset in LIBRARY.presets.items()}
WHO["unknown"] = Patient()
STEPS = ("people", "conduct", "results")
AT_ONCE = 5  # rows that a room reads


def both() -> SideBySide:
    assert LIBRARY.side_by_side is not None
    return LIBRARY.side_by_side


def known(**changes: object) -> Facts:
    return facts(LIBRARY.patient({}).model_copy(update=changes))


@pytest.mark.parametrize("step", STEPS)
def test_every_point_fills_its_columns_and_leads_to_its_sources(step: str) -> None:
    columns = beside_trials.columns(both(), LIBRARY)
    assert [column["title"] for column in columns[1:3]] == ["PROMID", "CLARINET"]
    rows = beside_trials.points(both(), step, LIBRARY, to_a_room=False)
    for row in rows:
        assert len(row["cells"]) == len(columns)
        sources = [source for line in row["cells"][-1] for source in line["sources"]]
        assert sources and all(source["address"] for source in sources), row["id"]


@pytest.mark.parametrize("step", STEPS)
def test_a_room_reads_few_points_at_once(step: str) -> None:
    every = {row["id"] for row in beside_trials.points(both(), step, LIBRARY, to_a_room=False)}
    shown = {row["id"] for row in beside_trials.points(both(), step, LIBRARY, to_a_room=True)}
    assert shown < every
    assert 3 <= len(shown) <= AT_ONCE


def marked(**changes: object) -> set[str]:
    rows = beside_trials.outside(both(), known(**changes), LIBRARY, to_a_room=False)
    return {row["id"] for row in rows if row["tone"]}


@pytest.mark.parametrize(
    ("changes", "id_"),
    [
        ({"primary": "lung-typical"}, "lung"),
        ({"primary": "lung-atypical"}, "lung"),
        ({"primary": "rectum"}, "hindgut"),
        ({"ki67": 10}, "ki67"),
        ({"krenning": 1}, "no-receptors"),
        ({"hepatic_burden": 26}, "large-load"),
        ({"syndrome": "carcinoid"}, "functioning"),
        ({"tempo": "rapid"}, "growing"),
    ],
)
def test_a_patient_outside_is_marked(changes: dict[str, object], id_: str) -> None:
    quiet = {"primary": "small-intestine", "ki67": 2, "krenning": 3, "hepatic_burden": 10}
    quiet |= {"tempo": "stable", "syndrome": "none", "differentiation": "well"}
    assert marked(**quiet) == set()
    assert marked(**(quiet | changes)) == {id_}


@pytest.mark.parametrize(
    ("fact", "at_limit", "id_"), [("ki67", 9.9, "ki67"), ("hepatic_burden", 25, "large-load")]
)
def test_the_limit_itself_falls_inside(fact: str, at_limit: float, id_: str) -> None:
    assert id_ not in marked(**{fact: at_limit})


def test_of_an_unknown_patient_nothing_is_said_to_be_so() -> None:
    rows = beside_trials.outside(both(), facts(Patient()), LIBRARY, to_a_room=False)
    assert {row["cells"][1][0].get("standing") for row in rows} == {"not known"}


@pytest.mark.parametrize("who", WHO)
def test_the_patient_is_held_against_both_trials(who: str) -> None:
    rows = beside_trials.boxes(both(), facts(WHO[who]), LIBRARY)
    assert [row["id"] for row in rows] == ["promid", "clarinet"]
    for row in rows:
        assert row["cells"][1][0]["standing"] in ("meets", "does not meet", "not known")
        assert row["cells"][2], "it says what the trial says then"


@pytest.mark.parametrize("room", [False, True])
def test_each_trial_has_a_panel_with_its_own_endpoint_and_months(room: bool) -> None:
    one, other = beside_trials.plots(both(), LIBRARY, to_a_room=room)
    assert one.endpoint != other.endpoint
    assert one.axis != other.axis and "28 days" in other.axis
    assert one.share != other.share
    for plot in (one, other):
        assert [arm.role for arm in plot.arms] == ["experimental", "control"]
        assert "Synthetic" in plot.badge.title
        assert bool(plot.shown.rows) != room

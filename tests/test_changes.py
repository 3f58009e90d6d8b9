"""The tables of what would change it."""

import pytest

from netlogic.explore import idle, leaders, typical
from netlogic.flips import flips
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import Patient
from pages.parts.changes import Table, tables, to_try

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
PRESETS = {id_: LIBRARY.patient(preset.patient) for id_, preset in LIBRARY.presets.items()}


def drawn(patient: Patient) -> dict[str, Table]:
    found = flips(patient, LIBRARY)
    return {t.id: t for t in tables(found, reading(patient, LIBRARY), LIBRARY)}


def buttons(patient: Patient) -> list[dict[str, str]]:
    return [
        line["button"]
        for table in drawn(patient).values()
        for row in table.rows
        for cell in row["cells"]
        for line in cell
        if line.get("button")
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_button_leads_to_another_patient_with_other_leading_options(preset: str) -> None:
    patient = PRESETS[preset]
    tried = to_try(flips(patient, LIBRARY))
    found = buttons(patient)
    assert [button["id"] for button in found] == list(tried)
    assert len({button["name"] for button in found}) == len(found)
    for other in tried.values():
        assert leaders(reading(other, LIBRARY)) != leaders(reading(patient, LIBRARY))


@pytest.mark.parametrize("preset", PRESETS)
def test_wherever_an_input_is_idle_a_line_says_so(preset: str) -> None:
    patient = PRESETS[preset]
    [row] = [row for row in drawn(patient)["others"].rows if row["id"] == "idle"]
    lines = [line["words"] for line in row["cells"][1]]
    still = idle(typical(patient, LIBRARY), LIBRARY)
    assert len(lines) == len(still)
    for fact, line in zip(still, lines, strict=True):
        assert line.startswith(f"{LIBRARY.inputs[fact].short}: not used here because")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_input_is_told_once(preset: str) -> None:
    found = flips(PRESETS[preset], LIBRARY)
    table = drawn(PRESETS[preset])
    rows = len(table["nearest"].rows)
    others = sum(len(row["cells"][1]) for row in table["others"].rows)
    unknown = len({flip.fact for flip in found.unknown})
    assert rows + others + unknown == len(LIBRARY.inputs)


def test_a_missing_result_stands_first_with_the_test_that_settles_it() -> None:
    found = drawn(PRESETS["receptors-unknown"])
    assert next(iter(found)) == "unknown"
    told = [row["cells"][2][0]["words"] for row in found["unknown"].rows]
    assert "SSTR imaging." in told
    assert found["unknown"].columns[2]["title"] == "Settled by"
    assert "unknown" not in drawn(PRESETS["progressive-midgut"])


def test_results_that_alter_something_only_together_have_a_row_without_a_button() -> None:
    patient = DEFAULT.model_copy(update={"krenning": None, "ki67": None})
    row = drawn(patient)["unknown"].rows[-1]
    assert row["id"] == "together"
    assert "Krenning score" in row["cells"][0][0]["words"]
    assert not any("button" in line for cell in row["cells"] for line in cell)


def test_the_closest_change_of_the_default_patient_is_named_with_what_follows() -> None:
    first = drawn(DEFAULT)["nearest"].rows[0]
    assert first["cells"][0][0]["words"] == "If Ki-67 were 10 to 20 %"
    assert first["cells"][1][0] == {
        "standing": "reasonable",
        "said": "SSA: reasonable",
        "small": "now discuss first",
    }
    assert first["cells"][2][0]["words"] == "4 %, 6 points away"
    assert first["cells"][2][0]["button"]["name"] == "Try it: If Ki-67 were 10 to 20 %"

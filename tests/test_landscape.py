"""What many trials found, side by side: which results, in which order, left by which filter."""

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given

from netlogic import landscape, weighing
from netlogic.landscape import WANTED, Found, Wanted
from netlogic.library import library
from netlogic.patient import Facts, Patient, facts
from netlogic.trial_fit import DOES_NOT_MEET
from pages.parts.figures import forest, forest_words
from pages.parts.topic import landscape_tables
from tests.strategies import partly_unknown

LIBRARY = library()
FAMILIES = LIBRARY.topics["after_progression"].families
EVERY = pytest.mark.parametrize("wanted", WANTED)
# Trials after a first SSA that compared growth with and without a treatment.
RANDOMISED = {"netter-1", "compete", "radiant-3", "radiant-4", "sunitinib-pancreatic", "cabinet"}


def known(**changed: object) -> Facts:
    patient = weighing.after_an_ssa(LIBRARY.default_patient())
    return facts(patient.model_copy(update=changed))


def found(**changed: object) -> tuple[Found, ...]:
    return landscape.found(FAMILIES, known(**changed), LIBRARY)


def names(wanted: Wanted, **changed: object) -> list[str]:
    told = known(**changed)
    return [one.name for one in landscape.shown(found(**changed), wanted, told)]


def test_every_trial_of_a_family_is_told_with_its_own_result_on_growth() -> None:
    told = {one.id for one in found()}
    assert told == {trial for family in FAMILIES for trial in family.trials}
    assert told >= RANDOMISED
    for one in found():
        assert one.growth.verified
        assert one.growth.endpoint == "PFS"
        assert one.growth in LIBRARY.trials[one.id].outcomes


def test_results_stand_by_family_and_never_by_size_of_effect() -> None:
    order = [family for family, _ in groupby(one.family.id for one in found())]
    assert order == [family.id for family in FAMILIES if family.trials]
    ratios = [one.growth.hr.value for one in found() if one.growth.hr]
    assert ratios not in (sorted(ratios), sorted(ratios, reverse=True))


def test_two_cohorts_of_a_trial_stand_apart_with_their_own_sites_and_sizes() -> None:
    pancreas, other = (one for one in found() if one.id == "cabinet")
    assert pancreas.name != other.name
    assert (pancreas.sites, other.sites) == (("pancreas",), ("gi", "thoracic"))
    assert (pancreas.n or 0) + (other.n or 0) == LIBRARY.trials["cabinet"].n
    assert pancreas.other("OS") is not other.other("OS")


def test_the_site_of_the_patient_leaves_only_trials_that_enrolled_it() -> None:
    assert "NETTER-1" in names("site", primary="small-intestine")
    assert "SUN 1111" not in names("site", primary="small-intestine")
    assert "CABINET, pancreatic cohort" in names("site", primary="pancreas")
    assert "NETTER-1" not in names("site", primary="lung-typical")


def test_no_trial_is_left_out_because_something_is_not_known() -> None:
    unknown = facts(Patient())
    every = landscape.found(FAMILIES, unknown, LIBRARY)
    for wanted in WANTED:
        assert landscape.shown(every, wanted, unknown) == every


@given(partly_unknown())
def test_each_filter_leaves_a_part_of_the_one_before(patient: Patient) -> None:
    told = facts(patient)
    every = landscape.found(FAMILIES, told, LIBRARY)
    left = {wanted: landscape.shown(every, wanted, told) for wanted in WANTED}
    assert left["all"] == every
    assert set(map(id, left["open"])) <= set(map(id, left["site"])) <= set(map(id, every))
    assert all(one.fit.verdict != DOES_NOT_MEET for one in left["open"])


def test_another_endpoint_is_told_of_the_same_patients_or_says_of_whom() -> None:
    for one in found():
        for other in filter(None, map(one.other, ("ORR", "OS"))):
            assert other.verified
            same = other.cohort == one.growth.cohort
            assert same or not one.several
            assert one.of_whom(other) == ("" if same else other.cohort)
    [survival] = [one.other("OS") for one in found() if one.id == "netter-r"]
    assert survival and survival.cohort == "all patients"


def test_the_forest_holds_every_ratio_and_names_what_it_cannot_draw() -> None:
    made = landscape_tables.forest(found())
    assert [row.hr for row in made.rows] == [o.growth.hr.value for o in found() if o.growth.hr]
    left_out = landscape_tables.without_ratio(found())
    assert "OCLURANDOM" in left_out
    assert len(made.rows) + len(left_out) == len(found())
    assert all(row.detail and row.group for row in made.rows)


def test_rows_of_a_forest_never_stand_on_each_other_and_headings_stand_between() -> None:
    made = landscape_tables.forest(found())
    for scale in (1.0, 1.5):
        heights = [trace.y[0] for trace in forest.figure(made, scale).data]
        assert all(after - before >= 18 for before, after in pairwise(heights))
    said = [note.text for note in forest.figure(made).layout.annotations]
    assert [s for s in said if s in {f"<b>{f.label}</b>" for f in FAMILIES}] == [
        f"<b>{label}</b>" for label, _ in groupby(row.group for row in made.rows)
    ]


def test_the_comparator_is_told_with_every_row_in_words_and_files() -> None:
    made = landscape_tables.forest(found())
    _, lines = forest_words.rows(made)
    assert all(row.detail in line[0] for row, line in zip(made.rows, lines, strict=True))
    assert all(row.detail in forest_words.csv(made) for row in made.rows)


def test_the_table_says_where_no_figure_was_read_and_leaves_no_cell_of_a_trial_empty() -> None:
    rows = landscape_tables.compared(found(), FAMILIES, LIBRARY)
    of_trials = [row for row in rows if not row["id"].startswith("besides")]
    assert len(of_trials) == len(found())
    for row in of_trials:
        assert len(row["cells"]) == len(landscape_tables.COMPARED)
        assert all(row["cells"]), row["id"]
    cells = {row["id"]: row["cells"] for row in of_trials}
    assert cells["sanet-ep-pfs"][2] == [{"small": landscape_tables.NOT_READ}]


def test_a_family_without_a_trial_is_told_all_the_same() -> None:
    rows = landscape_tables.compared((), FAMILIES, LIBRARY)
    assert [row["id"] for row in rows] == [f"besides-{f.id}" for f in FAMILIES if f.besides]
    assert any("liver" in row["cells"][0][0]["name"].lower() for row in rows)


def test_a_room_reads_the_same_results_in_fewer_columns() -> None:
    told = landscape_tables.brief(found(), LIBRARY)
    whole = landscape_tables.compared(found(), (), LIBRARY)
    assert whole == []
    assert all(len(row["cells"]) == len(landscape_tables.IN_A_ROOM) for row in told)


def test_a_ratio_without_its_interval_says_so() -> None:
    [one] = [one for one in found() if one.id == "axinet"]
    assert one.growth.hr
    bare = replace(one, growth=one.growth.model_copy(update={"hr": one.growth.hr}))
    [row] = landscape_tables.forest([bare]).rows
    assert row.note == ("no interval was read" if one.growth.hr.low is None else "")

"""The figure of a map: what is drawn where, told apart by more than colour, with its table."""

import csv
import io
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from netlogic import map_words
from netlogic.borders import steps
from netlogic.library import library
from netlogic.patient import Patient
from netlogic.regions import decision_map
from pages.parts import map_table
from pages.parts.figures.axis import END, NOT_KNOWN, START, Axis
from pages.parts.figures.ground import looks
from pages.parts.figures.labels import labels
from pages.parts.figures.map import decision_map as figure
from tests.strategies import changed
from tests.test_regions import ANYBODY, AXES, PAIRS

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
MOST = 1600  # places to click


def drawn(patient: Patient, x: str, y: str, *, large: bool = False) -> Any:
    return figure(decision_map(patient, x, y, LIBRARY), patient, LIBRARY, large=large)


def targets(made: Any) -> list[Any]:
    return [trace for trace in made.data if trace.customdata is not None]


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_every_place_to_click_stands_for_the_values_under_it(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = decision_map(patient, *axes, LIBRARY)
    made = targets(figure(found, patient, LIBRARY, large=False))
    x, y = Axis(found.x, found.columns, LIBRARY), Axis(found.y, found.rows, LIBRARY)
    points = [
        (px, py, *data[:2])
        for trace in made
        for px, py, data in zip(trace.x, trace.y, trace.customdata, strict=True)
    ]
    assert 0 < len(points) <= MOST
    assert len({point[2:] for point in points}) == len(points)
    for px, py, a, b in points:
        assert a in steps(found.x, LIBRARY)
        assert b in steps(found.y, LIBRARY)
        assert (px, py) == (x.place(a), y.place(b))
        assert START <= px <= END
        assert START <= py <= END
    for trace in made:
        words = trace.hovertemplate
        assert {found.at(*data[:2]).kind for data in trace.customdata} <= {
            kind for kind in found.kinds if map_words.label(kind, LIBRARY) in words
        }


@pytest.mark.parametrize("axes", PAIRS)
def test_places_to_click_lie_close_together(axes: tuple[str, str]) -> None:
    found = decision_map(DEFAULT, *axes, LIBRARY)
    for n, (fact, bands) in enumerate(((found.x, found.columns), (found.y, found.rows))):
        axis = Axis(fact, bands, LIBRARY)
        if axis.measured:
            known = steps(fact, LIBRARY)
            clicked = {data[n] for t in targets(drawn(DEFAULT, *axes)) for data in t.customdata}
            for one, other in pairwise(sorted(map(known.index, clicked - {None}))):
                apart = axis.place(known[other]) - axis.place(known[one])
                assert other <= one + 2 or apart <= 0.04, (known[one], known[other])


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_kinds_differ_by_pattern_within_a_colour_and_every_region_has_a_label(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = decision_map(patient, *axes, LIBRARY)
    by = looks(found, LIBRARY)
    seen = [(look.hue, look.pattern, look.size) for look in by.values()]
    if len(seen) <= 10:
        assert len(set(seen)) == len(seen)
    assert "/" not in {look.pattern for look in by.values()}
    written = labels(found, patient, LIBRARY, large=False)
    assert {label.kind for label in written} <= set(found.kinds)
    for label in written:
        assert by[label.kind].letter in label.letter
        assert START <= label.x <= END
        assert START <= label.y <= END


def test_uncertain_places_are_hatched_and_certain_ones_are_not() -> None:
    def hatched(patient: Patient) -> list[Any]:
        traces = drawn(patient, "hepatic_burden", "ki67").data
        return [t for t in traces if t.fillpattern.shape == "/"]

    assert len(hatched(changed(DEFAULT, krenning=None))) == 1


def test_the_patient_stands_at_its_values_or_in_the_band_of_not_known() -> None:
    for patient in (DEFAULT, changed(DEFAULT, hepatic_burden=None)):
        dot = drawn(patient, "hepatic_burden", "krenning").data[-1]
        found = decision_map(patient, "hepatic_burden", "krenning", LIBRARY)
        axis = Axis(found.x, found.columns, LIBRARY)
        assert dot.x == (axis.place(patient.hepatic_burden),)
        known = patient.hepatic_burden is not None
        assert (NOT_KNOWN[0] < dot.x[0] < NOT_KNOWN[1]) is not known


def test_nothing_jumps_when_the_patient_moves() -> None:
    one = drawn(DEFAULT, "hepatic_burden", "ki67").layout
    other = drawn(changed(DEFAULT, krenning=1, line="after-ssa"), "hepatic_burden", "ki67").layout
    for axis in ("xaxis", "yaxis"):
        assert one[axis].range == other[axis].range
        assert one[axis].tickvals == other[axis].tickvals
        assert one[axis].fixedrange


def test_in_a_room_no_text_is_smaller_than_18_px() -> None:
    made = drawn(DEFAULT, "ki67", "primary", large=True)
    sizes = [note.font.size for note in made.layout.annotations]
    sizes += [made.layout[a].tickfont.size for a in ("xaxis", "yaxis")]
    sizes += [made.layout[a].title.font.size for a in ("xaxis", "yaxis")]
    assert min(sizes) >= 18


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_table_and_file_say_what_the_map_shows(patient: Patient, axes: tuple[str, str]) -> None:
    found = decision_map(patient, *axes, LIBRARY)
    columns, rows = map_table.view(found, patient, LIBRARY)
    assert all(len(row["cells"]) == len(columns) for row in rows)
    said = str(rows)
    for column in found.cells:
        for cell in column:
            assert map_words.said(cell, LIBRARY) in said
    assert said.count("Patient here") == 1
    lines = list(csv.DictReader(io.StringIO(map_table.file(found, patient, LIBRARY))))
    assert len(lines) == len(found.columns) * len(found.rows)
    [own] = [line for line in lines if line["patient here"] == "yes"]
    here = found.at(getattr(patient, found.x), getattr(patient, found.y))
    assert own["leading options"] == map_words.said(here, LIBRARY)

"""Beside the inputs of the panel: which of them cannot matter for this patient, and why."""

from collections.abc import Mapping
from typing import Any

from netlogic import explore, sentences
from netlogic.content import Library
from netlogic.pathway import reading
from netlogic.patient import Patient
from pages.parts import inputs


def draw(places: Mapping[str, Any], patient: Patient, content: Library) -> None:
    """A line for each idle input, at the end of its part of the panel."""
    read = reading(patient, content)
    found = explore.idle(explore.typical(patient, content), content)
    for place, slot in places.items():
        lines = [
            sentences.idle(fact, *found[fact], read, content)
            for fact in inputs.shown_with(place)
            if fact in found
        ]
        if lines:
            slot.caption("  \n".join(lines))
        else:
            slot.empty()

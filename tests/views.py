"""What the server sends to the Pathway page, made as the page makes it."""

from typing import Any

from netlogic import explore
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import Patient
from pages.parts import inputs
from pages.parts.diagram import moves, view

View = dict[str, Any]
CONTENT = library()
SCALES = ("krenning", "distribution")
HEADLINE = ("hepatic_burden", *SCALES)


def _along(patient: Patient) -> tuple[tuple[explore.Interval, ...], dict[str, view.Along]]:
    alike = explore.typical(patient, CONTENT)
    burden = explore.intervals(alike, "hepatic_burden", CONTENT)
    return burden, {fact: explore.along(alike, fact, CONTENT) for fact in SCALES}


def pathway(patient: Patient, before: Patient | None = None) -> View:
    """The whole view of a patient, with all that is sent ahead."""
    earlier = reading(before, CONTENT) if before else None
    return view.pathway(
        reading(patient, CONTENT), earlier, *_along(patient), CONTENT, present=False
    )


def confirmed(patient: Patient, before: Patient) -> View:
    """The part of the view that answers a move: state and sentence."""
    now, earlier = reading(patient, CONTENT), reading(before, CONTENT)
    return {
        "state": moves.state(now, CONTENT),
        "before": moves.state(earlier, CONTENT),
        "sentence": moves.sentence(now, earlier, *_along(patient), CONTENT),
    }


def strips(patient: Patient) -> dict[str, View]:
    """The strips under the two sliders."""
    burden, scales = _along(patient)
    order = inputs.scale_options("krenning", CONTENT)
    score = "unknown" if patient.krenning is None else str(patient.krenning)
    at = patient.hepatic_burden
    return {
        "strip-burden": view.burden_strip(burden, at, CONTENT, present=False),
        "strip-krenning": view.scale_strip(
            "krenning", order, scales["krenning"], score, CONTENT, present=False
        ),
    }

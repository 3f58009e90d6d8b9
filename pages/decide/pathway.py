"""The pathway of one patient: move burden and receptors, and see what changes and why."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from netlogic import explore
from netlogic.library import library
from netlogic.pathway import reading
from pages.parts import comparison, hints, inputs, strips, tabs
from pages.parts.diagram import component, view
from pages.parts.frame import frame


@st.fragment
def route(idle_places: Mapping[str, Any]) -> None:
    """Headline inputs, picture and cards; a move of a headline input reruns only this."""
    content, present = library(), frame.presenting()
    if not content.readable or not content.steps:
        st.warning("Without the content named above no patient can be read. Start still works.")
        return
    places, patient = inputs.headline(), inputs.patient()
    now = reading(patient, content)
    before, kept = (reading(p, content) if p else None for p in (inputs.before(), inputs.kept()))
    alike = explore.typical(patient, content)
    burden = explore.intervals(alike, "hepatic_burden", content)
    scales = {fact: explore.along(alike, fact, content) for fact in ("krenning", "distribution")}
    strips.draw(places, now, burden, scales, content, present=present)
    seen = view.pathway(now, before, burden, scales, content, kept=kept, present=present)
    component.pathway(seen)
    if not present:
        comparison.draw(kept, now, content)
        tabs.draw(now, before, content)
    hints.draw(idle_places, patient, content)


route(inputs.aside())

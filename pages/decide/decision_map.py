"""The decision map: what leads over two inputs, with the patient on it."""

import streamlit as st

from netlogic.library import library
from netlogic.regions import decision_map
from pages.parts import axes, inputs, mapped
from pages.parts.frame import frame


def draw() -> None:
    """The choice of inputs, the map with its finding, the way over it, and the numbers."""
    content, present = library(), frame.presenting()
    if not content.readable:
        st.warning("Without the content named above no patient can be read. Start still works.")
        return
    x, y = axes.choose(content, present=present)
    patient = inputs.patient()
    found = decision_map(patient, x, y, content)
    mapped.picture(found, patient, content, present=present)
    if not present:
        mapped.numbers(found, patient, content)


inputs.aside(whole=True)
draw()

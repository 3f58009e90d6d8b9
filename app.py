"""NETlogic: the table of contents, the frame, and the patient that all pages share."""

from pathlib import Path

import streamlit as st

from netlogic.library import library
from pages.parts import inputs, scenarios
from pages.parts.frame import frame

HERE = Path(__file__).parent
st.set_page_config(page_icon=str(HERE / "content" / "icon.svg"), layout="wide")

CONTENTS = {
    "Learn": [st.Page("pages/learn/start.py", title="Start", default=True)],
    "Decide": [st.Page("pages/decide/pathway.py", title="Pathway", url_path="pathway")],
}
DRAWS_THE_PATIENT = {"pathway"}  # by url_path; elsewhere the sidebar has all of it

page = st.navigation(CONTENTS, position="hidden")
frame.style()
inputs.begin(page.url_path)
content = library()
with st.container(horizontal=True, key="header"):
    frame.home(CONTENTS["Learn"][0])
    st.title(page.title, width="stretch", anchor=False)
    frame.contents(CONTENTS)
    scenarios.toolbar(headline_in_bar=page.url_path not in DRAWS_THE_PATIENT)
frame.faults(content.faults)
if page.url_path not in DRAWS_THE_PATIENT:
    inputs.aside()
    inputs.patient()
with frame.boundary(page.title):
    page.run()
frame.footer()

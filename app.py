"""NETlogic: the table of contents, the frame, and the patient that pages share."""

from pathlib import Path

import streamlit as st

from netlogic import upkeep
from netlogic.library import library
from pages.parts import inputs, scenarios
from pages.parts.frame import frame

HERE = Path(__file__).parent
st.set_page_config(page_icon=str(HERE / "content" / "icon.svg"), layout="wide")

CONTENTS = {
    "Learn": [
        st.Page("pages/learn/start.py", title="Start", default=True),
        st.Page(
            "pages/learn/observe_or_treat.py", title="Observe or treat", url_path="observe_or_treat"
        ),
        st.Page("pages/learn/receptors.py", title="Receptors", url_path="receptors"),
        st.Page("pages/learn/reading_pfs.py", title="Reading PFS", url_path="reading_pfs"),
        st.Page("pages/learn/pfs_lab.py", title="PFS lab", url_path="pfs_lab"),
        st.Page("pages/learn/promid.py", title="PROMID", url_path="promid"),
        st.Page("pages/learn/clarinet.py", title="CLARINET", url_path="clarinet"),
        st.Page("pages/learn/side_by_side.py", title="Side by side", url_path="side_by_side"),
        st.Page("pages/learn/upfront_prrt.py", title="Up-front PRRT", url_path="upfront_prrt"),
        st.Page(
            "pages/learn/after_progression.py", title="After an SSA", url_path="after_progression"
        ),
    ],
    "Decide": [
        st.Page("pages/decide/pathway.py", title="Pathway", url_path="pathway"),
        st.Page("pages/decide/decision_map.py", title="Decision map", url_path="decision_map"),
        st.Page("pages/decide/trial_fit.py", title="Trial fit", url_path="trial_fit"),
        st.Page("pages/decide/rulebook.py", title="Rulebook", url_path="rulebook"),
    ],
    "About": [
        st.Page("pages/about/sources.py", title="Sources", url_path="sources"),
        st.Page("pages/about/glossary.py", title="Glossary", url_path="glossary"),
    ],
}
# By url_path: the pages that draw the patient's widgets, and those of them with the headline inputs
# above their picture.
SHOWS_THE_PATIENT = {"pathway", "decision_map", "trial_fit"}
SHOWS_HEADLINE = {"pathway"}

page = st.navigation(CONTENTS, position="hidden")
frame.style()
inputs.begin(page.url_path)
with st.container(horizontal=True, key="header"):
    frame.home(CONTENTS["Learn"][0])
    st.title(page.title, width="stretch", anchor=False)
    frame.contents(CONTENTS)
    if page.url_path in SHOWS_THE_PATIENT:
        scenarios.toolbar(whole=page.url_path not in SHOWS_HEADLINE)
    frame.present_button()
frame.faults(library().faults)
frame.overdue(upkeep.overdue(library(), frame.today()))
if page.url_path not in SHOWS_THE_PATIENT:
    inputs.carry()
with frame.boundary(page.title):
    page.run()
frame.footer()

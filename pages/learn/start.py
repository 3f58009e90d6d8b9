"""What NETlogic is, for whom, what it is not, and where to begin."""

import streamlit as st

from pages.parts import text

with st.container(width=680):
    text.page("start")
    st.page_link("pages/decide/pathway.py", label="Open the pathway", icon=":material/timeline:")

"""What NETlogic is, for whom, what it is not, and where to begin."""

import streamlit as st

from pages.parts import text

with st.container(width=760, key="start"):
    text.page("start")
    with st.container(horizontal=True):
        if st.button("Open the pathway", key="lead-open_pathway"):
            st.switch_page("pages/decide/pathway.py", query_params={})
        if st.button("Walk through PROMID", key="open_promid"):
            st.switch_page("pages/learn/promid.py", query_params={})
    text.page("start-more")

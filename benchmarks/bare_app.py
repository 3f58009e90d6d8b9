"""The least a Streamlit app can do with a slider: say its value. The measure for all others."""

import streamlit as st

burden = st.slider("Hepatic tumour burden (%)", 0, 100, 20, key="hepatic_burden")
with st.container(key="said"):
    st.write(f"Burden {burden} %")

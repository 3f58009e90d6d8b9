"""The pictures of the PFS lab: from settings to what is drawn and said. No Streamlit."""

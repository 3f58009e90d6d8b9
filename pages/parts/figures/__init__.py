"""Figures: from values of the logic to Plotly figures. Nothing here knows Streamlit."""

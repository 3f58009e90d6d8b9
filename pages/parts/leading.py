"""What leads for a patient as things are known, in a short table."""

import streamlit as st

from netlogic.content import Library
from netlogic.pathway import reading
from netlogic.patient import Patient
from pages.parts import layout
from pages.parts.tables.component import View, cell, headings, table

COLUMNS = headings(("option", "Leads for this patient", 3), ("standing", "Standing", 2))
NOTHING = "For this patient no option leads as things are known."


def table_of(patient: Patient, content: Library, *, key: str) -> None:
    """The options that lead for a patient, with their standing."""
    read = reading(patient, content)
    rows: list[View] = [
        {
            "id": id_,
            "tone": "",
            "cells": [
                cell({"name": content.options[id_].label}),
                cell({"standing": read.options[id_].standing.words}),
            ],
        }
        for id_ in read.leading
    ]
    if rows:
        table("What leads for this patient", COLUMNS, layout.cut(rows), key=key)
    else:
        st.markdown(NOTHING)

"""What a clinician who reviews the rulebook takes away: a table, a report, the way to the patient.

None of it is printed: the paper has room of its own to mark up.
"""

import streamlit as st

from netlogic import rulebook
from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.rulebook import Row
from pages.parts import rules, text
from pages.parts.frame import frame

HOW = "rulebook-report"  # the prose on what to do about an error


def download(shown: tuple[Row, ...]) -> None:
    """The rules shown as a table for a spreadsheet, made when it is asked for."""
    st.download_button(
        "Download CSV",
        lambda: rulebook.csv_text(shown).encode(),
        "netlogic-rules.csv",
        "text/csv",
        key="rules_csv",
        on_click="ignore",
    )


def for_whom(patient: Patient, content: Library) -> None:
    """Of whom it is said that a rule applies, and the way back to that patient's pathway."""
    with st.container(horizontal=True, key="screen-rulebook-patient"):
        st.caption(
            f"“Applies” is said of the patient in the address: {rules.told(patient, content)}."
        )
        st.page_link("pages/decide/pathway.py", label="Back to the pathway", width="content")


def report(row: Row) -> None:
    """A report on one rule, ready to be copied, and whom it goes to."""
    with st.container(key="screen-report"):
        st.markdown("## Found an error?")
        label = "Copy a report on this rule"
        frame.copy_text(label, "Report", rulebook.report(row), key="copy_report")
        text.page(HOW)


def how_to_report() -> None:
    """What to do about an error, folded away."""
    with st.expander("Found an error? How to report it", key="screen-how-to-report"):
        text.page(HOW)

"""The options of two readings beside each other, as a table. No Streamlit."""

from netlogic.before_after import BeforeAfter, before_after
from netlogic.content import Library
from netlogic.pathway import OptionReading, Reading
from pages.parts.tables.component import View, cell, headings


def columns(then: str) -> list[View]:
    """The option, how it stands for the patient that is carried, and how `then`."""
    return headings(("option", "Option", 3), ("now", "As carried", 2.4), ("then", then, 2.4))


def rows(before: Reading, after: Reading, content: Library) -> list[View]:
    """Every option that counts in either reading; amber where it moves."""
    return [_row(one, content) for one in before_after(before, after, content)]


def _row(one: BeforeAfter, content: Library) -> View:
    return {
        "id": one.option,
        "tone": "amber" if one.changed else "",
        "cells": [
            cell({"name": content.options[one.option].label}),
            cell(standing(one.before)),
            cell(standing(one.after, changed=one.changed)),
        ],
    }


def standing(read: OptionReading, *, changed: bool = False) -> View:
    """A standing with its shape, and what it could be."""
    could = f"could be {read.could_be.words}" if read.could_be != read.standing else ""
    return {"standing": read.standing.words, "small": could or ("changed" if changed else "")}

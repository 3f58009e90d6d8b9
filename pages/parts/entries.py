"""What a book of entries is made of, whatever the entries are about. No Streamlit."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from netlogic.places import Place

View = dict[str, Any]
PLACES = ("about", "face", "inside")  # of an entry, each of lines


def view(
    heading: str,
    status: str,
    entries: Iterable[View],
    sources: Mapping[str, View],
    *,
    printed: str,
    present: bool,
) -> View:
    """What the book draws. Many entries share a line: each stands once, and entries point to it."""
    lines: dict[str, int] = {}
    kept = [
        entry | {part: [_kept(line, lines) for line in entry[part]] for part in PLACES}
        for entry in entries
    ]
    return {
        "heading": heading,
        "status": status,
        "printed": printed,
        "present": present,
        "sources": dict(sources),
        "entries": kept,
        "lines": [json.loads(line) for line in lines],
    }


def _kept(line: View, lines: dict[str, int]) -> int:
    """The number of a line among those kept so far; what is empty in it is left out."""
    said = json.dumps({name: value for name, value in line.items() if value})
    return lines.setdefault(said, len(lines))


def entry(id_: str, title: str, *, own: str = "") -> View:
    """An entry to which its parts are added; `own` is the parameter of its own address."""
    return {
        "id": id_,
        "title": title,
        "own": own,
        "about": [],
        "verdict": None,
        "face": [],
        "inside": [],
        "cites": [],
        "marks": [],
        "open": False,
        "lead": False,
    }


def said(name: str, text: str) -> View:
    """A line: its name in bold, then its words."""
    return {"name": name, "words": text}


def links(name: str, places: Iterable[Place], drops: Iterable[str]) -> View:
    """A line of links to pages of ours; what has no page is told in words."""
    found = list(places)
    told = [place.label for place in found if not place.page]
    shown = [
        {"words": place.label, "page": place.page, "query": dict(place.query)}
        for place in found
        if place.page
    ]
    return said(name, "; ".join(told)) | {"places": shown, "drops": list(drops)}

"""From references and changes of the content to the entries that are drawn. No Streamlit."""

from collections.abc import Sequence
from typing import Any

from netlogic import citations, places, upkeep
from netlogic.citations import NO_ADDRESS, Citation
from netlogic.content import Library
from pages.parts import entries
from pages.parts.entries import links, said
from pages.parts.filters import SOURCES

View = dict[str, Any]
PRINTED = "NETlogic sources: every reference with how much of it was read, and where it is used."


def several(shown: Sequence[Citation], content: Library, *, present: bool, asked: str = "") -> View:
    """The references chosen; `asked` is the id of a reference that somebody wanted in vain."""
    status = f"{len(shown)} of {len(content.references)} references"
    if asked:
        status = f"There is no reference called “{asked}”. {status}"
    found = [_reference(citation, brief=present) for citation in shown]
    return _view("References", status, found, shown, present=present)


def one(citation: Citation, *, present: bool) -> View:
    """A single reference with every place that cites it."""
    entry = _reference(citation, brief=False) | {"open": True, "own": ""}
    status = "one reference, and where it is used"
    return _view(citation.name, status, [entry], [citation], present=present)


def _view(
    heading: str, status: str, found: list[View], of: Sequence[Citation], *, present: bool
) -> View:
    known = {
        name: {"id": name, "name": words, "address": address}
        for citation in of
        for name, (words, address) in _addresses(citation).items()
    }
    return entries.view(heading, status, found, known, printed=PRINTED, present=present)


def _addresses(citation: Citation) -> dict[str, tuple[str, str]]:
    """Every address of a reference under a name of its own."""
    every = (*citation.addresses, *citation.also)
    return {f"{citation.id}/{n}": pair for n, pair in enumerate(every)}


def _reference(citation: Citation, *, brief: bool) -> View:
    addresses = list(_addresses(citation))
    first, further = addresses[: len(citation.addresses)], addresses[len(citation.addresses) :]
    cited = {"words": citation.citation, "sources": first}
    return entries.entry(citation.id, citation.name, own=SOURCES.one) | {
        "about": [{"small": citation.kind}, {"small": citation.id}],
        "face": [
            cited | {"small": "" if first else f"({NO_ADDRESS})"},
            said(f"Read on {citation.read_on}:", citation.seen),
            said("Used in:", citations.counted(citation.places) or "nothing"),
        ],
        "inside": [] if brief else [*_further(further), *_figures(citation), *_used_in(citation)],
        "lead": True,
    }


def _further(names: list[str]) -> list[View]:
    """Other papers that the same entry cites."""
    return [said("With it:", "") | {"sources": names}] if names else []


def _figures(citation: Citation) -> list[View]:
    figures = "; ".join(f"{name}: {value}" for name, value in citation.figures)
    return [said("Figures that sentences quote from it:", figures)] if figures else []


def _used_in(citation: Citation) -> list[View]:
    """The places that cite it, a line for each kind."""
    kinds = dict.fromkeys(place.kind for place in citation.places)
    return [
        links(
            f"{places.family(kind).many.capitalize()}:",
            [place for place in citation.places if place.kind == kind],
            SOURCES.own,
        )
        for kind in kinds
    ]


def changes(content: Library, *, present: bool) -> View:
    """What changed in the content, the newest first."""
    found = [
        entries.entry(f"change-{n}", str(change.day))
        | {
            "face": [
                said("", change.what),
                said("Why:", change.why),
                links("Where:", change.places, SOURCES.own),
            ],
            "lead": True,
        }
        for n, change in enumerate(upkeep.log(content))
    ]
    printed = "NETlogic: what changed in the content, the newest first."
    status = f"{len(found)} changes of the content, the newest first"
    return entries.view("Changes", status, found, {}, printed=printed, present=present)

"""Every reference as it is read aloud, with the places that cite it; filters, and a CSV."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from netlogic import rulebook, words
from netlogic.content import Library
from netlogic.places import FAMILIES, Place, cited_in, family
from netlogic.schema import Reference

NO_ADDRESS = "no public address"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as it is read aloud, with every place that cites it."""

    id: str
    name: str
    kind: str
    citation: str
    addresses: tuple[tuple[str, str], ...]
    seen: str
    read_on: date
    also: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]


# -------------------------------------------------------------------------------------- references
@lru_cache(maxsize=2)
def citations(library: Library) -> tuple[Citation, ...]:
    """Every reference once, by name."""
    found = (_citation(id_, reference, library) for id_, reference in library.references.items())
    return tuple(sorted(found, key=lambda citation: citation.name.casefold()))


def _citation(id_: str, reference: Reference, library: Library) -> Citation:
    return Citation(
        id=id_,
        name=_capital(words.source_name(id_, library)),
        kind=reference.kind,
        citation=reference.citation,
        addresses=reference.addresses,
        seen=reference.seen,
        read_on=reference.read_on,
        also=tuple(_also(said) for said in reference.also),
        figures=tuple((words.spoken(name), said) for name, said in reference.figures.items()),
        places=cited_in(library)[id_],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _also(said: str) -> tuple[str, str]:
    """A further DOI or PMID as (words, address)."""
    if said.startswith("10."):
        return f"DOI {said}", f"https://doi.org/{said}"
    return f"PMID {said}", f"https://pubmed.ncbi.nlm.nih.gov/{said}/"


def counted(places: Collection[Place]) -> str:
    """`34 rules, 1 trial and 2 limits`."""
    kinds = dict.fromkeys(place.kind for place in places)
    return words.joined(
        f"{(n := sum(place.kind == kind for place in places))} "
        f"{family(kind).one if n == 1 else family(kind).many}"
        for kind in kinds
    )


# ----------------------------------------------------------------------------------------- filters
def broad(kind: str) -> str:
    """The kind without its detail: `RCT, subgroups` and `RCT phase II` are both `RCT`."""
    return re.split(r"[,/(]| phase", kind)[0].strip().removesuffix("s")


def slug(text: str) -> str:
    """A text as an id for the address."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


@lru_cache(maxsize=2)
def choices(library: Library) -> Mapping[str, Mapping[str, str]]:
    """For each kind of filter the ids that some reference answers to, with their words."""
    kinds = sorted({broad(c.kind) for c in citations(library)}, key=str.casefold)
    used = dict.fromkeys(place.kind for c in citations(library) for place in c.places)
    order = [*(kind for kind in FAMILIES if kind in used), *(k for k in used if k not in FAMILIES)]
    addresses = {"some": "with a public address", "none": NO_ADDRESS}
    return {
        "kind": {slug(kind): kind for kind in kinds},
        "use": {kind: family(kind).many for kind in order},
        "address": addresses,
    }


def chosen(
    every: Iterable[Citation], wanted: Mapping[str, Sequence[str]], text: Sequence[str] = ()
) -> tuple[Citation, ...]:
    """The references that answer to one of the ids of every filter, and hold every word."""
    sought = [word.casefold() for word in text]
    return tuple(
        c
        for c in every
        if (not wanted.get("kind") or slug(broad(c.kind)) in wanted["kind"])
        and (not wanted.get("use") or {place.kind for place in c.places} & set(wanted["use"]))
        and (not wanted.get("address") or ("some" if c.addresses else "none") in wanted["address"])
        and all(word in _text(c) for word in sought)
    )


def _text(c: Citation) -> str:
    """Everything that a reference says, for a search."""
    addresses = (said for pair in (*c.addresses, *c.also) for said in pair)
    return "\n".join((c.id, c.name, c.kind, c.citation, c.seen, *addresses)).casefold()


# ------------------------------------------------------------------------------------- to take away
COLUMNS = (
    "Reference",
    "Name",
    "Kind",
    "Citation",
    "Addresses",
    "How much was read",
    "Read on",
    "Used in",
    "Places",
)


def csv_text(found: Iterable[Citation]) -> str:
    """The references as a table for a spreadsheet, one a row, after the byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([rulebook.cell(text) for text in _row(citation)] for citation in found)
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _row(c: Citation) -> tuple[str, ...]:
    addresses = "; ".join(address for _, address in (*c.addresses, *c.also)) or NO_ADDRESS
    places = "; ".join(f"{family(p.kind).one} {p.label}" for p in c.places)
    read = (c.seen, str(c.read_on), counted(c.places), places)
    return (c.id, c.name, c.kind, c.citation, addresses, *read)

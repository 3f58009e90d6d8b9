"""What a page shows, as text: prose, labels, tables and figures, each with the place it stands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.parts.entries import PLACES
from tests.test_pages import opened

PROSE = ("markdown", "caption", "header", "subheader", "title", "warning", "info")
NOT_SEEN = ("address-", "place-")  # components that write into the address and draw nothing
LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
DIRECTIVE = re.compile(r":small\[|\]|\*\*|^#+ ", re.MULTILINE)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Said:
    """A text and the place where it stands: a kind of prose, or the key of a table or figure."""

    place: str
    text: str


def plain(text: str) -> str:
    """A text as it is read: without markup and addresses."""
    text = TAG.sub(" ", DIRECTIVE.sub("", LINK.sub(r"\1", text)))
    return re.sub(r"\s+", " ", text).strip()


def elements(app: AppTest) -> Iterator[Any]:
    """Every element of the page, wherever it is."""

    def inside(block: Any) -> Iterator[Any]:
        for child in block.children.values():
            yield child
            if hasattr(child, "children"):
                yield from inside(child)

    return inside(app._tree)


def texts(app: AppTest) -> Iterator[Said]:
    """Everything that is read on the page."""
    for one in elements(app):
        if one.type in PROSE:
            yield from (Said(one.type, plain(line)) for line in str(one.value).split("\n") if line)
        elif one.type == "bidi_component":
            yield from _component(str(one.key), json.loads(one.proto.json))
        elif one.type == "plotly_chart":
            yield from _figure(str(one.key), one.proto)
        else:
            yield from _widget(one)


def _widget(one: Any) -> Iterator[Said]:
    label = getattr(one, "label", "") or getattr(getattr(one, "proto", None), "label", "")
    if label:
        yield Said(one.type, plain(label))
    for option in getattr(one, "options", None) or ():
        yield Said(one.type, plain(str(option)))


def _component(key: str, data: Any) -> Iterator[Said]:
    if "rows" in data:
        yield from _table(key, data)
    elif "entries" in data:
        yield from _book(key, data)
    elif not key.startswith(NOT_SEEN):
        shown = data.get("said", []) + data.get("heads", []) + data.get("foot", [])
        shown += [step["title"] for step in data.get("steps", [])]
        yield from (Said(key, plain(text)) for text in shown if text)


def _table(key: str, data: Any) -> Iterator[Said]:
    status = data["status"] or {}
    heads = [data["label"], status.get("words", ""), *(one["title"] for one in data["columns"])]
    yield from (Said(key, plain(text)) for text in heads if text)
    for row in data["rows"]:
        for line in (line for part in row["cells"] for line in part):
            parts = [line.get(name, "") for name in ("name", "words", "small", "standing", "said")]
            told = " | ".join(part for part in [*parts, *line.get("notes", ())] if part)
            if told:
                yield Said(key, plain(told))
            yield from (Said("source", plain(one["name"])) for one in line.get("sources", ()))


def _book(key: str, data: Any) -> Iterator[Said]:
    """Every line of every entry; many entries share a line, which is read in each of them."""
    heads = (data["heading"], data["status"], data["printed"])
    yield from (Said(key, plain(text)) for text in heads if text)
    yield from (Said("source", plain(one["name"])) for one in data["sources"].values())
    for entry in data["entries"]:
        yield Said(f"{key} {entry['id']}", plain(entry["title"]))
        for n in chain.from_iterable(entry[part] for part in PLACES):
            yield from _line(f"{key} {entry['id']}", data["lines"][n])


def _line(place: str, line: Any) -> Iterator[Said]:
    told = " ".join(line[name] for name in ("name", "words", "small") if name in line)
    if told:
        yield Said(place, plain(told))
    yield from (Said(f"{place} place", plain(one["words"])) for one in line.get("places", ()))


def _figure(key: str, proto: Any) -> Iterator[Said]:
    spec = json.loads(proto.spec)
    yield Said(f"{key} alternative", plain(proto.alt))
    for note in spec["layout"].get("annotations", ()):
        yield Said(f"{key} annotation", plain(note["text"]))
    for name in ("xaxis", "yaxis"):
        title = spec["layout"].get(name, {}).get("title", {}).get("text")
        if title:
            yield Said(f"{key} axis", plain(title))
    for trace in spec["data"]:
        for part in ("text", "hovertext"):
            found = trace.get(part) or ()
            for text in (found,) if isinstance(found, str) else found:
                yield Said(f"{key} {trace.get('name')}", plain(text))


@cache
def page(file: str, **query: str) -> tuple[Said, ...]:
    """What a page of ours shows, opened once for each address."""
    app = opened(file, **query)
    assert not app.exception and not app.error
    return tuple(texts(app))

"""Reads content/ and keeps what is sound when something is not.

`library()` is cached until a file changes. A fault is one sentence: file, field and problem.
"""

import os
import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from netlogic.benches import Bench, misread
from netlogic.checks import checked
from netlogic.cohort_schema import Cohort, RowError, patients
from netlogic.content import Fault, Library
from netlogic.patient import INPUTS
from netlogic.schema import (
    About,
    DerivedFact,
    Disagreement,
    InputFact,
    Notice,
    Option,
    Preset,
    Reference,
    Revision,
    Rule,
    Scale,
    ScopeRemark,
    Step,
    Term,
    Threshold,
    Trial,
)
from netlogic.side_by_side import SideBySide
from netlogic.teaching import Domain, Misconception, Walk
from netlogic.teaching_checks import typed
from netlogic.topics import Topic

CONTENT = Path(__file__).resolve().parent.parent / "content"
M = TypeVar("M", bound=BaseModel)
Table = dict[str, Any]
BRANCHES = {"bool", "int", "float", "str", "Bounds"}  # arms of a union in pydantic's paths
HEAD = re.compile(r"""^[ \t]*\[[ \t]*["']?([a-z0-9-]+)["']?[ \t]*\]""", re.MULTILINE)
LONG_TEXT = re.compile(r"(\"{3}|'{3}).*?\1", re.DOTALL)  # what looks like a head in it is none


class ContentError(Exception):
    """Content that cannot be used; the message is the faults, one a line."""


def library(folder: Path = CONTENT) -> Library:
    """The content, read once and again only after a file changed."""
    return _load(folder, _stamp(folder))


def sound_library(folder: Path = CONTENT) -> Library:
    """The content, or ContentError when anything is wrong with it."""
    found = library(folder)
    if found.faults:
        raise ContentError("\n".join(map(str, found.faults)))
    return found


def recipes(folder: Path = CONTENT) -> dict[str, Cohort]:
    """The cohorts without their patients, for the tool that makes them. Raises ContentError."""
    reader = _Reader(folder)
    found = reader.files("cohorts", Cohort)
    if reader.faults:
        raise ContentError("\n".join(map(str, reader.faults)))
    return found


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every content file. Quick, because every rerun asks for it."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _stamp(Path(entry.path))
            elif entry.name.endswith((".toml", ".csv")):
                state = entry.stat()
                found.append((entry.path, state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))


@lru_cache(maxsize=2)
def _load(folder: Path, _stamp: tuple[tuple[str, int, int], ...]) -> Library:
    return _Reader(folder).read()


@lru_cache(maxsize=512)
def _toml(text: str) -> Table:
    """A file as a table that nobody changes: after an edit all other files are read as before."""
    return tomllib.loads(text)


def _in_words(error: Any) -> tuple[str, str]:
    """Where and what, in the words of this project rather than of pydantic."""
    path = [str(part) for part in error["loc"]]
    where = ".".join(part for part in path if "[" not in part and part not in BRANCHES)
    if error["type"] == "extra_forbidden":
        return ".".join(path[:-1]), f"no field called {path[-1]!r}"
    if error["type"] == "missing":
        return where, "is missing"
    if error["type"] == "too_short" and "min_length" in error["ctx"]:
        return where, f"has fewer sound entries than the {error['ctx']['min_length']} it needs"
    return where, str(error["msg"]).removeprefix("Value error, ")


def lines_of(text: str) -> dict[str, int]:
    """The line on which each entry `[id]` of a file begins, counted from 1."""
    plain = LONG_TEXT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return {h[1]: plain.count("\n", 0, h.start()) + 1 for h in HEAD.finditer(plain)}


def _named(entry: object, field: str) -> str:
    return str(entry.get(field, "")) if isinstance(entry, dict) else ""


class _Reader:
    """One reading of the folder; collects faults as it goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.silenced: set[str] = set()
        self.all_silenced = False

    def fault(self, file: str, where: str, problem: str) -> None:
        self.faults.append(Fault(f"content/{file}", where, problem))

    def text(self, file: str) -> str | None:
        try:
            return (self.folder / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.fault(file, "", "the file is missing")
        except OSError as error:
            self.fault(file, "", f"cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            self.fault(file, "", "is not UTF-8 text")
        return None

    def table(self, file: str) -> Table | None:
        text = self.text(file)
        return None if text is None else self.parsed(text, file)

    def parsed(self, text: str, file: str) -> Table | None:
        try:
            return _toml(text)
        except tomllib.TOMLDecodeError as error:
            self.fault(file, "", str(error))
        return None

    def value(self, model: type[M], content: object, file: str, where: str = "") -> M | None:
        if not isinstance(content, dict):
            self.fault(file, where, "is not a table")
            return None
        try:
            return model.model_validate(content)
        except ValidationError as errors:
            seen = set()
            for error in errors.errors(include_url=False):
                place, problem = _in_words(error)
                path = ": ".join(part for part in (where, place) if part)
                if (path, problem) not in seen:
                    self.fault(file, path, problem)
                    seen.add((path, problem))
            return None

    def family(self, file: str, model: type[M]) -> dict[str, M]:
        """A file whose keys are ids."""
        content = self.table(file) or {}
        found = {id_: self.value(model, entry, file, id_) for id_, entry in content.items()}
        return {id_: entry for id_, entry in found.items() if entry is not None}

    def files(self, folder: str, model: type[M]) -> dict[str, M]:
        """A folder whose files' stems are ids."""
        found: dict[str, M] = {}
        for path in sorted((self.folder / folder).glob("*.toml")):
            file = f"{folder}/{path.name}"
            content = self.table(file)
            entry = self.value(model, content, file) if content is not None else None
            if entry is not None:
                found[path.stem] = entry
        return found

    def read(self) -> Library:
        inputs = self.family("inputs.toml", InputFact)
        derived = self.family("derived.toml", DerivedFact)
        options = dict(
            sorted(self.files("options", Option).items(), key=lambda item: item[1].order)
        )
        for name in inputs.keys() - set(INPUTS):
            self.fault("inputs.toml", name, "the patient has no such fact")
        groups = self.groups()
        rules, step_of_rule, line_of_rule = self.rules()
        found = Library(
            inputs={name: inputs[name] for name in INPUTS if name in inputs},
            derived=derived,
            options=options,
            groups=groups,
            rules=rules,
            step_of_rule=step_of_rule,
            line_of_rule=line_of_rule,
            notices=self.family("notices.toml", Notice),
            steps=self.family("steps.toml", Step),
            thresholds=self.listed("thresholds.toml", Threshold, "fact"),
            disagreements=self.family("disagreements.toml", Disagreement),
            references=self.family("references.toml", Reference),
            trials=self.files("trials", Trial),
            presets=dict(
                sorted(self.files("presets", Preset).items(), key=lambda item: item[1].order)
            ),
            scope=self.family("scope.toml", ScopeRemark),
            walks=self.files("walks", Walk),
            appraisal=self.family("appraisal.toml", Domain),
            misconceptions=self.family("misconceptions.toml", Misconception),
            side_by_side=self.one("side_by_side.toml", SideBySide),
            topics=self.files("topics", Topic),
            benches=self.benches(),
            cohorts=self.cohorts(),
            terms=self.family("terms.toml", Term),
            grading=self.family("grading.toml", Scale),
            about=self.one("about.toml", About),
            changes=self.listed("changes.toml", Revision, "date"),
            faults=tuple(self.faults),
            silenced=frozenset(self.silenced),
        )
        found = checked(replace(found, faults=(*found.faults, *typed(found))))
        return replace(found, silenced=frozenset(found.options)) if self.all_silenced else found

    def benches(self) -> dict[str, Bench]:
        """The simulations whose file and model agree."""
        found = self.files("benches", Bench)
        wrong = {id_: tuple(misread(id_, bench)) for id_, bench in found.items()}
        for id_, faults in wrong.items():
            for where, problem in faults:
                self.fault(f"benches/{id_}.toml", where, problem)
        return {id_: bench for id_, bench in found.items() if not wrong[id_]}

    def cohorts(self) -> dict[str, Cohort]:
        """The synthetic cohorts whose recipe and patients can both be read."""
        recipes = self.files("cohorts", Cohort)
        for path in sorted((self.folder / "cohorts").glob("*.csv")):
            if not path.with_suffix(".toml").exists():
                self.fault(f"cohorts/{path.name}", "", f"there is no {path.stem}.toml beside it")
        found = {id_: self.with_patients(id_, cohort) for id_, cohort in recipes.items()}
        return {id_: cohort for id_, cohort in found.items() if cohort is not None}

    def with_patients(self, id_: str, cohort: Cohort) -> Cohort | None:
        file = f"cohorts/{id_}.csv"
        text = self.text(file)
        try:
            return None if text is None else cohort.with_patients(patients(text))
        except RowError as error:
            self.fault(file, "", str(error))
        return None

    def groups(self) -> dict[str, str]:
        content = self.table("groups.toml") or {}
        for name, words in content.items():
            if not isinstance(words, str) or not words:
                self.fault("groups.toml", name, "is not a text")
        return {name: words for name, words in content.items() if isinstance(words, str)}

    def rules(self) -> tuple[dict[str, Rule], dict[str, str], dict[str, int]]:
        rules: dict[str, Rule] = {}
        step_of_rule: dict[str, str] = {}
        line_of_rule: dict[str, int] = {}
        for path in sorted((self.folder / "rules").glob("*.toml")):
            file = f"rules/{path.name}"
            text = self.text(file)
            content = self.parsed(text, file) if text is not None else None
            if text is None or content is None:
                self.all_silenced = True  # nobody can say which options it spoke about
                continue
            lines = lines_of(text)
            for id_, entry in content.items():
                rule = self.value(Rule, entry, file, id_)
                if id_ in rules:
                    self.fault(file, id_, f"this id stands in rules/{step_of_rule[id_]}.toml too")
                    self.silence(rule.option if rule else None, notice=not rule or not rule.option)
                elif rule is None:
                    about = entry.get("option") if isinstance(entry, dict) else None
                    self.silence(about, notice=isinstance(entry, dict) and "notice" in entry)
                else:
                    rules[id_], step_of_rule[id_] = rule, path.stem
                    line_of_rule |= {id_: lines[id_]} if id_ in lines else {}
        return rules, step_of_rule, line_of_rule

    def silence(self, option: object, *, notice: bool) -> None:
        """Without the rule no standing of this option can be trusted."""
        if isinstance(option, str):
            self.silenced.add(option)
        elif not notice:
            self.all_silenced = True

    def one(self, file: str, model: type[M]) -> M | None:
        """A file that holds a single thing."""
        content = self.table(file)
        return None if content is None else self.value(model, content, file)

    def listed(self, file: str, model: type[M], named_by: str) -> tuple[M, ...]:
        """A file that is a list without ids, under its own name; faults number its entries."""
        content, name = self.table(file), file.removesuffix(".toml")
        if content is None:
            return ()
        for other in content.keys() - {name}:
            self.fault(file, other, f"is not read; each entry stands under [[{name}]]")
        listed = content.get(name)
        if not isinstance(listed, list):
            self.fault(file, name, "is not a list of tables")
            return ()
        entries = (
            self.value(model, entry, file, f"{n}. {_named(entry, named_by)}".strip())
            for n, entry in enumerate(listed, 1)
        )
        return tuple(entry for entry in entries if entry is not None)

"""Whether the content agrees with itself; each fault is said in words, the sound rest is kept."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from netlogic import cohorts
from netlogic.cohort_schema import Cohort
from netlogic.content import Fault, Library
from netlogic.criteria import Bounds, Criteria
from netlogic.evidence import QuoteError, filled
from netlogic.patient import DERIVED, INPUTS, LIMITS_IN, Patient
from netlogic.places import uncited
from netlogic.schema import STANDINGS, InputFact, Preset, Rule, ScopeRemark, Trial, Words
from netlogic.teaching_checks import checked_teaching

M = TypeVar("M", bound=BaseModel)
PROSE = (
    "assumed",
    "because",
    "cautions",
    "description",
    "differs",
    "explanation",
    "fitted",
    "harms",
    "help",
    "limit",
    "meaning",
    "means",
    "not_shown",
    "not_to_be_read",
    "note",
    "point",
    "population",
    "says",
    "text",
    "topic",
    "unlike",
    "what",
    "used",
    "why",
    "why_month",
)
PARTS_WITH_PROSE = (
    "baseline",
    "conduct",
    "conflicts",
    "criteria",
    "definition",
    "harms",
    "outcomes",
    "positions",
    "quality_of_life",
    "readings",
    "subgroups",
)


def checked(library: Library) -> Library:
    """The library without what refers to nothing, with figures in its prose, and its faults."""
    return _Checks(library).run()


class _Checks:
    """One pass over the references; collects faults as it goes."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.faults: list[Fault] = list(library.faults)
        self.silenced: set[str] = set(library.silenced)
        self.all_silenced = False
        self.asked_for: dict[str, int] = {}

    def fault(self, file: str, where: str, problem: str) -> None:
        self.faults.append(Fault(f"content/{file}", where, problem))

    def run(self) -> Library:
        lib = self.library
        self.facts_are_the_patients(lib)
        self.references_exist(lib)
        self.back_matter(lib)
        lib = replace(lib, trials=self.sound_trials(lib))
        lib = replace(lib, cohorts=self.sound_cohorts(lib))
        lib = replace(lib, rules=self.sound_rules(lib), scope=self.sound_scope(lib))
        self.steps(lib)
        lib = self.with_prose(replace(lib, presets=self.sound_presets(lib)))
        lib = replace(lib, faults=tuple(self.faults))
        lib = checked_teaching(lib, self.fault, partial(self.told_in, lib))
        # With a fault elsewhere the entry that cites a source may be the one that was left out.
        for id_ in () if self.faults else uncited(lib):
            self.fault("references.toml", id_, "nothing cites it")
        silenced = set(chain.from_iterable(lib.members(name) for name in self.silenced))
        if self.all_silenced or not lib.readable:
            silenced = set(lib.options)
        return replace(lib, faults=tuple(self.faults), silenced=frozenset(silenced))

    def facts_are_the_patients(self, lib: Library) -> None:
        for file, known, wanted in (
            ("inputs.toml", lib.inputs, INPUTS),
            ("derived.toml", lib.derived, DERIVED),
        ):
            for name in set(known) - set(wanted):
                self.fault(file, name, "the patient has no such fact")
            said = {f.where.split(":")[0] for f in self.faults if f.file == f"content/{file}"}
            for name in sorted(set(wanted) - set(known) - said) if known else ():
                self.fault(file, name, "is missing")
        for name, fact in lib.inputs.items():
            self.criteria(lib, "inputs.toml", f"{name}: needs", fact.needs)
            literal = _literals(name)
            if literal and {value.id for value in fact.values} != literal:
                self.fault(
                    "inputs.toml", f"{name}: values", f"must be {', '.join(sorted(literal))}"
                )

    def references_exist(self, lib: Library) -> None:
        for file, where, names in _sources(lib):
            for name in names:
                if name not in lib.references:
                    self.fault(file, f"{where}sources", f"there is no {name!r} in references.toml")
        for file, where, names in _evidence(lib):
            for name in names:
                if name not in lib.trials:
                    self.fault(file, f"{where}evidence", f"there is no content/trials/{name}.toml")
        for id_, trial in lib.trials.items():
            if trial.extends is not None and trial.extends not in lib.trials:
                words = f"there is no content/trials/{trial.extends}.toml"
                self.fault(f"trials/{id_}.toml", "extends", words)
        for id_, option in lib.options.items():
            for group in option.groups:
                if group not in lib.groups:
                    self.fault(f"options/{id_}.toml", "groups", f"there is no group {group!r}")
                    self.silenced.add(id_)
            if not self.criteria(lib, f"options/{id_}.toml", "available", option.available):
                self.silenced.add(id_)
        known = set(lib.step_of_rule.values())
        for id_, notice in lib.notices.items():
            for name in notice.on:
                if not lib.members(name):
                    self.fault("notices.toml", f"{id_}: on", f"there is no option {name!r}")
            if notice.step not in known:
                self.no_rules("notices.toml", f"{id_}: step", notice.step)
        documented = {(t.fact, number) for t in lib.thresholds for number in t.numbers}
        for name, limits in LIMITS_IN.items() if lib.thresholds else ():
            for fact, number in sorted(limits - documented):
                words = f"the limit {number:g} of {fact}, which {name} uses, is missing"
                self.fault("thresholds.toml", "", words)
        for threshold in lib.thresholds:
            if lib.readable and threshold.fact not in (*lib.inputs, *lib.derived, *lib.options):
                self.fault("thresholds.toml", threshold.fact, "there is no such fact")

    def back_matter(self, lib: Library) -> None:
        """Whether terms, grades and changes name things that are there."""
        for id_, term in lib.terms.items():
            for name, ids, known in (
                ("see", term.see, lib.terms),
                ("facts", term.facts, (*INPUTS, *DERIVED)),
                ("trials", term.trials, lib.trials),
            ):
                self.all_known("terms.toml", f"{id_}: {name}", ids, known)
        for id_, scale in lib.grading.items():
            trials = [score.trial for score in scale.scores]
            self.all_known("grading.toml", f"{id_}: scores", trials, lib.trials)
        for n, change in enumerate(lib.changes, 1):
            for name in ("rules", "trials", "options"):
                where = f"{n}. {change.date}: {name}"
                self.all_known("changes.toml", where, getattr(change, name), getattr(lib, name))

    def all_known(self, file: str, where: str, ids: Iterable[str], known: Container[str]) -> None:
        for id_ in ids:
            if id_ not in known:
                self.fault(file, where, f"there is no {id_!r}")

    def no_rules(self, file: str, where: str, step: str) -> None:
        """Names a file of rules that is not there. One place that asks for it may be a slip; where
        several do the file is lost, and nobody can say which options it spoke about.
        """
        self.fault(file, where, f"there is no rules/{step}.toml")
        self.asked_for[step] = self.asked_for.get(step, 0) + 1
        self.all_silenced |= self.asked_for[step] > 1

    def is_a_slip(self, lib: Library, option: str) -> bool:
        """Whether only rules know the option they name: then they could mean any other. An option
        whose file is broken or gone is still named by notices or steps.
        """
        file = f"content/options/{option}.toml"
        named = {name for notice in lib.notices.values() for name in notice.on}
        named |= {o for step in lib.steps.values() for a in step.answers for o in a.standing}
        return option not in named and not any(fault.file == file for fault in self.faults)

    def sound_rules(self, lib: Library) -> dict[str, Rule]:
        """The rules that speak of existing things; the options of the others are silenced."""
        documented = {(t.fact, number) for t in lib.thresholds for number in t.numbers}
        sound: dict[str, Rule] = {}
        for id_, rule in lib.rules.items():
            file, before = f"rules/{lib.step_of_rule[id_]}.toml", len(self.faults)
            if rule.option is not None and not lib.members(rule.option):
                words = f"there is no content/options/{rule.option}.toml"
                self.fault(file, f"{id_}: option", words)
                self.all_silenced |= self.is_a_slip(lib, rule.option)
            if rule.notice is not None and rule.notice not in lib.notices:
                self.fault(file, f"{id_}: notice", f"there is no {rule.notice!r} in notices.toml")
            self.criteria(lib, file, f"{id_}: when", rule.when)
            if len(self.faults) > before:
                self.silenced |= {rule.option} if rule.option else set()
                continue
            sound[id_] = rule
            if rule.disagreement and rule.disagreement not in lib.disagreements:
                words = f"there is no {rule.disagreement!r} in disagreements.toml"
                self.fault(file, f"{id_}: disagreement", words)
            for fact, condition in rule.when.items():
                for number in condition.numbers if isinstance(condition, Bounds) else ():
                    if (fact, float(number)) not in documented:
                        words = f"the limit {number} is not in thresholds.toml"
                        self.fault(file, f"{id_}: when: {fact}", words)
        return sound

    def criteria(self, lib: Library, file: str, where: str, criteria: Criteria) -> bool:
        """Whether every condition can be met by some value; what cannot is named."""
        before = len(self.faults)
        for fact, condition in criteria.items():
            known = lib.inputs.get(fact) or lib.derived.get(fact)
            if known is None:
                continue  # its own file is at fault, and that has been said
            wanted = condition if isinstance(condition, tuple) else (condition,)
            for value in wanted:
                if fault := _impossible(known, value):
                    self.fault(file, f"{where}: {fact}", fault)
        return len(self.faults) == before

    def sound_scope(self, lib: Library) -> dict[str, ScopeRemark]:
        sound = {}
        for id_, remark in lib.scope.items():
            if remark.unknown is not None and remark.unknown not in INPUTS + DERIVED:
                self.fault("scope.toml", f"{id_}: unknown", f"no fact called {remark.unknown!r}")
            elif self.criteria(lib, "scope.toml", f"{id_}: when", remark.when):
                sound[id_] = remark
        return sound

    def sound_trials(self, lib: Library) -> dict[str, Trial]:
        """The trials; one with an entry criterion that cannot be read is judged by none of them.

        Their limits are the trials' own: no reading of the pathway uses them.
        """
        return {
            id_: trial
            if self.entry_criteria(lib, id_, trial)
            else trial.model_copy(update={"criteria": ()})
            for id_, trial in lib.trials.items()
        }

    def entry_criteria(self, lib: Library, id_: str, trial: Trial) -> bool:
        """Whether every entry criterion of a trial can be met or missed by somebody."""
        sound = True
        for n, criterion in enumerate(trial.criteria):
            for name in ("concerns", "when", "unless"):
                where = f"criteria.{n}: {name}"
                wanted = getattr(criterion, name) or Criteria({})
                sound &= self.criteria(lib, f"trials/{id_}.toml", where, wanted)
        return sound

    def sound_cohorts(self, lib: Library) -> dict[str, Cohort]:
        """The cohorts that give what their trial published."""
        sound: dict[str, Cohort] = {}
        for id_, cohort in lib.cohorts.items():
            if cohort.trial not in lib.trials:
                words = f"there is no content/trials/{cohort.trial}.toml"
                self.fault(f"cohorts/{id_}.toml", "trial", words)
                continue
            found = tuple(cohorts.faults(cohort, lib.trials[cohort.trial]))
            for end, where, problem in found:
                self.fault(f"cohorts/{id_}.{end}", where, problem)
            sound |= {} if found else {id_: cohort}
        return sound

    def steps(self, lib: Library) -> None:
        known = set(lib.step_of_rule.values())
        for id_, step in lib.steps.items():
            for name in step.rules:
                if name not in known:
                    self.no_rules("steps.toml", f"{id_}: rules", name)
            for answer in step.answers:
                where = f"{id_}: {answer.id}"
                self.criteria(lib, "steps.toml", where, answer.when)
                for option, words in answer.standing.items():
                    if option not in lib.options:
                        self.fault("steps.toml", where, f"there is no option {option!r}")
                    for word in words:
                        if word not in STANDINGS:
                            self.fault("steps.toml", where, f"there is no standing {word!r}")
                if answer.applies and answer.applies.step not in known:
                    self.no_rules("steps.toml", where, answer.applies.step)

    def sound_presets(self, lib: Library) -> dict[str, Preset]:
        if not lib.readable:
            return {}
        sound = {}
        for id_, preset in lib.presets.items():
            try:
                lib.patient(preset.patient)
            except ValueError as error:
                self.fault(f"presets/{id_}.toml", "patient", str(error))
            else:
                sound[id_] = preset
        return sound

    def with_prose(self, lib: Library) -> Library:
        def family(file: str, entries: Mapping[str, M]) -> dict[str, M]:
            return {id_: self.told(entry, lib, file, id_) for id_, entry in entries.items()}

        def folder(name: str, entries: Mapping[str, M]) -> dict[str, M]:
            return {i: self.told(e, lib, f"{name}/{i}.toml", "") for i, e in entries.items()}

        rules = {
            id_: self.told(rule, lib, f"rules/{lib.step_of_rule[id_]}.toml", id_)
            for id_, rule in lib.rules.items()
        }
        thresholds = tuple(
            self.told(entry, lib, "thresholds.toml", entry.fact) for entry in lib.thresholds
        )
        return replace(
            lib,
            inputs=family("inputs.toml", lib.inputs),
            options=folder("options", lib.options),
            rules=rules,
            notices=family("notices.toml", lib.notices),
            thresholds=thresholds,
            disagreements=family("disagreements.toml", lib.disagreements),
            trials=folder("trials", lib.trials),
            scope=family("scope.toml", lib.scope),
            cohorts=folder("cohorts", lib.cohorts),
            terms=family("terms.toml", lib.terms),
        )

    def told_in(self, lib: Library, file: str, where: str, text: str) -> str:
        """A text with its figures; a missing one is named in its place."""
        if "{" not in text and "}" not in text:
            return text
        try:
            return filled(text, lib.trials, lib.references)
        except QuoteError as error:
            self.fault(file, where, str(error))
            return text.replace("{", "[figure missing: ").replace("}", "]")

    def told(self, entry: M, lib: Library, file: str, where: str) -> M:
        """The same content with the figures in its prose."""

        def fill(name: str, text: str) -> str:
            return self.told_in(lib, file, f"{where}: {name}" if where else name, text)

        return _with_prose(entry, fill)


def _in_part(fill: Callable[[str, str], str], place: str, name: str, text: str) -> str:
    return fill(f"{place}{name}", text)


def _with_prose(entry: M, fill: Callable[[str, str], str]) -> M:
    changes: dict[str, Any] = {}
    for name in PROSE:
        content = getattr(entry, name, None)
        if isinstance(content, str):
            changes[name] = fill(name, content)
        elif isinstance(content, tuple):
            changes[name] = tuple(fill(name, text) for text in content)
    for name in PARTS_WITH_PROSE:
        parts = getattr(entry, name, None)
        if isinstance(parts, BaseModel):
            changes[name] = _with_prose(parts, partial(_in_part, fill, f"{name}: "))
        elif isinstance(parts, tuple):  # of an option the harms are words
            inside = (partial(_in_part, fill, f"{name}.{n}: ") for n in range(len(parts)))
            changes[name] = tuple(map(_with_prose, parts, inside))
    changed = {name: text for name, text in changes.items() if text != getattr(entry, name)}
    return entry.model_copy(update=changed) if changed else entry


def _literals(name: str) -> set[str]:
    """The values a choice can have in the patient's type; none for numbers and yes-no."""
    annotation = Patient.model_fields[name].annotation
    literal = next((arm for arm in get_args(annotation) if get_args(arm)), annotation)
    return {value for value in get_args(literal) if isinstance(value, str)}


def _impossible(fact: Words, value: object) -> str:
    """Why a fact can never have this value or meet these limits; empty when it can."""
    if fact.kind == "yes-no":
        return "" if isinstance(value, bool) else f"is never {value!r}"
    if fact.kind == "choice":
        return "" if value in {choice.id for choice in fact.values} else f"is never {value!r}"
    low, high = fact.limits if isinstance(fact, InputFact) and fact.limits else (0.0, float("inf"))
    for n in value.numbers if isinstance(value, Bounds) else (value,):
        if isinstance(n, bool) or not isinstance(n, int | float):
            return f"is never {n!r}"
        if not low <= n <= high:
            return f"{n} is outside {low:g} to {high:g}"
    return ""


def _sources(lib: Library) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for file, entries in (
        ("inputs.toml", lib.inputs),
        ("derived.toml", lib.derived),
        ("scope.toml", lib.scope),
        ("terms.toml", lib.terms),
    ):
        for id_, entry in entries.items():
            yield file, f"{id_}: ", entry.sources
    for id_, scale in lib.grading.items():
        scored = chain.from_iterable(score.sources for score in scale.scores)
        yield "grading.toml", f"{id_}: ", tuple(dict.fromkeys((*scale.sources, *scored)))
    for id_, option in lib.options.items():
        yield f"options/{id_}.toml", "", option.sources
    for id_, rule in lib.rules.items():
        yield f"rules/{lib.step_of_rule[id_]}.toml", f"{id_}: ", rule.sources
    for threshold in lib.thresholds:
        yield "thresholds.toml", f"{threshold.fact}: ", threshold.sources
    for id_, point in lib.disagreements.items():
        yield "disagreements.toml", f"{id_}: ", tuple(p.source for p in point.positions if p.source)
    for id_, trial in lib.trials.items():
        yield f"trials/{id_}.toml", "", tuple(dict.fromkeys(_named(trial)))


def _named(entry: BaseModel) -> Iterator[str]:
    """The references that an entry and its parts name."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in ("reference", "source", "sources"):
            yield from (value,) if isinstance(value, str) else value or ()
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _named(part)


def _evidence(lib: Library) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for id_, option in lib.options.items():
        yield f"options/{id_}.toml", "", option.evidence
    for id_, rule in lib.rules.items():
        yield f"rules/{lib.step_of_rule[id_]}.toml", f"{id_}: ", rule.evidence

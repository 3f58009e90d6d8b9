"""Patient and rules in, reading out: answers of the steps, standings of the options, notices.

An argument counts only when its criteria certainly hold. The strongest argument for sets a
standing, limits cap it, avoid and exclude overrule it; favours and disfavours only weigh.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import chain

from netlogic.content import Library, inputs_of, sets_standing
from netlogic.criteria import Criteria, verdict
from netlogic.patient import INPUTS, Facts, Patient, Value, facts, inputs_behind
from netlogic.schema import STANDINGS, Answer, Rule, Step
from netlogic.unknowns import Diagram, Diagrams


class Standing(IntEnum):
    """What the arguments make of an option, worst first."""

    CLOSED = 0
    AVOID = 1
    NOT_LISTED = 2
    EMERGING = 3
    REASONABLE = 4
    DISCUSS_FIRST = 5

    @property
    def words(self) -> str:
        """The words that stand for it everywhere."""
        return WORDS[self]


WORDS = dict(zip(Standing, STANDINGS, strict=True))
SETS = {
    "standard": Standing.DISCUSS_FIRST,
    "option": Standing.REASONABLE,
    "emerging": Standing.EMERGING,
}
CAPS = {
    "option": Standing.REASONABLE,
    "emerging": Standing.EMERGING,
    "nothing": Standing.NOT_LISTED,
}
NOTHING_TUMOUR = "no-tumour-option"  # the one notice that no rule shows: it follows from a reading


@dataclass(frozen=True, slots=True)
class OptionReading:
    """One option for one patient. `arguments` are the rules that certainly apply.

    It depends on an input when two ways to know all that is unknown differ in that input alone and
    give different standings. `behind` are the unknown inputs of whatever is undetermined: they name
    the test also where every value would list an option that unknown facts keep off the list.
    """

    id: str
    standing: Standing
    could_be: Standing
    depends_on: tuple[str, ...]
    behind: tuple[str, ...]
    arguments: tuple[str, ...]
    pros: int
    cons: int

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The inputs to name where the option could still stand better or worse."""
        return self.depends_on or (self.behind if self.could_be != self.standing else ())

    @property
    def balance(self) -> int:
        """Arguments that favour less those that disfavour; orders options of equal standing."""
        return self.pros - self.cons


@dataclass(frozen=True, slots=True)
class StepReading:
    """The patient's answer at one step; `None` is not known, because of the facts in `unknown`.

    `asked` are the facts that decided, in the order they were looked at; `arguments` the rules.
    """

    id: str
    answer: str | None
    asked: tuple[str, ...]
    unknown: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    standing_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the pathway says about one patient."""

    patient: Patient
    facts: Facts
    steps: tuple[StepReading, ...]
    options: Mapping[str, OptionReading]
    notices: tuple[str, ...]
    scope: tuple[str, ...]
    out_of_scope: str | None
    leading: tuple[str, ...]

    @property
    def undetermined(self) -> dict[str, tuple[str, ...]]:
        """Each unknown input that some option depends on, with those options."""
        found: dict[str, list[str]] = {}
        for option in self.options.values():
            for fact in option.depends_on:
                found.setdefault(fact, []).append(option.id)
        return {fact: tuple(found[fact]) for fact in INPUTS if fact in found}


@lru_cache(maxsize=2048)  # a slider that moves to and fro, and a room that looks at one patient
def reading(patient: Patient, library: Library) -> Reading:
    """The whole reading of a patient."""
    known = facts(patient)
    verdicts = {id_: verdict(tests, known) for id_, tests in library.tests.items()}
    outlook = _Outlook(patient, known, library, verdicts)
    options = {id_: outlook.option(id_) for id_ in library.options if id_ not in library.silenced}
    steps = tuple(
        _step(id_, step, known, options, verdicts, library) for id_, step in library.steps.items()
    )
    leading = _leading(options, library)
    shown = {notice for id_, notice in library.notice_of.items() if verdicts[id_]}
    if patient.differentiation == "well" and not leading and NOTHING_TUMOUR in library.notices:
        shown.add(NOTHING_TUMOUR)
    scope = tuple(
        id_
        for id_, remark in library.scope.items()
        if (known[remark.unknown] is None if remark.unknown else remark.when.verdict(known))
    )
    left = [library.scope[id_].text for id_ in scope if library.scope[id_].leaves]
    return Reading(
        patient=patient,
        facts=known,
        steps=steps,
        options=options,
        notices=tuple(sorted(shown)),
        scope=scope,
        out_of_scope=left[0] if left else None,
        leading=leading,
    )


def _leading(options: Mapping[str, OptionReading], library: Library) -> tuple[str, ...]:
    """Tumour options at reasonable or better, best first: by standing, then balance, then order."""
    found = [
        option
        for id_, option in options.items()
        if library.options[id_].lane == "tumour" and option.standing >= Standing.REASONABLE
    ]
    return tuple(o.id for o in sorted(found, key=rank))


def rank(option: OptionReading) -> tuple[int, int]:
    """Sorts options best first."""
    return (-option.standing, -option.balance)


def standing_of(rules: list[Rule]) -> Standing:
    """The standing that these arguments, all of which apply, give an available option."""
    base, cap = Standing.NOT_LISTED, Standing.DISCUSS_FIRST
    for rule in rules:
        if rule.argues == "for":
            base = max(base, SETS.get(rule.strength or "", Standing.NOT_LISTED))
        else:
            cap = min(cap, _cap(rule))
    return min(base, cap)


def balance_of(rules: Iterable[Rule]) -> int:
    """Arguments that favour less those that disfavour."""
    strengths = [rule.strength for rule in rules]
    return strengths.count("favours") - strengths.count("disfavours")


def _cap(rule: Rule) -> Standing:
    if rule.strength == "exclude":
        return Standing.CLOSED
    if rule.strength == "avoid":
        return Standing.AVOID
    return CAPS.get(rule.to or "", Standing.DISCUSS_FIRST)


def standing_now(
    option: str, known: Facts, verdicts: Mapping[str, bool | None], library: Library
) -> Standing:
    """The standing that what is known gives an option: only arguments that certainly apply count.

    `verdicts` holds at least those of the rules about the option that can set a standing.
    """
    if library.options[option].available.verdict(known) is not True:
        return Standing.NOT_LISTED
    return standing_of([library.rules[id_] for id_ in library.deciding[option] if verdicts[id_]])


def prospects(
    patient: Patient, options: Iterable[str], asked_first: tuple[str, ...], library: Library
) -> tuple[Diagrams, Mapping[str, Diagram]]:
    """The standing of each of these options as a diagram over all that is unknown.

    The inputs in `asked_first` stand on top, so that a value of theirs is a branch to follow.
    """
    first = {name: library.telling[name] for name in asked_first}
    known = facts(patient)
    verdicts = {id_: verdict(tests, known) for id_, tests in library.tests.items()}
    outlook = _Outlook(patient, known, library, verdicts, first | dict(library.telling))
    return outlook.diagrams, {id_: outlook.prospect(id_) for id_ in options}


class _Outlook:
    """The standings of one patient, now and as they could become."""

    def __init__(
        self,
        patient: Patient,
        known: Facts,
        library: Library,
        verdicts: Mapping[str, bool | None],
        values: Mapping[str, tuple[Value, ...]] | None = None,
    ) -> None:
        self.known, self.library, self.verdicts = known, library, verdicts
        self.patient, self.values = patient, values or library.telling
        self._diagrams: Diagrams | None = None
        self._of_rule: dict[str, Diagram] = {}

    @property
    def diagrams(self) -> Diagrams:
        if self._diagrams is None:
            self._diagrams = Diagrams(self.patient, self.known, self.values)
        return self._diagrams

    def option(self, id_: str) -> OptionReading:
        rules, about = self.library.rules, self.library.rules_about[id_]
        available = self.library.options[id_].available.verdict(self.known)
        certain = [name for name in about if self.verdicts[name]] if available is not False else []
        standing = standing_now(id_, self.known, self.verdicts, self.library)
        could_be, depends, behind = standing, frozenset[str](), set[str]()
        if available is not False:
            unsure = [n for n in self.library.deciding[id_] if self.verdicts[n] is None]
            if unsure or available is None:
                could_be, depends = self._open(id_, standing, certain, unsure)
                for when in (self.library.options[id_].available, *(rules[n].when for n in unsure)):
                    if when.verdict(self.known) is None:
                        behind |= {name for name in inputs_of(when) if self.known[name] is None}
        strengths = [rules[name].strength for name in certain]
        return OptionReading(
            id=id_,
            standing=standing,
            could_be=could_be,
            depends_on=tuple(fact for fact in INPUTS if fact in depends),
            behind=tuple(fact for fact in INPUTS if fact in behind),
            arguments=tuple(certain),
            pros=strengths.count("favours"),
            cons=strengths.count("disfavours"),
        )

    def _open(
        self, id_: str, standing: Standing, certain: list[str], unsure: list[str]
    ) -> tuple[Standing, frozenset[str]]:
        """The best standing it could have, and the inputs that decide which."""
        whole = self._whole(id_, certain, unsure)
        reached = [Standing(int(value)) for value in self.diagrams.results(whole)]  # type: ignore[call-overload]
        return max(reached), self.diagrams.support(whole) if reached != [standing] else frozenset()

    def prospect(self, id_: str) -> Diagram:
        """The standing of an option by what is unknown."""
        about = self.library.deciding[id_]
        return self._whole(
            id_,
            [name for name in about if self.verdicts[name]],
            [name for name in about if self.verdicts[name] is None],
        )

    def _whole(self, id_: str, certain: list[str], unsure: list[str]) -> Diagram:
        rules, diagrams = self.library.rules, self.diagrams
        base: Diagram = standing_of([r for n in certain if (r := rules[n]).argues == "for"])
        cap: Diagram = min(
            (_cap(r) for n in certain if (r := rules[n]).argues == "against"),
            default=Standing.DISCUSS_FIRST,
        )
        for name in unsure:
            rule, holds = rules[name], self._rule(name, rules[name].when)
            if rule.argues == "for":
                part = diagrams.chosen(holds, SETS[rule.strength or ""], Standing.NOT_LISTED)
                base = diagrams.combined(base, part, max)  # type: ignore[arg-type]
            else:
                part = diagrams.chosen(holds, _cap(rule), Standing.DISCUSS_FIRST)
                cap = diagrams.combined(cap, part, min)  # type: ignore[arg-type]
        whole = diagrams.combined(base, cap, min)  # type: ignore[arg-type]
        available = self._rule(f"{id_}: available", self.library.options[id_].available)
        return diagrams.combined(
            available, whole, lambda here, value: value if here else Standing.NOT_LISTED
        )

    def _rule(self, name: str, when: Criteria) -> Diagram:
        if name not in self._of_rule:
            whole: Diagram = True
            for fact, test in when.tests:
                met = self.diagrams.mapped(self.diagrams.fact(fact), test)  # type: ignore[arg-type]
                whole = self.diagrams.combined(whole, met, lambda a, b: bool(a and b))
            self._of_rule[name] = whole
        return self._of_rule[name]


def _step(
    id_: str,
    step: Step,
    known: Facts,
    options: Mapping[str, OptionReading],
    verdicts: Mapping[str, bool | None],
    library: Library,
) -> StepReading:
    asked: dict[str, None] = {}
    looked_at: dict[str, None] = {}
    for answer in step.answers:
        asked |= dict.fromkeys(answer.when)
        looked_at |= dict.fromkeys(answer.standing)
        holds = _holds(answer, known, options, verdicts, library)
        if holds is False:
            continue
        return StepReading(
            id=id_,
            answer=answer.id if holds else None,
            asked=tuple(answer.when) if answer.when.root else tuple(asked),
            unknown=_unknown(step, answer, known, options, verdicts, library, holds=holds),
            arguments=_applying(answer, verdicts, library),
            standing_of=tuple(looked_at) if answer.always else tuple(answer.standing),
        )
    raise AssertionError(f"{id_}: the last answer has a condition")  # the schema refuses that


def _holds(
    answer: Answer,
    known: Facts,
    options: Mapping[str, OptionReading],
    verdicts: Mapping[str, bool | None],
    library: Library,
) -> bool | None:
    holds = answer.when.verdict(known)
    if holds and answer.standing:
        if not answer.standing.keys() <= options.keys():
            return None  # content about the option is at fault, so nobody can say
        holds = all(options[o].standing.words in words for o, words in answer.standing.items())
        if not holds and any(_movable(o, known, verdicts, library) for o in answer.standing):
            return None
    if holds and answer.applies:
        return bool(_applying(answer, verdicts, library))
    return holds


def _movable(
    option: str, known: Facts, verdicts: Mapping[str, bool | None], library: Library
) -> bool:
    """Whether availability or an argument that sets a standing is still undetermined."""
    return library.options[option].available.verdict(known) is None or any(
        verdicts[name] is None and sets_standing(library.rules[name])
        for name in library.rules_about[option]
    )


def _applying(
    answer: Answer, verdicts: Mapping[str, bool | None], library: Library
) -> tuple[str, ...]:
    return tuple(id_ for id_ in arguments_of(answer, library) if verdicts[id_])


def arguments_of(answer: Answer, library: Library) -> tuple[str, ...]:
    """The arguments that an answer asks for: those of one file of rules and some strengths."""
    if answer.applies is None:
        return ()
    return tuple(
        chain.from_iterable(
            library.rules_with.get((answer.applies.step, strength), ())
            for strength in answer.applies.strength
        )
    )


def _unknown(
    step: Step,
    answer: Answer,
    known: Facts,
    options: Mapping[str, OptionReading],
    verdicts: Mapping[str, bool | None],
    library: Library,
    *,
    holds: bool | None,
) -> tuple[str, ...]:
    """The inputs behind a missing answer, or behind "none known" of arguments not yet ruled out."""
    found: set[str] = set()
    if holds is None:
        for fact in answer.when.unknown(known):
            found |= {name for name in inputs_behind(fact) if known[name] is None}
        for option in answer.standing:
            found |= set(options[option].behind) if option in options else set()
    elif answer.always:
        for other in step.answers:
            for id_ in arguments_of(other, library):
                if verdicts[id_] is None:
                    found |= inputs_of(library.rules[id_].when)
        found = {name for name in found if known[name] is None}
    return tuple(name for name in INPUTS if name in found)

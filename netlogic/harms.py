"""What speaks against each option because of organs, fitness and earlier treatment.

Such an argument stands in content/rules/comorbidity.toml, whose subject it is, or asks for a fact
of the group "fitness and organs" of content/inputs.toml, wherever it stands.
"""

from dataclasses import dataclass
from functools import lru_cache

from netlogic.content import Library, inputs_of
from netlogic.pathway import Reading, Standing, rank
from netlogic.patient import INPUTS

FILE = "comorbidity"
GROUP = "fitness and organs"


@dataclass(frozen=True, slots=True)
class Harm:
    """What this patient's organs, fitness and earlier treatment say about one option.

    `applies` are the arguments against that hold, the gravest first; `undetermined` those that
    unknown inputs leave open, each time the inputs and the arguments; `notices` the cautions on its
    card that come from the same facts.
    """

    option: str
    applies: tuple[str, ...]
    undetermined: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    notices: tuple[str, ...]


def comorbidities(library: Library) -> tuple[str, ...]:
    """The inputs that describe fitness and organs."""
    return tuple(name for name in INPUTS if library.inputs[name].group == GROUP)


@lru_cache(maxsize=4)
def concerned(library: Library) -> frozenset[str]:
    """The rules, against an option or with a notice, that speak of fitness and organs."""
    asked = set(comorbidities(library))
    return frozenset(
        id_
        for id_, rule in library.rules.items()
        if rule.argues != "for"
        and (library.step_of_rule[id_] == FILE or asked & inputs_of(rule.when))
    )


def harms(read: Reading, library: Library) -> tuple[Harm, ...]:
    """Every tumour option that exists for a patient, best first, then those listed for symptoms."""
    found = [
        option
        for id_, option in read.options.items()
        if library.options[id_].available.verdict(read.facts) is not False
        and (
            library.options[id_].lane == "tumour"
            or (
                library.options[id_].lane == "symptom"
                and max(option.standing, option.could_be) >= Standing.EMERGING
            )
        )
    ]
    found.sort(key=lambda option: (library.options[option.id].lane != "tumour", rank(option)))
    return tuple(_harm(option.id, read, library) for option in found)


def _harm(option: str, read: Reading, library: Library) -> Harm:
    order = ["exclude", "avoid", "limits", "disfavours"]
    about = [id_ for id_ in library.rules_about[option] if id_ in concerned(library)]
    about.sort(key=lambda id_: order.index(library.rules[id_].strength or ""))
    verdicts = {id_: library.rules[id_].when.verdict(read.facts) for id_ in about}
    waiting: dict[tuple[str, ...], tuple[str, ...]] = {}
    for id_ in about:
        if verdicts[id_] is None:
            behind = inputs_of(library.rules[id_].when)
            unknown = tuple(n for n in INPUTS if n in behind and read.facts[n] is None)
            waiting[unknown] = (*waiting.get(unknown, ()), id_)
    showing = {
        notice
        for id_, notice in library.notice_of.items()
        if id_ in concerned(library) and library.rules[id_].when.verdict(read.facts)
    }
    return Harm(
        option=option,
        applies=tuple(id_ for id_ in about if verdicts[id_]),
        undetermined=tuple(waiting.items()),
        notices=tuple(
            id_
            for id_ in read.notices
            if id_ in showing
            and any(option in library.members(name) for name in library.notices[id_].on)
        ),
    )

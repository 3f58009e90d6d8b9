"""Whether a page about no single trial agrees with the rest of the content."""

from collections.abc import Iterator

from netlogic.content import Library
from netlogic.presence import Say, at_fault, exist
from netlogic.schema import FactValues
from netlogic.topics import NAMES, Topic


def checked_topic(lib: Library, say: Say, file: str, topic: Topic) -> None:
    """Says what the page names and is not there, and which of its patients cannot be."""
    _passages(lib, say, file, topic)
    for evidence in topic.evidence:
        exist(lib, say, file, f"evidence: {evidence.id}: trials", evidence.trials)
    for family in topic.families:
        exist(lib, say, file, f"families: {family.id}: trials", family.trials)
        _options(lib, say, file, f"families: {family.id}: options", family.options)
    for turn in topic.turns:
        _options(lib, say, file, f"turns: {turn.id}: option", (turn.option,))
    for where, facts in _patients(topic) if lib.readable else ():  # else inputs.toml is at fault
        try:
            lib.patient(facts)
        except ValueError as error:
            say(file, where, str(error))


def _passages(lib: Library, say: Say, file: str, topic: Topic) -> None:
    bodies = [body.id for body in topic.bodies]
    for step in topic.steps:
        where = f"steps: {step.id}: of"
        for passage in step.passages:
            exist(lib, say, file, f"steps: {step.id}: trials", passage.trials)
            family = NAMES.get(passage.kind, "") if passage.kind else ""
            of = passage.of or ""
            if family in ("cohorts", "trials"):
                exist(lib, say, file, f"{where}: {family.removesuffix('s')}", (of,))
            elif family == "bodies":
                if of not in bodies:
                    say(file, where, f"there is no body {of!r} on this page")
            elif family == "benches":
                if of not in lib.benches and not at_fault(lib, f"benches/{of}."):
                    say(file, where, f"there is no content/benches/{of}.toml")
            elif family and of not in getattr(lib, family):
                say(file, where, f"there is no {of!r} in {family}.toml")


def _options(lib: Library, say: Say, file: str, where: str, ids: tuple[str, ...]) -> None:
    for id_ in ids:
        if id_ not in lib.options and not at_fault(lib, f"options/{id_}."):
            say(file, where, f"there is no content/options/{id_}.toml")


def _patients(topic: Topic) -> Iterator[tuple[str, FactValues]]:
    """Everybody who is supposed on the page, with the place where they stand."""
    for case in topic.cases:
        yield f"cases: {case.id}: patient", case.patient
    for body in topic.bodies:
        for pattern in body.patterns:
            yield f"bodies: {body.id}: {pattern.id}: supposes", pattern.supposes
    for weight in topic.weights:
        for one in weight.suppositions:
            yield f"weights: {weight.id}: {one.id}: facts", one.facts
    for turn in topic.turns:
        yield f"turns: {turn.id}: facts", turn.facts

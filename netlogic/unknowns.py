"""What unknown facts could still change, exactly, by multi-valued decision diagrams.

An option's standing is a function of the unknown inputs. Written as a diagram in which every node
asks one input and equal parts are shared, the best standing it can reach and the inputs it depends
on can be read off without trying all combinations (with no fact known, more than 10^30).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from netlogic.patient import Facts, Patient, Value, inputs_behind

Result = Hashable


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Asks the input of rank `rank`; one branch for each of its values."""

    rank: int
    branches: tuple["Diagram", ...]


Diagram = Node | Result
Combine = Callable[[Result, Result], Result]


class Diagrams:
    """Diagrams over the unknown inputs of one patient, in a fixed order of inputs."""

    def __init__(
        self, patient: Patient, facts: Facts, values: Mapping[str, tuple[Value, ...]]
    ) -> None:
        self.patient, self.facts, self.values = patient, facts, values
        self.inputs = tuple(name for name in values if facts[name] is None)
        self.rank = {name: n for n, name in enumerate(self.inputs)}
        self._nodes: dict[tuple[int, tuple[int, ...]], Node] = {}
        self._of_fact: dict[str, Diagram] = {}

    def node(self, rank: int, branches: tuple[Diagram, ...]) -> Diagram:
        """A node, shared with equal ones; none where all branches are the same."""
        first = branches[0]
        if all(branch is first for branch in branches[1:]):
            return first
        key = (rank, tuple(map(id, branches)))
        return self._nodes.setdefault(key, Node(rank, branches))

    def fact(self, name: str) -> Diagram:
        """The value of a fact, asked or derived, as far as it is not known."""
        if name not in self._of_fact:
            self._of_fact[name] = self._fact(name)
        return self._of_fact[name]

    def _fact(self, name: str) -> Diagram:
        value = self.facts[name]
        if value is not None:
            return _shared(value)
        if name in self.rank:
            return self.node(self.rank[name], tuple(_shared(v) for v in self.values[name]))
        behind = sorted(inputs_behind(name) & self.rank.keys(), key=self.rank.__getitem__)
        return self._derived(name, self.patient, behind)

    def _derived(self, name: str, patient: Patient, unknown: list[str]) -> Diagram:
        value = getattr(patient, name)
        if value is not None:
            return _shared(value)
        asked, rest = unknown[0], unknown[1:]
        return self.node(
            self.rank[asked],
            tuple(
                self._derived(name, patient.model_copy(update={asked: v}), rest)
                for v in self.values[asked]
            ),
        )

    def mapped(self, diagram: Diagram, change: Callable[[Result], Result]) -> Diagram:
        """The diagram with every result changed."""
        done: dict[int, Diagram] = {}

        def walk(part: Diagram) -> Diagram:
            if not isinstance(part, Node):
                return _shared(change(part))
            if id(part) not in done:
                done[id(part)] = self.node(part.rank, tuple(map(walk, part.branches)))
            return done[id(part)]

        return walk(diagram)

    def chosen(self, holds: Diagram, yes: Result, no: Result) -> Diagram:
        """One result where a condition holds, another where it does not."""
        return self.mapped(holds, lambda met: yes if met else no)

    def combined(self, one: Diagram, other: Diagram, combine: Combine) -> Diagram:
        """Two diagrams as one; `combine` says what two results make."""
        done: dict[tuple[int, int], Diagram] = {}

        def walk(a: Diagram, b: Diagram) -> Diagram:
            a_rank = a.rank if isinstance(a, Node) else LAST
            b_rank = b.rank if isinstance(b, Node) else LAST
            if a_rank == b_rank == LAST:
                return _shared(combine(a, b))
            key = (id(a), id(b))
            if key not in done:
                rank = min(a_rank, b_rank)
                lefts = a.branches if a_rank == rank else None  # type: ignore[union-attr]
                rights = b.branches if b_rank == rank else None  # type: ignore[union-attr]
                done[key] = self.node(
                    rank,
                    tuple(
                        walk(lefts[n] if lefts else a, rights[n] if rights else b)
                        for n in range(len(self.values[self.inputs[rank]]))
                    ),
                )
            return done[key]

        return walk(one, other)

    def support(self, diagram: Diagram) -> frozenset[str]:
        """The inputs whose value matters somewhere."""
        return frozenset(self.inputs[n.rank] for n in _parts(diagram) if isinstance(n, Node))

    def results(self, diagram: Diagram) -> frozenset[Result]:
        """Every result that some values reach."""
        return frozenset(part for part in _parts(diagram) if not isinstance(part, Node))


LAST = 1_000_000
_results: dict[Result, Result] = {}


def _shared(result: Result) -> Result:
    """One object for equal results of one type, so that diagrams can be compared by identity."""
    return _results.setdefault((type(result), result), result)


def _parts(diagram: Diagram) -> Iterable[Diagram]:
    seen: dict[int, Diagram] = {}
    open_ = [diagram]
    while open_:
        part = open_.pop()
        if id(part) not in seen:
            seen[id(part)] = part
            open_ += part.branches if isinstance(part, Node) else ()
    return seen.values()

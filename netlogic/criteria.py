"""The small language of conditions: a value, a list of values, or numeric bounds; all must hold.

Pathway rules, availability of options and answers of steps are written in it. There is no "or"
and no "not": "or" is two rules or a derived fact, "not" is the list of the other values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    RootModel,
    StrictFloat,
    StrictInt,
    ValidationError,
    model_validator,
)

from netlogic.patient import DERIVED, INPUTS, Value

Test = Callable[[Value], bool]
Tests = tuple[tuple[str, Test], ...]
Number = StrictInt | StrictFloat
LIMITS = ("above", "at_least", "at_most", "below")


class Bounds(BaseModel):
    """Numeric limits in words, because "over 25" and "25 or more" are easily confused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    above: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    @model_validator(mode="after")
    def _leaves_something(self) -> "Bounds":
        if not self.numbers:
            raise ValueError(f"names no limit; limits are {', '.join(LIMITS)}")
        if self.above is not None and self.at_least is not None:
            raise ValueError("above and at_least exclude each other")
        if self.below is not None and self.at_most is not None:
            raise ValueError("below and at_most exclude each other")
        low = self.above if self.at_least is None else self.at_least
        high = self.below if self.at_most is None else self.at_most
        if low is not None and high is not None:
            both = self.at_least is not None and self.at_most is not None
            if low > high or (low == high and not both):
                raise ValueError(f"nothing lies between {low} and {high}")
        return self

    @property
    def numbers(self) -> tuple[int | float, ...]:
        """The limits that are set."""
        found = (self.above, self.at_least, self.at_most, self.below)
        return tuple(limit for limit in found if limit is not None)

    def hold(self, value: Value) -> bool:
        """Whether a number lies within the limits."""
        number = float(value)
        return not (
            (self.above is not None and number <= self.above)
            or (self.at_least is not None and number < self.at_least)
            or (self.at_most is not None and number > self.at_most)
            or (self.below is not None and number >= self.below)
        )


def _condition(written: object) -> "Value | Bounds | tuple[Value, ...]":
    """A condition as it stands in a file. One slip gives one sentence, so no union of shapes."""
    if isinstance(written, Bounds | bool | int | float | str):
        return written
    if isinstance(written, dict):
        return _bounds(written)
    if isinstance(written, list | tuple):
        if not written:
            raise ValueError("a list needs at least one value")
        for value in written:
            if isinstance(value, bool) or not isinstance(value, int | float | str):
                raise ValueError(f"{value!r} cannot stand in a list of values")
        return tuple(written)
    raise ValueError(f"{written!r} is no condition")


def _bounds(written: dict[str, object]) -> Bounds:
    for word, number in written.items():
        if word not in LIMITS:
            raise ValueError(f"no limit called {word!r}; limits are {', '.join(LIMITS)}")
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError(f"{word}: {number!r} is not a number")
    try:
        return Bounds.model_validate(written)
    except ValidationError as slip:
        raise ValueError(str(slip.errors()[0]["msg"]).removeprefix("Value error, ")) from None


Condition = Annotated[Value | Bounds | tuple[Value, ...], PlainValidator(_condition)]


def _test(condition: Condition) -> Test:
    if isinstance(condition, Bounds):
        return condition.hold
    if isinstance(condition, tuple):
        return frozenset(condition).__contains__
    return lambda value: value == condition


def verdict(tests: Iterable[tuple[str, Test]], facts: Mapping[str, Value | None]) -> bool | None:
    """True when all tests are met, False when one is unmet, None while undetermined."""
    met: bool | None = True
    for fact, test in tests:
        value = facts[fact]
        if value is None:
            met = None
        elif not test(value):
            return False
    return met


class Criteria(RootModel[dict[str, Condition]]):
    """Conditions on facts, by fact; all must hold, and none is a condition that always holds."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, Condition] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _speaks_of_facts(self) -> "Criteria":
        for fact in self.root:
            if fact not in INPUTS and fact not in DERIVED:
                known = ", ".join(INPUTS + DERIVED)
                raise ValueError(f"no fact called {fact!r}; known facts: {known}")
        return self

    @cached_property
    def tests(self) -> Tests:
        """Each fact with the test its value must pass."""
        return tuple((fact, _test(condition)) for fact, condition in self.root.items())

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        return iter(self.root)

    def items(self) -> tuple[tuple[str, Condition], ...]:
        """Each fact with its condition, in the order of the file."""
        return tuple(self.root.items())

    def verdict(self, facts: Mapping[str, Value | None]) -> bool | None:
        """True when all conditions are met, False when one is unmet, None while undetermined."""
        return verdict(self.tests, facts)

    def unmet(self, facts: Mapping[str, Value | None]) -> tuple[str, ...]:
        """The facts that stand in the way, whatever the unknown ones turn out to be."""
        return tuple(f for f, test in self.tests if (v := facts[f]) is not None and not test(v))

    def unknown(self, facts: Mapping[str, Value | None]) -> tuple[str, ...]:
        """The facts of the conditions that are not known."""
        return tuple(fact for fact, _ in self.tests if facts[fact] is None)

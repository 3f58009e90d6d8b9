"""The shape of treatments laid side by side: families with their trials, what they are weighed by,
and what could come next.
"""

from typing import Annotated

from pydantic import Field, model_validator

from netlogic.schema import FactValues, Id, Shape, Text


class Family(Shape):
    """Treatments of one kind, as options of the pathway, and the trials told of them.

    `besides` says what is known from series, and is needed where there is no trial.
    """

    id: Id
    label: Text
    options: tuple[Id, ...] = ()
    trials: tuple[Id, ...] = ()
    besides: str = ""
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _tells_something(self) -> "Family":
        if not self.trials and not self.besides:
            raise ValueError("besides: says what is known where there are no trials")
        if bool(self.besides) != bool(self.sources):
            raise ValueError("sources: go with besides, and only with it")
        return self


class Supposition(Shape):
    """Something supposed of the learner's patient: a name, and the facts that it changes."""

    id: Id
    label: Text
    facts: Annotated[FactValues, Field(min_length=1)]


class Turn(Supposition):
    """A treatment that could come next, an option of the pathway, and what is true after it."""

    option: Id


class Weight(Shape):
    """One thing that options are weighed by, and what may be supposed about it."""

    id: Id
    label: Text
    suppositions: Annotated[tuple[Supposition, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _are_told_apart(self) -> "Weight":
        ids = [one.id for one in self.suppositions]
        if len(set(ids)) != len(ids):
            raise ValueError("suppositions: an id stands there twice")
        return self

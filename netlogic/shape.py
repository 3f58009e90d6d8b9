"""What every shape of content is built from: frozen, no unknown field, plain ids and words."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FactId = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class Shape(BaseModel):
    """What all content has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Shape):
    """When a text was drafted, and by whom and when a clinician reviewed it, if one did."""

    drafted: date
    by: str = ""
    on: date | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> "Review":
        if bool(self.by) != (self.on is not None):
            raise ValueError("a review names both who (by) and when (on)")
        return self

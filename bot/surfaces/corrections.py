"""What a reader says of a document, as JSON: checked here, then an `About`.

A field left out stays as it is; "" says that there is none.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from knowledge import About, periods

_Said = Annotated[str, Field(max_length=300)]


class Correction(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: _Said | None = None
    company: _Said | None = None
    form: _Said | None = None
    period: _Said | None = None
    publisher: _Said | None = None
    published: _Said | None = None
    tier: Annotated[int, Field(ge=1, le=3)] | None = None

    @field_validator("published")
    @classmethod
    def is_a_date(cls, value: str | None) -> str | None:
        if value:
            periods.parse(value)  # its ValueError says what is wrong
        return value

    def about(self) -> About:
        return About(**self.model_dump())

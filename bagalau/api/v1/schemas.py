"""What all answers and requests are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from django.db.models import Model
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit
from bagalau.web.records import url_of

Item = TypeVar("Item")


class Out(BaseModel):
    """Part of an answer."""

    model_config = ConfigDict(use_enum_values=True)


class In(BaseModel):
    """What is sent: a field that is not known is refused, for nobody should believe that it was kept."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


WHEN = r"^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def _when(text: str) -> When:
    """A date as people write it; one that the calendar does not have is refused."""
    return When.parse(text)


def _plain(text: str) -> str:
    """A text without what databases do not take: the sign 0, and halves of signs."""
    if "\0" in text or (not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)):
        raise ValueError(text[:100])
    return text


def _in_sight(moment: datetime) -> datetime:
    """Moments before and after anything that is kept are as good as the nearest that a database can compare."""
    return min(max(moment, EARLIEST), LATEST)


EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
PLAIN = AfterValidator(_plain)
Key = Annotated[int, Field(ge=1, lt=2**63)]
Keys = Annotated[list[Key], Field(max_length=500)]
Words = Annotated[str, StringConstraints(max_length=100), PLAIN]
Line = Annotated[str, StringConstraints(max_length=500), PLAIN]
Text = Annotated[str, StringConstraints(max_length=10_000), PLAIN]
Needed = Annotated[str, StringConstraints(min_length=1, max_length=100_000), PLAIN]
LongText = Annotated[str, StringConstraints(max_length=100_000), PLAIN]
Lines = Annotated[list[Annotated[Line, StringConstraints(min_length=1)]], Field(max_length=500)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")]
Date = Annotated[str, StringConstraints(pattern=WHEN), AfterValidator(_when)]
"""2024-12-31, 2024-12, 2024-Q4 or 2024; as a value a ``When``."""
Day = Annotated[date, Field(ge=date(1, 1, 1))]
Moment = Annotated[AwareDatetime, AfterValidator(_in_sight)]


def spelt(values: type[StrEnum]) -> WithJsonSchema:
    """Describes values where they stand, for the description knows parts by their names and others have this name."""
    return WithJsonSchema({"type": "string", "enum": [value.value for value in values]})


def iso(when: When | None) -> str | None:
    """A date in an answer, with the precision it has."""
    return when.iso if when else None


class UnitRef(Out):
    """A unit, named."""

    id: int
    code: str
    name: str

    @classmethod
    def of(cls, row: Unit) -> UnitRef:
        return cls(id=row.pk, code=row.code, name=row.name)


class PersonRef(Out):
    """A person, named."""

    id: int
    name: str

    @classmethod
    def of(cls, row: Person | None) -> PersonRef | None:
        return cls(id=row.pk, name=row.name) if row else None

    @classmethod
    def all(cls, rows: Iterable[Person]) -> list[PersonRef]:
        return [cls(id=row.pk, name=row.name) for row in rows]


class RecordRef(Out):
    """Another record: its kind, its key and the address of its page."""

    kind: str
    id: int
    title: str
    page: str | None

    @classmethod
    def of(cls, kind: str, pk: int, title: str) -> RecordRef:
        return cls(kind=kind, id=pk, title=title, page=url_of(kind, pk))


class Rows(Out, Generic[Item]):
    """Some rows of a list."""

    items: list[Item]
    next: str | None = Field(description="The address of what comes after, or null at the end.")


class Items(Rows[Item], Generic[Item]):
    """Some rows of a list whose changes can be followed."""

    settled_until: datetime = Field(
        description="What was done up to this moment is in this list. Give it as updated_since the next time."
    )


class Refusal(Out):
    """Why something was refused; all refusals look like this."""

    code: str = Field(description="A short name that stays the same in every language.")
    sentence: str = Field(description="What is wrong and what to do, in the language that was asked for.")
    details: dict[str, str] = Field(description="A sentence for each field or place that is meant.")


class Done(Out):
    """It is done, and there is nothing to show."""

    done: bool = True


class Filters(BaseModel):
    """What can be asked for, under the names that the form above the list of the page has."""

    model_config = ConfigDict(use_attribute_docstrings=True)
    PAGING: ClassVar[frozenset[str]] = frozenset({"cursor", "limit", "sort", "updated_since"})

    def filters(self) -> dict[str, Any]:
        """The filters that are set."""
        chosen = self.model_dump(exclude=set(self.PAGING))
        return {name: value for name, value in chosen.items() if value not in (None, "")}


class Paging(Filters):
    """What every list can be asked for."""

    cursor: Annotated[str, StringConstraints(max_length=2000), PLAIN] | None = None
    """Where to go on: it stands in the address that the page before gave as next."""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    """How many rows at most."""


class Listing(Paging):
    """What a list can be asked for whose changes can be followed."""

    updated_since: Moment | None = None
    """Only what was added or changed, itself or what hangs on it, at this moment or later."""


def version(record: Model) -> str:
    """What tells one state of a record from the next."""
    seen: str = record.seen if hasattr(record, "seen") else ""
    return seen

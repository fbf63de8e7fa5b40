"""What is sent of a project: a field for each that its record has, with what the field may hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from ninja.errors import ValidationError as NotAsDescribed
from pydantic import Field, ValidationError, create_model

from bagalau.api.v1.schemas import Date, In, Lines, LongText
from bagalau.lib.periods import When
from bagalau.projects.models import TABLES
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import shape_of, values

Number = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=8)]
Quarters = Annotated[list[Number | None], Field(max_length=4)]


def _field(hint: Any) -> Any:
    """The type of a field that is sent, from that of the record."""
    options = get_args(hint) or (hint,)
    if get_origin(hint) is tuple:
        inner = get_args(options[0]) or (options[0],)
        if Decimal in inner:
            return Quarters
        return Lines if str in inner else Annotated[list[options[0]], Field(max_length=100)]  # type: ignore[valid-type]
    for kind, sent in ((When, Date | None), (Decimal, Number | None), (bool, bool), (int, int | None)):
        if kind in options:
            return sent
    return LongText


def fields_of(kind: type[r.Row]) -> dict[str, Any]:
    """The fields of a class of rows, none of which must be sent."""
    shape = shape_of(kind)
    return {name: (_field(shape.hints[name]), shape.defaults[name]) for name in values(kind)}


KINDS: dict[str, type[r.Row]] = {table._meta.model_name or "": kind for kind, table in TABLES.items()}
SHAPES: dict[str, type[In]] = {
    word: create_model(f"{kind.__name__}In", __base__=In, **fields_of(kind)) for word, kind in KINDS.items()
}


def told(word: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The fields that were sent of a row, as its table keeps them; refused is what the row does not have."""
    try:
        given = SHAPES[word].model_validate(sent)
    except ValidationError as error:
        found = [{**one, "loc": ("body", "given", "values", *one["loc"])} for one in error.errors()]
        raise NotAsDescribed(found) from error
    return {name: kept(getattr(given, name)) for name in given.model_fields_set}


def kept(value: Any) -> Any:
    """A value as a column keeps it: amounts in lists as text."""
    return [str(one) if isinstance(one, Decimal) else one for one in value] if isinstance(value, list) else value

"""Fields of tables that hold values of ``lib``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.lib.periods import When


class WhenField(models.CharField):  # type: ignore[type-arg]
    """A day, month, quarter or year (``When``), kept as its ISO text: texts of days sort as days do."""

    default_error_messages = {"invalid": _("“%(value)s” is not a date: write 2024-12-31, 2024-12, 2024-Q4 or 2024.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 10, "null": True, "blank": True} | kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for known in ("max_length", "null", "blank"):
            kwargs.pop(known, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_rest: Any) -> When | None:
        return When.parse(value) if value else None

    def to_python(self, value: Any) -> When | None:
        if value in (None, "") or isinstance(value, When):
            return value or None
        try:
            return When.typed(str(value))
        except ValueError as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": str(value)}
            ) from error

    def get_prep_value(self, value: Any) -> str | None:
        when = self.to_python(value)
        return when.iso if when else None

    def run_validators(self, value: Any) -> None:
        super().run_validators(value.iso if isinstance(value, When) else value)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

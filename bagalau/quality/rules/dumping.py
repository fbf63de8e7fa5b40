"""Questionnaires and rating schemes as YAML again; QF-04. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml

from bagalau.quality.rules.questionnaire import Option, Questionnaire
from bagalau.quality.rules.schemes import Scheme


def dumped(value: Questionnaire | Scheme) -> str:
    """The text of a file from which the same is read. What is as usual is left out."""
    return yaml.dump(_plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.SafeDumper):
    """Repeats what stands twice, and writes numbers as they are."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
    kind = "int" if number == number.to_integral_value() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", f"{number.normalize():f}")


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Signs that YAML takes for the end of a line are written as escapes."""
    escaped = any(sign in text for sign in "\x85\u2028\u2029\r")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if escaped else None)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)


def _plain(value: Any) -> Any:
    """A value made of what YAML knows."""
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        shown = {one.name: getattr(value, one.name) for one in fields(value)}
        return {one.name: _plain(shown[one.name]) for one in fields(value) if not _usual(value, one)}
    return value


def _usual(value: Any, one: Field[Any]) -> bool:
    """Whether a field need not be written: it is as it is without being said, or an empty text beside clauses."""
    given = getattr(value, one.name)
    if one.default_factory is not MISSING:
        return bool(given == one.default_factory())
    if one.default is not MISSING:
        return bool(given == one.default)
    return isinstance(value, Option) and one.name == "text" and not given

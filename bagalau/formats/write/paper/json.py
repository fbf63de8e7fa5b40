"""A report as JSON: the same blocks with typed values, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from bagalau.formats.report import Mark, Report, Share
from bagalau.lib.periods import When

FORMAT = "json"
MEDIA_TYPE = "application/json"
NOT_TOLD = {"foot", "wide", "spec", "width", "blocks", "room", "turned", "strong"}


def write(report: Report) -> bytes:
    """The file."""
    told = _fields(report) | {"blocks": [{"block": type(one).__name__.lower()} | _fields(one) for one in report.blocks]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _fields(record: Any) -> dict[str, Any]:
    return {one.name: _plain(getattr(record, one.name)) for one in fields(record) if one.name not in NOT_TOLD}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mark):
        return value.text
    if isinstance(value, Share):
        return {"part": value.part, "whole": value.whole}
    if isinstance(value, When):
        return value.iso
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    return _fields(value) if hasattr(value, "__dataclass_fields__") else value.isoformat()

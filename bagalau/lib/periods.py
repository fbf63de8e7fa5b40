"""Dates with the precision they were given: a day, a month, a quarter or a year.

A period is over after its last day: an action due in 2024-12 becomes overdue on 1 January 2025.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, month, quarter or year, held as its last day and its precision."""

    last_day: date
    precision: Precision = "day"

    @classmethod
    def parse(cls, text: str) -> When:
        """From ISO: ``2024``, ``2024-Q4``, ``2024-12`` or ``2024-12-31``; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?", text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a date: write 2024-12-31, 2024-12, 2024-Q4 or 2024.")
        year, quarter, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if day is not None and month is not None:
            return cls(date(year, month, day))
        if month is not None:
            return cls(end_of_month(year, month), "month")
        if quarter is not None:
            return cls(end_of_month(year, quarter * 3), "quarter")
        return cls(date(year, 12, 31), "year")

    @classmethod
    def typed(cls, text: str) -> When:
        """As somebody types it: also with the day first, ``31.12.2024`` or ``12.2024``."""
        local = re.fullmatch(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})", text.strip())
        return cls.parse("-".join(f"{int(part):02}" for part in reversed(local.groups()) if part) if local else text)

    @property
    def first_day(self) -> date:
        """The day with which it begins."""
        months = {"day": 0, "month": 1, "quarter": 3, "year": 12}[self.precision]
        return months_after(self.last_day.replace(day=1), 1 - months) if months else self.last_day

    @property
    def iso(self) -> str:
        """ISO with this precision; ``When.parse(when.iso) == when``."""
        year, month = self.last_day.year, self.last_day.month
        return {
            "day": self.last_day.isoformat(),
            "month": f"{year:04}-{month:02}",
            "quarter": f"{year:04}-Q{(month + 2) // 3}",
            "year": f"{year:04}",
        }[self.precision]

    def __str__(self) -> str:
        return self.iso

    def is_past(self, today: date) -> bool:
        """Whether its last day lies before today."""
        return self.last_day < today


def end_of_month(year: int, month: int) -> date:
    """The last day of a month; ValueError for a month that does not exist."""
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    return date(year, month, calendar.monthrange(year, month)[1])


def days_after(day: date, days: int) -> date:
    """The day so many days later (earlier if negative), or the last (first) one that the calendar has."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def months_after(day: date, months: int) -> date:
    """The same day some months later (earlier if negative), or that month's last day where it is shorter.

    Where the calendar ends, its last (first) day.
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

"""How outputs, targets, activity results and actions are named in running text."""

from __future__ import annotations

import re

LONGEST_CELL = 20_000  # characters: what a damaged line holds beyond is not read
OUTPUT = re.compile(
    r"\s{0,9}(?:(?:Intended |Expected )?Output|"
    r"Непосредственный\s{1,3}результат)\s{1,3}(?P<number>\d{1,2})\s{0,3}(?:[:.]\s{0,9}|\s{1,9}|$)",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:Target|Целевой\s{1,3}показатель|Цель|Задача)\s{1,3}(?P<number>\d{1,2})\s{0,3}[:.]?\s{1,9}", re.IGNORECASE
)
_RESULT = r"(?:Activity\s{1,9}Result|Результат\s{1,9}деятельности)"
RESULT = re.compile(
    rf"(?:(?<!\d)(?P<number>\d{{1,2}})\s{{0,3}}[.)]?\s{{0,9}}{_RESULT}|{_RESULT}\s{{1,3}}(?P<after>\d{{1,2}}))"
    r"\s{0,3}[:.]?\s{0,9}",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:Action|Действие|Мероприятие)\s{1,3}(?P<number>\d{1,2}(?:\.\d{1,2})?)\s{0,3}[.:)]\s{0,9}", re.IGNORECASE
)
# in a column whose head says what they are
PLAIN_ACTION = re.compile(r"\s{0,9}(?P<number>\d{1,2}\.\d{1,2})[.):]?\s{1,9}(?=\S)")
PLAIN_RESULT = re.compile(
    r"\s{0,9}(?P<number>\d{1,2})(?P<after>)[.):]\s{1,9}(?=\S)"
)  # where a column says what they are

"""The questionnaires and rating schemes that come with Bagalau: files under ``shipped/``, each named after what it
holds, ``project-closure-2018.yaml``. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bagalau.quality.rules import reading
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme

FOLDER = Path(__file__).resolve().parents[1] / "shipped"


@cache
def schemes() -> Mapping[str, Scheme]:
    """All rating schemes by code and version, ``project-qa@1``, sorted."""
    found = (reading.scheme(path.read_bytes()) for path in _files("schemes"))
    return MappingProxyType({f"{one.code}@{one.version}": one for one in found})


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """All questionnaires by code and version, ``project-closure@2018``, sorted."""
    found = (reading.questionnaire(path.read_bytes(), schemes()) for path in _files("questionnaires"))
    return MappingProxyType({f"{one.code}@{one.version}": one for one in found})


@cache
def text(kind: str, name: str) -> str:
    """The file of a questionnaire or scheme ("questionnaires", "schemes") as it is, with its comments."""
    code, version = name.split("@")
    return (FOLDER / kind / f"{code}-{version}.yaml").read_text("utf-8")


def _files(kind: str) -> Iterator[Path]:
    yield from sorted((FOLDER / kind).glob("*.yaml"))

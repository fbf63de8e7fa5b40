"""What a paper lists of an evaluation: team, agencies, documents, findings and lessons."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bagalau.documents.actions import record_provenance
from bagalau.documents.models import Draft
from bagalau.evaluations.actions.content import tag_from_words
from bagalau.evaluations.models import Evaluation, TeamMember
from bagalau.evaluations.paper import LISTED, TEAM, has
from bagalau.evaluations.queries.life import unit_named
from bagalau.lib.titles import match_key
from bagalau.web.records import check


def take_team(evaluation: Evaluation, record: Mapping[str, Any]) -> None:
    """The team has no numbers to be known by: a later copy replaces the list that it states.

    Who has the same name stays who it is, with the entry in the roster and the rating.
    """
    if not has(record, "team"):
        return
    here: dict[str, list[TeamMember]] = {}
    for member in evaluation.team.all():
        here.setdefault(match_key(member.name or member.title), []).append(member)
    for row in record["team"]:
        stated = {name: str(row.get(name) or "") for name in TEAM if name in row}
        rows = here.get(match_key(stated.get("name") or stated.get("title") or ""))
        member = rows.pop(0) if rows else TeamMember(evaluation=evaluation)
        for name, value in stated.items():
            setattr(member, name, value)
        check(member)
        member.save()
    gone = [member.pk for rows in here.values() for member in rows if member.evaluator_id is None]
    evaluation.team.filter(pk__in=gone).delete()


def take_agencies(evaluation: Evaluation, record: Mapping[str, Any]) -> None:
    """The agencies that a paper names beside ours take part; a unit of this system that has the name is that agency."""
    known = {match_key(agency.name) for agency in evaluation.agencies.all()}
    for name in record.get("joint_with") or []:
        if match_key(name) not in known:
            known.add(match_key(name))
            unit = unit_named(name)
            keep(evaluation.agencies, {}, {"name": name[:200], "unit": unit if unit != evaluation.unit else None})


def take_documents(evaluation: Evaluation, record: Mapping[str, Any], *, whole_list: bool) -> None:
    """The listed documents: the page of an evaluation states them all, that of a response only its own."""
    if not has(record, "documents"):
        return
    owned: dict[str, list[Any]] = {}  # the files of the lines with one title, in their order: two may be called alike
    for line in evaluation.listed_documents.select_related("document"):
        owned.setdefault(line.title, []).append(line.document)
    if whole_list:
        evaluation.listed_documents.all().delete()
    for row in record["documents"]:
        stated = {"title": "–"} | {name: row[name] for name in LISTED if has(row, name)}
        if has(stated, "size_kb"):
            stated["size_kb"] = Decimal(str(stated["size_kb"]))
        lines = owned.get(stated["title"])
        if whole_list or not lines:
            keep(evaluation.listed_documents, {}, {"document": lines.pop(0) if lines else None, **stated})
        else:
            lines.pop(0)


def keep(rows: Any, key: Mapping[str, Any], stated: Mapping[str, Any]) -> Any:
    """The row of an owner that has this key, or a new one, brought to what is stated; refused if that does not fit."""
    row = (rows.filter(**key).first() if key else None) or rows.model(**{rows.field.name: rows.instance}, **key)
    for name, value in stated.items():
        setattr(row, name, value)
    check(row)
    row.save()
    return row


def take_numbered(draft: Draft, evaluation: Evaluation, record: Mapping[str, Any]) -> None:
    for name in ("findings", "lessons"):
        for place, row in enumerate(record.get(name) or []):
            kept, _made = getattr(evaluation, name).update_or_create(
                number=row["number"], defaults={"text": row["text"], "tags": row.get("tags") or []}
            )
            tag_from_words(kept, kept.tags)
            path = f"{name}[{place}]"
            record_provenance(draft, kept, {"text": f"{path}.text", "tags": f"{path}.tags"})

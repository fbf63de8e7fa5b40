"""What evaluations tell quality assurance (a module of ``settings.QUALITY_HINTS``): of a project, what its evaluations
found and what of their key actions is open; of an evaluation, what its page says; and the titles of records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import OPEN
from bagalau.documents.queries import documents
from bagalau.evaluations.actions.assessed import take_rating
from bagalau.evaluations.models import Evaluation, Lesson, Recommendation
from bagalau.evaluations.models.content import KINDS, STATEMENTS
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.content_told import told
from bagalau.evaluations.queries.plans import plans
from bagalau.evaluations.queries.responses import responses
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.quality.hints import Hint
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.rules.questionnaire import Rates

MOST = 8
"""How many hints there are for a name."""


def hints(viewer: Viewer, subject: Subject, names: Collection[str]) -> Mapping[str, Sequence[Hint]]:
    """What evaluations hold for these names."""
    known = {Rates.PROJECT: OF_PROJECT, Rates.EVALUATION: OF_EVALUATION}.get(Rates(subject.kind), {})
    if subject.key is None:
        return {}
    found = {name: list(islice(known[name](viewer, subject.key), MOST)) for name in names if name in known}
    return {name: rows for name, rows in found.items() if rows}


def facts(subject: Subject) -> Mapping[str, Sequence[date]]:
    """Evaluations keep no days of what is claimed."""
    return {}


def approved(actor: Viewer, assessment: Assessment) -> None:
    """The rating of an approved assessment counts as that of its evaluation (EL-16)."""
    subject = assessment.subject
    if subject.kind == Rates.EVALUATION and subject.key is not None:
        take_rating(actor, subject.key, assessment)


def _of_project(viewer: Viewer, project: int) -> QuerySet[Evaluation]:
    """The evaluations of a project that the viewer may see."""
    return evaluations(viewer).filter(projects__project=project).order_by("-end_sort", "-pk")


def _evaluated(viewer: Viewer, project: int) -> Iterator[Hint]:
    """Each evaluation, how many recommendations it makes, and how many of its key actions are open."""
    rows = list(_of_project(viewer, project)[:MOST])
    keys = [row.pk for row in rows]
    telling = Evaluation.objects.filter(told(viewer), pk__in=keys).values("pk")
    made = dict(
        Recommendation.objects.filter(evaluation__in=telling)
        .order_by()
        .values_list("evaluation")
        .annotate(number=Count("pk"))
    )
    promised = commitments(viewer).filter(origin_kind="evaluation", origin_id__in=keys).order_by()
    counts = promised.values_list("origin_id").annotate(all=Count("pk"), open=Count("pk", filter=Q(status__in=OPEN)))
    actions = {key: (all_, open_) for key, all_, open_ in counts}
    for row in rows:
        said = {"title": _short(row.title), "stage": row.get_stage_display()}
        yield Hint(_("“%(title)s”: %(stage)s.") % said, row.completed_on, "evaluation", row.pk)
        if row.pk in made:
            all_, open_ = actions.get(row.pk, (0, 0))
            counted = {"recommendations": made[row.pk], "all": all_, "open": open_}
            sentence = _("Recommendations: %(recommendations)s; key actions that are open: %(open)s of %(all)s.")
            yield Hint(sentence % counted, None, "evaluation", row.pk)


def _learned(viewer: Viewer, project: int) -> Iterator[Hint]:
    """The lessons of the evaluations of a project."""
    telling = _of_project(viewer, project).filter(told(viewer)).order_by().values("pk")
    for row in Lesson.objects.filter(evaluation__in=telling).order_by("-evaluation_id", "number")[:MOST]:
        said = {"number": row.number, "text": _short(row.text)}
        yield Hint(
            _("Lesson %(number)s: %(text)s") % said, None, "evaluation", row.evaluation_id, f"lesson-{row.number}"
        )


def _evaluation(viewer: Viewer, pk: int) -> Iterator[Hint]:
    """What the page of an evaluation says of it; of those inside also who does it."""
    row = evaluations(viewer).filter(pk=pk).first()
    if row is None:
        return
    yield Hint(_("Status: %(stage)s.") % {"stage": row.get_stage_display()}, row.completed_on, "evaluation", pk)
    if not viewer.may(VIEW_HISTORY, row):
        return
    members = row.team.count()
    yield Hint(
        _("Members of the team: %(count)s.") % {"count": members}, None, "evaluation", pk, "team", lacks=not members
    )
    for kind, table in STATEMENTS.items():
        count = table._default_manager.filter(evaluation=row).count()
        said = {"kind": str(KINDS[kind]), "count": count}
        yield Hint(_("%(kind)s: %(count)s.") % said, None, "evaluation", pk, f"{kind}s", lacks=not count)
    loose = Recommendation.objects.filter(evaluation=row, findings=None, conclusions=None).count()
    if loose:
        sentence = _("Recommendations that name no finding and no conclusion: %(count)s.") % {"count": loose}
        yield Hint(sentence, None, "evaluation", pk, "recommendations", lacks=True)


def _listed(viewer: Viewer, pk: int) -> Iterator[Hint]:
    """The documents that an evaluation lists, and whether terms of reference and report are among them."""
    row = evaluations(viewer).filter(pk=pk).first()
    if row is None or not viewer.may(VIEW_HISTORY, row):
        return
    listed = list(row.listed_documents.all())
    named = [one.document_id for one in listed if one.document_id]
    seen = set(documents(viewer).filter(pk__in=named).order_by().values_list("pk", flat=True)) if named else set()
    kinds = {one.type for one in listed}
    if "tor" not in kinds:
        yield Hint(_("No terms of reference are listed."), None, "evaluation", pk, "documents", lacks=True)
    if "report" not in kinds:
        yield Hint(_("No report is listed."), None, "evaluation", pk, "documents", lacks=True)
    for one in listed:
        if one.document_id in seen:
            yield Hint(_short(one.title), None, "document", one.document_id)
        elif one.document_id is None:
            yield Hint(_short(one.title), None, "evaluation", pk, "documents")


OF_PROJECT: Mapping[str, Callable[[Viewer, int], Iterator[Hint]]] = {"evaluations": _evaluated, "lessons": _learned}
OF_EVALUATION: Mapping[str, Callable[[Viewer, int], Iterator[Hint]]] = {
    "evaluations": _evaluation,
    "documents": _listed,
}


def _of_recommendations(viewer: Viewer) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(evaluation__in=Evaluation.objects.filter(told(viewer)).order_by().values("pk"))


TITLED: Mapping[str, Callable[[Viewer], QuerySet[Any]]] = {
    "evaluation": evaluations,
    "recommendation": _of_recommendations,
    "managementresponse": responses,
    "evaluationplan": plans,
    "commitment": commitments,
}
CALLED = {
    "recommendation": _l("Recommendation %(title)s"),
    "managementresponse": _l("Management response: %(title)s"),
    "evaluationplan": _l("Evaluation plan %(title)s"),
}
RECORDS = frozenset(TITLED)


def titles(viewer: Viewer, kind: str, keys: Collection[int]) -> Mapping[int, str]:
    """The titles of records of a kind that the viewer may see."""
    words = CALLED.get(kind, "%(title)s")
    return {row.pk: str(words) % {"title": _short(str(row))} for row in TITLED[kind](viewer).filter(pk__in=keys)}


def _short(text: str, most: int = 160) -> str:
    return Truncator(" ".join(text.split())).chars(most)

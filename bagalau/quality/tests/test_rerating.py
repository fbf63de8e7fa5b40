"""Another version of a rating scheme: what it would change, and what it may change."""

from __future__ import annotations

import pytest

from bagalau.lib.problems import Problem
from bagalau.quality.actions.freezing import keep_scheme
from bagalau.quality.actions.rerate import rerate
from bagalau.quality.models import Assessment, Definition
from bagalau.quality.queries.rerating import rerated
from bagalau.quality.rules import shipped
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def stricter(administrator, viewer):
    """The scheme of projects, where a section is Satisfactory from a mean of 2.2 on."""
    text = shipped.text("schemes", "project-qa@1").replace('version: "1"', 'version: "2"')
    return keep_scheme(viewer(administrator), text.replace("least: 2}", "least: 2.2}"), Definition.ADDED)


def test_another_version_changes_what_is_under_way_and_leaves_what_was_approved_ql_06(
    stricter, administrator, officer, make_person, office, viewer
):
    actor, head = viewer(officer), viewer(make_person("head_of_unit", unit=office.country))
    done, open_one = (records.begun(actor, office.country, assessor=officer) for _ in range(2))
    records.approved(actor, head, done)
    records.answered(actor, open_one)
    found = rerated(viewer(administrator), done.questionnaire, stricter.scheme)
    assert {one.assessment.pk: one.may_change for one in found} == {done.pk: False, open_one.pk: True}
    assert found[0].changes == {"water": ("satisfactory", "needs-improvement")}
    with pytest.raises(Problem) as refused:
        rerate(actor, done.questionnaire, stricter)
    assert refused.value.status == 403
    assert rerate(viewer(administrator), done.questionnaire, stricter) == 1
    assert [Assessment.objects.get(pk=one.pk).scheme.version for one in (done, open_one)] == ["1", "2"]
    assert open_one.ratings.get(section="water").computed == "needs-improvement"
    assert done.ratings.get(section="water").computed == "satisfactory"

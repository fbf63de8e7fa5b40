"""Projects on the start page and on the page of a unit: each number and title leads to what it tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bagalau.lib.periods import When
from bagalau.projects.models import Project
from bagalau.projects.rules.life import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def under_way(office):
    """One project that ends soon, one past its end, one elsewhere, and one that is closed."""
    today = timezone.localdate()

    def made(title, unit, days, status=Phase.ACTIVE):
        end = today + timedelta(days=days)
        given: dict[str, Any] = {"status": status, "end": When.parse(str(end)), "ends_on": end}
        return Project.objects.create(title=title, unit=unit, **given)

    return {
        "soon": made("Ends soon", office.presence, 30),
        "past": made("Past its end", office.country, -30),
        "elsewhere": made("Elsewhere", office.neighbour, 900),
        "closed": made("Closed", office.country, -900, Phase.FINANCIALLY_CLOSED),
    }


def test_the_start_page_counts_projects_and_leads_to_as_many(under_way, signed_in, administrator):
    browser = signed_in(administrator)
    answer = browser.get("/")
    page, counted = answer.content.decode(), answer.context["home"].projects
    for name, query, number in (
        ("under_way", "status=under_way", 3),
        ("soon", "ends=soon", 1),
        ("past", "ends=past", 1),
    ):
        assert counted[name].value == number
        assert f'href="/projects/?{query}"' in page
        assert browser.get(f"/projects/?{query}").context["table"].count == number


def test_a_unit_shows_its_projects_under_way_that_of_the_nearest_end_first(under_way, office, signed_in, reader):
    answer = signed_in(reader).get(f"/units/{office.country.pk}/")
    assert list(answer.context["about"].projects) == [under_way["past"], under_way["soon"]]
    assert f'href="/projects/{under_way["soon"].pk}/"' in answer.content.decode()


def test_without_projects_neither_page_speaks_of_them(office, signed_in, reader):
    browser = signed_in(reader)
    assert "status=under_way" not in browser.get("/").content.decode()
    assert "All projects of the unit" not in browser.get(f"/units/{office.country.pk}/").content.decode()

"""The public site: what is counted, followed, listed and told to machines is what everybody may see, and no more."""

from __future__ import annotations

import csv
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse
from lxml import html

from bagalau.documents.models import Document
from bagalau.documents.rules import DocumentType
from bagalau.evaluations.models import ListedDocument, ManagementResponse, RecommendationResponse, TeamMember
from bagalau.evaluations.tests.making import document, evaluation, promise
from bagalau.portal.public import metadata, sitemap, tables
from bagalau.reference.models import Tag

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = "Roads </script><script>alert(1)</script> & \x0b\u202e mills"


@pytest.fixture
def published(office):
    """A published evaluation with a document, a team, an answer and promises, beside one that is internal."""
    of = evaluation(
        office.country,
        "Open review",
        visibility="public",
        stage="completed",
        completed="2024-05",
        type="Final",
        description="What the mills brought.",
        comments="A secret comment",
    )
    promise(of, "Kept", "2024-06", status="completed")
    promise(of, "Late", "2024-07")
    TeamMember.objects.create(evaluation=of, name="Dana Dusk", email="dana@example.org")
    for title, visibility in (("Open report", "public"), ("Shut report", "internal")):
        paper = document(office.country, title, visibility=visibility)
        Document.objects.filter(pk=paper.pk).update(downloads=7)
        ListedDocument.objects.create(evaluation=of, title=title, document=paper)
    for title, kind in (("Kept elsewhere", "report"), ("Shut draft", DocumentType.DRAFT_REPORT)):
        ListedDocument.objects.create(evaluation=of, title=title, type=kind, downloads=5)
    for unit, approval in ((office.country, "published"), (office.neighbour, "draft")):
        response = ManagementResponse.objects.create(evaluation=of, unit=unit, approval=approval)
        RecommendationResponse.objects.create(
            response=response, recommendation=of.recommendations.get(), stance="accepted", text="Yes"
        )
    hidden = evaluation(office.neighbour, "Shut review", stage="completed", completed="2024-05", type="Hidden kind")
    promise(hidden, "Hidden promise", "2024-07")
    return of


def read(content: bytes) -> Any:
    return html.fromstring(content)


def numbers(browser, query=""):
    found = json.loads(b"".join(browser.get(f"/statistics/?format=json{query}")))
    return {(row["table"], row["key"]): row["number"] for row in found}


def test_the_figures_count_what_is_public_and_nothing_else(published, signed_in):
    found = numbers(signed_in())
    told = {key: number for (table, key), number in found.items() if table == "figures"}
    names = ("evaluations", "actions", "actions_completed", "actions_overdue", "responses", "documents", "downloads")
    assert [told[name] for name in names] == [1, 2, 1, 1, 1, 2, 12]
    assert found["recommendations_by_answer", "accepted"] == 1
    assert found["evaluations_by_unit", "CO1"] == 1
    assert found["evaluations_by_year", "2024"] == 1
    assert not {"CO2", "Hidden kind"} & {key for _table, key in found}


def test_the_figures_are_the_same_for_whoever_looks(published, officer, administrator, signed_in):
    assert numbers(signed_in(officer)) == numbers(signed_in()) == numbers(signed_in(administrator))


def test_the_figures_are_narrowed_to_a_unit_and_a_year(published, office, signed_in):
    evaluation(office.presence, "Review in the mountains", visibility="public", stage="completed", completed="2020-02")
    for query, number in (("", 2), (f"&unit={office.presence.pk}", 1), ("&year=2024", 1), ("&year=1999", 0)):
        assert numbers(signed_in(), query)["figures", "evaluations"] == number
    page = signed_in().get("/statistics/").content.decode()
    assert office.country.name in page
    assert office.neighbour.name not in page
    assert "No published evaluation matches" in signed_in().get("/statistics/?year=1999").content.decode()


def test_the_figures_are_new_after_every_action_and_kept_until_then(published, officer, signed_in):
    browser = signed_in(officer)
    assert numbers(browser)["figures", "evaluations"] == 1
    browser.post(reverse("evaluation_publish", args=[published.pk]), {"visibility": "internal"})
    assert numbers(signed_in())["figures", "evaluations"] == 0


def test_the_files_hold_the_figures_and_run_no_formula(published, signed_in):
    published.type = "=1+1"
    published.save()
    answer = signed_in().get("/statistics/?format=csv")
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))
    assert rows[0] == list(tables.NAMES)
    assert ["evaluations_by_type", "'=1+1", "1"] in [row[1:] for row in rows]
    assert signed_in().get("/statistics/?format=exe").status_code == 400


def test_a_long_chart_tells_the_rest_together():
    rows = [(f"Kind {number}", 1) for number in range(20)]
    found = tables.shortened(rows)
    assert len(found) == tables.LONGEST
    assert sum(found.values()) == 20
    assert tables.shortened([("Same", 1), ("Same", 2)]) == {"Same": 3}


def feed(browser: Any, query: str = "") -> Any:
    answer = browser.get(f"/feeds/evaluations.atom{query}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(found):
    return [entry.findtext(f"{ATOM}title") for entry in found.iter(f"{ATOM}entry")]


def test_the_feed_holds_published_evaluations_with_all_that_atom_asks_for(published, signed_in):
    found = feed(signed_in())
    assert titles(found) == ["Open review"]
    entry = found.find(f"{ATOM}entry")
    for part in (found, entry):
        assert all(part.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/evaluations/{published.pk}/"
    assert found.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/feeds/evaluations.atom"


def test_the_feed_follows_a_unit_or_a_term_and_tells_of_no_other(published, office, signed_in):
    other = evaluation(office.presence, "Review in the mountains", visibility="public")
    Tag.objects.create(record_kind="evaluation", record_id=other.pk, list="sdg", version="1", term="5")
    browser = signed_in()
    assert titles(feed(browser, f"?unit={office.presence.pk}")) == ["Review in the mountains"]
    assert titles(feed(browser, f"?unit={office.country.pk}")) == ["Review in the mountains", "Open review"]
    assert titles(feed(browser, "?term=sdg:5")) == ["Review in the mountains"]
    for query in (f"?unit={office.neighbour.pk}", "?unit=x", "?unit=", "?term=sdg:99", "?term=:", "?term=x"):
        assert browser.get(f"/feeds/evaluations.atom{query}").status_code == 404, query


def test_hostile_titles_leave_feed_and_page_whole(published, signed_in):
    published.title = published.description = HOSTILE
    published.save()
    found = feed(signed_in())
    assert "</script>" in titles(found)[0]
    assert "<script>" not in found.findtext(f".//{ATOM}summary")
    page = read(signed_in().get(f"/evaluations/{published.pk}/").content)
    scripts = page.xpath("//script[not(@src)]")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text)["name"] == HOSTILE


def addresses(answer):
    tree = ElementTree.fromstring(b"".join(answer))
    return [found.text for found in tree.iter(f"{MAP}loc")]


def test_the_map_leads_to_everything_public_and_nothing_else(published, signed_in, monkeypatch):
    browser = signed_in()
    monkeypatch.setattr(sitemap, "MOST", 1)
    maps = addresses(browser.get("/sitemap.xml"))
    found = [address for one in maps for address in addresses(browser.get(one))]
    assert len(found) == len(set(found)) == len(sitemap.PAGES) + 1 + 2 + 1  # an evaluation, two promises, a document
    for address in found:
        assert browser.get(address).status_code == 200, address
    for part in ("evaluation-2", "evaluation-0", "draft-1", "page-2", "evaluation-99999999"):
        assert browser.get(f"/sitemap-{part}.xml").status_code == 404


def test_programs_that_gather_pages_are_told_where_the_map_is(signed_in):
    text = signed_in().get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /account/" in text


def test_machines_read_of_an_evaluation_what_its_page_shows(published, signed_in):
    page = read(signed_in().get(f"/evaluations/{published.pk}/").content)
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    url = f"http://testserver/evaluations/{published.pk}/"
    assert (told["@type"], told["url"], told["datePublished"]) == ("Report", url, "2024-05")
    assert [one["name"] for one in told["author"]] == ["Dana Dusk"]
    assert [one["name"] for one in told["associatedMedia"]] == ["Open report"]
    tags = {tag.get("name") or tag.get("property"): tag.get("content") for tag in page.xpath("//meta")}
    assert tags["citation_title"] == tags["DC.title"] == tags["og:title"] == "Open review"
    assert tags["citation_publication_date"] == "2024/05"
    assert page.xpath("//link[@rel='canonical']/@href") == [url]
    assert page.xpath("//link[@rel='alternate'][@hreflang]/@hreflang") == ["x-default", "en", "ru", "kk"]
    assert page.xpath("//input[@id='share-address']/@value") == [url]
    assert page.xpath("//a[starts-with(@href, 'mailto:')]/@href") == [
        f"mailto:?subject=Open%20review&body={url.replace(':', '%3A')}"
    ]
    assert metadata.citation(published, url, ["Dana Dusk"]) in page.text_content()


def test_the_figures_are_a_data_set_for_machines(published, signed_in):
    page = read(signed_in().get("/statistics/").content)
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert told["@type"] == "Dataset"
    for file in told["distribution"]:
        assert signed_in().get(file["contentUrl"]).status_code == 200


def test_nothing_internal_is_told_to_the_public(published, officer, signed_in):
    browser = signed_in()
    of = f"/evaluations/{published.pk}/"
    seen = [browser.get(path).content.decode() for path in ("/", "/statistics/", "/feeds/evaluations.atom", of)]
    hidden = ("dana@example.org", "A secret comment", "Shut", "Hidden", "/journal/", "/drafts/", "/history/")
    for text in seen:
        assert [word for word in hidden if word in text] == []
        assert not re.search(r"[\w.]+@[\w.]+\.\w+", text)
    assert "share-address" not in signed_in(officer).get(f"/evaluations/{published.pk + 1}/").content.decode()


def test_the_start_page_of_the_public_finds_counts_and_leads_on(published, signed_in):
    cache.clear()
    page = read(signed_in().get("/").content)
    assert page.xpath("//main//form[@role='search']/@action") == ["/search/"]
    tiles = {tile.find("span").text: tile.find("b").text for tile in page.xpath("//a[@class='tile']")}
    assert tiles["completed evaluations"] == "1"
    assert tiles["overdue key actions"] == "1"
    for address in page.xpath("//main//a/@href"):
        assert signed_in().get(address).status_code == 200

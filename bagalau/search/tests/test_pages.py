"""Pages of the search: what they show and escape, where they lead, what their forms do, files."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse

from bagalau.evaluations.models import Finding
from bagalau.search import actions, queries, store
from bagalau.search.models import Folder, SavedSearch
from bagalau.search.tests.making import ROOF, TAP, ask, noted

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script> =1+1 \u202egnirts\u202c "><img src=x onerror=alert(2)> roof'


@pytest.fixture
def browser(signed_in, officer):
    return signed_in(officer)


def body(browser, query: str, name: str = "search") -> str:
    """A page as text."""
    answer = browser.get(f"{reverse(name)}?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def rows_of(browser, query: str) -> list[list[str]]:
    data = b"".join(browser.get(f"{reverse('search')}?{query}&format=csv").streaming_content)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_hits_are_marked_and_lead_to_their_place(record, browser):
    page = body(browser, "q=roofs")
    assert "The <mark>roof</mark> of the mill leaks" in page
    assert f'href="{reverse("evaluation", args=[record.internal.pk])}#findings"' in page
    assert f'href="{reverse("commitment", args=[record.promise.pk])}"' in page
    assert "Finding 1 · Country office of Alania · March 2021" in page.replace("Mar 2021", "March 2021")
    assert "Understood as:" in page
    assert "1–4 of 4" in page


def test_the_public_searches_what_is_public_and_collects_nothing(record, signed_in):
    page = body(signed_in(), "q=taps+OR+roof")
    assert "<mark>taps</mark>" in page
    assert "leaks" not in page
    assert "search/collect" not in page
    assert "checkbox" not in page
    assert reverse("folders") not in page


def test_facets_lead_to_narrower_results_and_back(record, browser):
    page = body(browser, "q=roof")
    assert "?q=roof&amp;kind=finding" in page
    narrowed = body(browser, "q=roof&kind=finding&page=2")
    assert 'href="?q=roof"' in narrowed
    assert 'aria-current="true"' in narrowed
    assert "?q=roof&amp;kind=finding&amp;year=2021" in body(browser, "q=roof&kind=finding")


def test_facets_speak_the_language_of_the_page(record, signed_in, officer):
    officer.language = "ru"
    officer.save()
    browser = signed_in(officer)
    browser.post(reverse("language"), {"language": "ru"})
    assert "Актуальность" in body(browser, "q=kind:finding")


@pytest.mark.parametrize(
    "query",
    [
        "q=&kind=<script>",
        "q=roof&unit=abc&year=x&sort=zzz&page=-4",
        "q=roof&page=999999999999",
        "q=%00%ff&kind=%00",
        "q=" + "x" * 2000,
        "q=roof&unit=99999999",
        "year=99999&q=roof",
    ],
)
def test_any_address_is_answered(record, browser, query):
    page = body(browser, query)
    assert "<script>" not in page.replace('<script src="', "")


def test_hostile_text_is_harmless_wherever_it_is_shown(record, officer, administrator, viewer, browser, indexed):
    Finding.objects.create(evaluation=record.internal, number=7, text=HOSTILE, tags=["<b>tag</b>"])
    record.internal.title = f"{HOSTILE} title"
    record.internal.save()
    noted(record.internal, viewer(administrator))
    indexed()
    page = body(browser, "q=alert+roof")
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "<b>tag</b>" not in page
    (hit,) = ask(viewer(officer), "alert 1 kind:finding").hits
    like = body(browser, f"passage={hit.passage.id}", "search_similar")
    assert "<script>alert" not in like
    assert all("\u202e" not in cell for row in rows_of(browser, "q=alert") for cell in row)


def test_a_megabyte_of_text_is_found_and_shown_in_part(record, administrator, viewer, browser, indexed):
    record.finding.text = "granary " * 130_000
    record.finding.save()
    noted(record.internal, viewer(administrator))
    indexed()
    assert len(body(browser, "q=granary")) < 40_000


def test_files_hold_all_hits_as_the_page_has_them(record, browser):
    head, *rows = rows_of(browser, "q=roof")
    assert head[:4] == ["kind", "text", "source", "place"]
    assert {row[1] for row in rows} >= {ROOF}
    row = next(row for row in rows if row[1] == ROOF)
    assert row[head.index("criteria")] == "Relevance"
    assert row[head.index("address")].endswith(f"/evaluations/{record.internal.pk}/#findings")
    listed = json.loads(b"".join(browser.get(f"{reverse('search')}?q=roof&format=json").streaming_content))
    assert len(listed) == len(rows)
    assert browser.get(f"{reverse('search')}?q=roof&format=xlsx")["Content-Type"].endswith("sheet")
    assert browser.get(f"{reverse('search')}?q=roof&format=pdf").status_code == 400
    assert rows_of(browser, "q=") == [head]


def test_formulas_in_files_stay_text(record, administrator, viewer, browser, indexed):
    Finding.objects.create(evaluation=record.internal, number=8, text="=HYPERLINK(granary)")
    noted(record.internal, viewer(administrator))
    indexed()
    assert rows_of(browser, "q=granary")[1][1] == "'=HYPERLINK(granary)"


def test_without_an_index_the_page_says_that_it_is_being_built(office, browser):
    store.drop()
    assert "is being built" in body(browser, "q=roof")
    assert len(rows_of(browser, "q=roof")) == 1


def test_nothing_asked_shows_how_to_ask_and_what_was_saved(record, browser, officer):
    SavedSearch.objects.create(person=officer, name="Roofs of mills", query="q=roof")
    page = body(browser, "")
    assert "How to ask" in page
    assert 'href="/search/?q=roof">Roofs of mills' in page
    assert "Nothing was found" in body(browser, "q=zeppelin")


def test_every_page_has_a_box_to_search(officer, browser):
    assert 'action="/search/"' in browser.get("/").content.decode()


def test_similar_passages_tell_the_words_they_share(record, officer, viewer, browser, signed_in):
    hit = ask(viewer(officer), "repair winter").hits[0].passage
    page = body(browser, f"passage={hit.id}", "search_similar")
    assert "Shared words:" in page
    assert ROOF in page
    assert signed_in().get(f"{reverse('search_similar')}?passage={hit.id}").status_code == 404
    assert browser.get(f"{reverse('search_similar')}?passage=nothing/there").status_code == 404
    assert browser.get(reverse("search_similar")).status_code == 302


def test_chosen_hits_go_into_a_folder_and_the_search_goes_on(record, officer, viewer, browser):
    names = [hit.passage.id for hit in ask(viewer(officer), "kind:finding").hits]
    sent = {"passage": names, "name": "What was found", "query": "q=kind%3Afinding"}
    answer = browser.post(reverse("search_collect"), sent)
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=kind%3Afinding")
    folder = Folder.objects.get(owner=officer)
    assert (folder.name, folder.unit, folder.passages.count()) == ("What was found", None, 2)
    page = browser.get("/search/?q=kind%3Afinding").content.decode()
    assert "2 passages were put into the folder." in page
    assert "What was found" in page
    page = browser.get(reverse("folder", args=[folder.pk])).content.decode()
    assert (ROOF in page, TAP in page, "Finding 1" in page) == (True, True, True)


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "New"}, {"folder": "77"}, {"name": "x" * 300}])
def test_collecting_nothing_or_nowhere_is_refused_and_leaves_nothing(record, browser, sent):
    assert browser.post(reverse("search_collect"), sent).status_code == 422
    assert not Folder.objects.exists()


def test_a_search_is_saved_run_and_forgotten(record, officer, browser):
    sent = {"name": "Roofs", "query": "q=roof&kind=finding"}
    assert browser.post(reverse("searches"), sent).status_code == 302
    page = browser.get(reverse("searches")).content.decode()
    assert 'href="/search/?q=roof&amp;kind=finding">Roofs</a>' in page
    again = browser.post(reverse("searches"), sent)
    assert (again.status_code, "of this name already" in again.content.decode()) == (422, True)
    assert browser.post(reverse("searches"), {"forget": str(SavedSearch.objects.get().pk)}).status_code == 302
    assert browser.post(reverse("searches"), {"forget": "77"}).status_code == 404
    assert "saved no search yet" in browser.get(reverse("searches")).content.decode()


def test_a_folder_is_made_changed_and_its_passages_noted_on(record, officer, office, viewer, browser):
    made = browser.post(reverse("folder_new"), {"name": "Roofs", "note": "For us", "unit": office.country.pk})
    folder = Folder.objects.get()
    assert made["Location"] == reverse("folder", args=[folder.pk])
    actions.collect(viewer(officer), folder, [hit.passage.id for hit in ask(viewer(officer), "leaks").hits])
    place = reverse("folder_passage", args=[folder.pk, folder.passages.get().pk])
    assert browser.post(place, {"note": "<b>Cite</b> this"}).status_code == 302
    page = browser.get(reverse("folder", args=[folder.pk])).content.decode()
    assert "&lt;b&gt;Cite&lt;/b&gt; this" in page
    assert "shared with Country office of Alania" in page
    browser.post(reverse("folder_edit", args=[folder.pk]), {"name": "Roofs of mills", "unit": office.country.pk})
    folder.refresh_from_db()
    stale = {"name": "Mine", "unit": office.country.pk, "seen": "2020-01-01T00:00:00+00:00"}
    answer = browser.post(reverse("folder_edit", args=[folder.pk]), stale)
    assert answer.status_code == 409
    assert "Somebody changed this folder meanwhile" in answer.content.decode()
    assert folder.name == "Roofs of mills"
    browser.post(place, {"take_out": "1"})
    assert not folder.passages.exists()


def test_a_folder_is_a_file_too_and_hides_what_does_not_open(record, officer, viewer, browser, signed_in):
    folder = actions.add_folder(viewer(officer), "Mine")
    actions.collect(viewer(officer), folder, [hit.passage.id for hit in ask(viewer(officer), "kind:finding").hits])
    address = f"{reverse('folder', args=[folder.pk])}?format=csv"
    assert ROOF in b"".join(browser.get(address).streaming_content).decode()
    officer.grants.all().delete()
    assert not queries.collected(viewer(officer), folder)[0].is_open
    text = b"".join(signed_in(officer).get(address).streaming_content).decode()
    assert (ROOF in text, TAP in text) == (False, True)
    page = signed_in(officer).get(reverse("folder", args=[folder.pk])).content.decode()
    assert "not open to you" in page
    assert ROOF not in page

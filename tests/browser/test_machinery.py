"""The browser tests see what they are meant to see, on a page whose content policy is as strict as the site's."""

from __future__ import annotations

import pytest

BASE = "http://bagalau.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
GOOD = "<main><h1>Plan</h1><p>Text</p></main>"


@pytest.fixture
def show(open_page):
    """A page with this body, answered without a server."""

    def answer(body: str):
        page = open_page(BASE)
        html = f'<!doctype html><html lang="en"><head><title>Test</title></head><body>{body}</body></html>'
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        page.route(f"{BASE}/", lambda route: route.fulfill(status=200, headers=headers, body=html))
        page.goto("/")
        return page

    return answer


def test_axe_finds_nothing_on_a_good_page(show, axe):
    assert axe(show(GOOD)) == []


def test_axe_names_the_rule_and_the_place_under_a_strict_content_policy(show, axe):
    (line,) = axe(show(GOOD.replace("Text", '<img src="data:,">')))
    assert line.startswith("image-alt (critical)")
    assert line.endswith(": img")


def test_playwright_reads_the_page_under_a_strict_content_policy(show):
    assert show(GOOD).evaluate("document.querySelector('h1').textContent") == "Plan"


@pytest.mark.parametrize(
    "body",
    [
        "<script>document.title = 'inline'</script>",
        '<p style="color: red">inline</p>',
        '<img alt="" src="http://elsewhere.test/x.png">',
    ],
)
def test_a_violation_of_the_content_policy_is_a_fault(show, faults, body):
    show(body)
    assert any(found.startswith("console: ") and "Content Security Policy" in found for found in faults), faults
    faults.clear()


def test_a_request_to_another_host_is_a_fault(show, faults):
    page = show(GOOD)
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.test/")
    assert faults == ["request to another host: http://elsewhere.test/"]
    faults.clear()

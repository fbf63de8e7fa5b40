"""Budget accounts: codes, classes, details, labels (PA-01 to PA-05). Pure."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bagalau.projects.rules.accounts import (
    AccountClass,
    account,
    account_class,
    accounts,
    budget_code,
    folded,
    is_audit,
    is_cost_recovery,
    is_evaluation,
    is_expense,
    is_grants,
    is_workshop,
    named,
)
from bagalau.projects.rules.lists import SHIPPED
from bagalau.reference.rules import BadList


def test_an_account_is_known_by_its_code():
    """PA-01"""
    found = account("72100")
    assert found is not None
    assert (found.name("en"), found.label("en")) == ("Contractual Services – Companies", "Contractual services")
    assert (found.name("ru-kz"), found.label("kk")) == ("Услуги по контрактам: организации", "Келісімшарттық қызметтер")
    assert (found.verified, found.name_verified) == (True, False)
    assert account("72999") is account("99900") is account("") is account("Travel") is None
    unseen = account("71500")
    assert unseen is not None
    assert not unseen.verified
    assert unseen.label("de") == "UN Volunteers"


def test_an_account_holds_from_its_first_to_its_last_day(tmp_path):
    """PA-01: the organisation's own file gives a code another name from a day on."""
    data = json.loads((SHIPPED / "accounts.json").read_text("utf-8"))
    row = data["accounts"][7]
    later = row | {"names": {"en": "Journeys"}, "valid_from": "2023-01-01"}
    data["accounts"] = [row | {"valid_to": "2022-12-31"}, later]
    (tmp_path / "accounts.json").write_text(json.dumps(data), "utf-8")
    days = [date(2022, 12, 31), date(2023, 1, 1), None]
    assert [one and one.name("en") for one in (account("71600", on, tmp_path) for on in days)] == [
        "Travel",
        "Journeys",
        "Journeys",
    ]


@pytest.mark.parametrize(("code", "wrong"), [("7160", "five digits"), ("71600x", "five digits"), (71600, "row 1")])
def test_a_list_with_a_code_that_is_none_is_refused(tmp_path, code, wrong):
    """PA-01"""
    data = json.loads((SHIPPED / "accounts.json").read_text("utf-8"))
    data["accounts"][0]["code"] = code
    (tmp_path / "accounts.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(BadList, match=wrong):
        accounts(tmp_path)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("14000", AccountClass.ASSETS),
        ("21000", AccountClass.LIABILITIES),
        ("51000", AccountClass.REVENUE),
        ("61300", AccountClass.EXPENSE),
        ("75100", AccountClass.EXPENSE),
        ("31000", None),
        ("7510", None),
        ("", None),
    ],
)
def test_the_first_digit_tells_the_class(code, expected):
    """PA-02"""
    assert account_class(code) is expected
    assert is_expense(code) == (expected is AccountClass.EXPENSE)


@given(some.text(alphabet="0123456789 x٣", max_size=7))
def test_the_code_of_a_detail_belongs_to_an_account_of_the_budget(text):
    """PA-03"""
    digits = text.strip(" ")
    is_code = len(digits) == 5 and all("0" <= sign <= "9" for sign in digits)
    found = budget_code(text)
    assert (found is not None) == is_code
    if found:
        assert int(found) == int(digits) - int(digits) % 100
        assert account(text) == account(found)


def test_a_detail_has_the_name_of_its_account():
    """PA-03"""
    assert account("71205") == account("71200") == account(" 71295 ")


@pytest.mark.parametrize(
    ("code", "label", "what"),
    [
        ("75100", "", "gms"),
        ("75105", "Administrative costs", "gms"),
        ("72600", "", "grants"),
        ("74100", "", "audit"),
        ("72100", "Annual audit", "audit"),
        ("72100", "Аудиторские услуги", "audit"),
        ("72100", "Расширение аудитории", ""),
        ("72100", "Ежегодный аудит", "audit"),
        ("72100", "Auditorium", ""),
        ("71200", "Final evaluation of the project", "evaluation"),
        ("71200", "International evaluator", "evaluation"),
        ("71300", "Итоговая оценка проекта", "evaluation"),
        ("71300", "Жобаны бағалау", "evaluation"),
        ("71300", "Оценка качества услуг", ""),
        ("71300", "Evaluation of bids", ""),
        ("75700", "", "workshop"),
        ("72100", "Workshops for managers", "workshop"),
        ("72100", "Семинары в областях", "workshop"),
        ("71600", "Travel", ""),
        ("", "", ""),
    ],
)
def test_account_and_words_tell_what_a_line_is_for(code, label, what):
    """PA-04"""
    told = {
        "gms": is_cost_recovery(code),
        "grants": is_grants(code),
        "audit": is_audit(code, label),
        "evaluation": is_evaluation(label),
        "workshop": is_workshop(code, label),
    }
    assert [name for name, is_it in told.items() if is_it] == ([what] if what else [])


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("Contractual services - companies", ["72100"]),
        ("CONTRACTUAL  SERVICES", ["72100"]),
        ("Communication and Audio Visual Equip", ["72400"]),
        ("Rental & maintenance – premises", ["73100"]),
        ("Rental and maintenance", ["73100"]),
        ("Translation services", ["74200"]),
        ("Publications", ["74200"]),
        ("Project manager", ["71400"]),
        ("Поездки", ["71600"]),
        ("Гранттар", ["72600"]),
        ("Administrative costs (GMS 7%)", ["75100"]),
        ("Something else", []),
        ("", []),
    ],
)
def test_a_label_names_the_accounts_that_are_called_so(label, codes):
    """PA-05"""
    assert [one.code for one in named(label)] == codes


def test_every_name_of_every_account_leads_back_to_it():
    """PA-05"""
    assert len({one.code for one in accounts()}) == len(accounts())
    for one in accounts():
        for texts in (one.names, *one.labels):
            assert all(one in named(text) for text in texts.values())
        assert is_expense(one.code)
        assert budget_code(one.code) == one.code


@given(some.text(max_size=30))
def test_a_label_that_was_folded_once_stays(text):
    """PA-05"""
    assert folded(folded(text)) == folded(text)

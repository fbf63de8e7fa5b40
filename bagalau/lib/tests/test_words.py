"""Words are found where they stand, and all forms of a word have one stem, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.lib.tests.growth import grows_linearly
from bagalau.lib.words import content, fold, language_of, stem, stems_of, tidied, words

KAZAKH = (
    "мектеп мектептің мектепке мектепті мектепте мектептен мектеппен мектебі мектебінің мектебіне мектебін "
    "мектебінде мектебінен мектебімен мектептер мектептері мектептерінде мектебіміз мектептеріміздің",
    "бала баланың балаға баланы балада баладан баламен баласы баласының баласына балалар балалардың балалары "
    "балаларымыз",
    "жұмыс жұмысы жұмыстың жұмысқа жұмысын жұмыстар жұмыстары жұмысында жұмысымыз",
    "халық халқы халықтың халқының халыққа",
    "орын орны орнында орында орындар",
    "үй үйі үйдің үйге үйлер үйлері үйінде",
    "ел елі елдің елдер еліміз еліміздің елде",
    "су суы суды сумен",
    "тиімділік тиімділігі тиімділігін тиімділікті тиімділіктің",
    "басшы басшысы басшының басшылар басшылары",
    "қызметкер қызметкері қызметкерлер қызметкерлердің қызметкерлеріміз қызметкерлеріне",
    "ұсыным ұсынымдар ұсынымдары ұсынымдардың ұсынымға",
    "аудан ауданы ауданда аудандар аудандарда ауданның",
    "маман маманы мамандар мамандардың маманға",
    "мекеме мекемесі мекемелер мекемелерде мекемеге",
    "үлес үлесі үлесін үлестер",
    "өндіріс өндірісі өндірістің",
    "әйел әйелдер әйелдердің әйелдерге әйелі",
    "бағалау бағалаудың бағалауға бағалаулар бағалауы",
    "ауыл ауылдағы ауылдар ауылда",
    "министрлік министрлігі министрлікке министрлігінің",
    "бөлім бөлімі бөлімнің бөлімдер",
    "жоспар жоспары жоспарлар жоспарында жоспардың",
    "жүрек жүрегі жүректің",
    "балық балығы балықтар",
    "апта аптада апталар аптасына",
)


@pytest.mark.parametrize("forms", KAZAKH, ids=lambda forms: forms.split()[0])
def test_the_forms_of_a_kazakh_noun_have_one_stem(forms):
    assert len({stem(form, "kk") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "apart",
    "мектеп мекеме|бала балық|жұмыс жұма|ауыл ауа|су сұр|үлес үлкен|басшы бас|орын орман|ел елу".split("|"),
)
def test_different_words_stay_apart(apart):
    assert len({stem(word, "kk") for word in apart.split()}) == len(apart.split())


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("қатар", "қатар"),  # л-а-р takes no plural in -тар after a vowel
        ("доллар", "доллар"),
        ("гектар", "гектар"),
        ("баға", "баға"),
        ("төмен", "төмен"),
        ("өлке", "өлке"),
        ("астана", "астана"),
    ],
)
def test_what_only_looks_like_an_ending_stays(word, same):
    assert stem(word, "kk") == same


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "recommendation recommendations recommended"),
        ("en", "train training trained"),
        ("en", "women's women"),
        ("ru", "мельница мельницы мельницей мельницам"),
        ("ru", "рекомендация рекомендации рекомендаций"),
        ("ru", "учёт учет учета"),
    ],
)
def test_english_and_russian_words_too(language, forms):
    assert len({word.stem for word in words(forms, language)}) == 1


def test_a_word_without_a_text_has_the_stems_of_all_its_languages():
    assert stem("балалар", "kk") in stems_of("балалар")
    assert stem("планов", "ru") in stems_of("планов")
    assert len(stems_of("mills")) == 1
    assert stems_of("2024") == ("2024",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The roof of the mill leaks.", "en"),
        ("Крыша мельницы течёт, и никто её не чинит.", "ru"),
        ("В городе Өскемен отремонтированы три мельницы, и об этом написано в отчёте за прошлый год", "ru"),
        ("Диірменнің шатыры ескі, оны жөндеу керек.", "kk"),
        ("Бала да келді, бар адам барды, бала мен ата", "kk"),
        ("ТОО «Mill» 2020", "en"),
        ("12 / 2020", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_told(text, language):
    assert language_of(text) == language


def test_words_know_where_they_stand():
    text = "Follow-up of 3 women’s mills: ЁЛКА, ӘЙЕЛДЕР!"
    found = list(words(text, "kk"))
    assert [text[word.start : word.end] for word in found] == (
        ["Follow", "up", "of", "3", "women’s", "mills", "ЁЛКА", "ӘЙЕЛДЕР"]
    )
    assert [word.form for word in found][4:] == ["women's", "mills", "елка", "әйелдер"]
    assert found[-1].stem == "әйел"


def test_frequent_words_and_single_letters_tell_nothing():
    assert [word.form for word in content("The mill and its wheel: a) 7 of 20", "en")] == ["mill", "wheel", "20"]
    assert [word.form for word in content("Мельница и её колесо, которое", "ru")] == ["мельница", "колесо"]
    assert [word.form for word in content("Диірмен және оның дөңгелегі туралы", "kk")] == ["диірмен", "дөңгелегі"]


def test_what_cannot_be_seen_is_taken_out():
    assert tidied("a\u202eb\u200fc\u00ad d\n\n\te\x00") == "abc d e"
    assert tidied("и\u0306") == "й"
    assert tidied("Plain text stays.") == "Plain text stays."


@given(st.text())
def test_any_text_has_words(text):
    for word in words(tidied(text)):
        assert word.form
        assert word.stem
        assert fold(tidied(text)[word.start : word.end]) == word.form


@given(st.text(alphabet="абгғдеиіклмнңоөпрстуұүыәёж", min_size=1, max_size=30))
def test_every_word_has_a_stem_no_longer_than_it_is_long(word):
    assert 0 < len(stem(word, "kk")) <= len(word) + 1
    assert stem(word, "ru")


def test_the_work_grows_as_the_text_does():
    assert grows_linearly(lambda size: list(words("мельница " * size)), 5_000)
    assert grows_linearly(lambda size: list(words("а'" * size)), 20_000)

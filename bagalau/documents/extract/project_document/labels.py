"""The labels of a cover, as the templates of different years word them."""

from __future__ import annotations

import re

from bagalau.formats.reading import Passage

_LABELS: tuple[tuple[str, str], ...] = (
    ("title", r"(?:Project|Programme) Title|Title of the Project"),
    ("country", r"Countr(?:y|ies)"),
    ("undaf_outcome", r"(?:UNDAF|UNSDCF|UNPFD|UNPAF|UNDAP|UN Framework)(?:[ /][\w/-]{1,20}){0,3} ?Outcomes?(?:\(s\))?"),
    ("programme_outcome", r"(?:Expected )?(?:CPD?|CPAP|Country Programme) Outcomes?(?:\(s\))?"),
    ("programme_output", r"(?:Expected )?(?:(?:CPD?|CPAP|Country Programme) )?Outputs?(?:\(s\))?"),
    ("implementing_partner", r"Implementing Partners?|Executing (?:Entity|Agency)"),
    ("responsible_parties", r"Responsible Part(?:y\(ies\)|y|ies)|Implementing (?:Entity|Entities|Agency|Agencies)"),
    ("programme_period", r"Programme Period"),
    ("key_result_area", r"(?:Applicable )?Key Result Area"),
    ("award_id", r"(?:Atlas )?(?:Proposal/)?Award(?: ID| Number)|Atlas Award"),
    ("project_number", r"(?:Atlas )?(?:Output|Project)(?:/Output)? (?:ID|Number|No\.?)"),
    ("start", r"(?:Estimated |Planned |Project )?Start(?:ing)? Date"),
    ("end", r"(?:Estimated |Planned |Expected |Project )?End(?:ing)? Date"),
    ("appraisal_meeting", r"L?-?PAC Meeting(?: Date)?|Project Appraisal Meeting"),
    ("modality", r"Management Arrangements?|(?:Implementation |Management )?Modality"),
    ("currency", r"(?:Project |Budget )?Currency"),
    ("year", r"(?P<year>\d{4}) AWP Budget|AWP Budget (?P<year_after>\d{4})"),
    ("required", r"Total resources? required|Total budget"),
    ("allocated", r"Total allocated resources?|Total resources? allocated"),
    ("unfunded", r"Unfunded(?: budget)?"),
    ("in_kind", r"In-?kind contributions?"),
    ("regular", r"Regular(?: resources)?"),
    ("other", r"Other(?: resources)?"),
    ("description", r"Brief Description"),
    ("agreed", r"Agreed by(?: [^\s:]{1,60}){0,16}"),
)
_RUSSIAN: tuple[tuple[str, str], ...] = (
    ("title", r"(?:Название|Наименование) проекта"),
    ("country", r"Страна"),
    ("undaf_outcome", r"(?:Ожидаем\w{2,3} )?(?:Конечн\w{2,3} )?Результат\w{0,2}(?:\(ы\))? (?:РПООНПР|ЮНДАФ|РПООНСУР)"),
    (
        "programme_outcome",
        r"Ожидаем\w{2,3} Конечн\w{2,3} Результат\w{0,2}(?:\(ы\))?(?: (?:страновой )?программы| СП| ПДСП)?",
    ),
    ("programme_output", r"Ожидаем\w{2,3} (?:Непосредственн\w{2,3} )?Результат\w{0,2}(?:\(ы\))?"),
    ("implementing_partner", r"(?:Партн[её]р-исполнитель|(?:Реализующий|Исполняющий) партн[её]р)"),
    ("responsible_parties", r"Ответственн\w{2,3} сторон\w{1,2}"),
    ("programme_period", r"Период программы|Программный период"),
    ("key_result_area", r"Ключевая область результатов"),
    ("award_id", r"(?:Идентификатор|Номер|ID) (?:Atlas )?Award(?: ID)?|Номер (?:гранта )?(?:в )?Atlas"),
    ("project_number", r"Номер проекта"),
    ("start", r"Дата начала(?: проекта)?"),
    ("end", r"Дата (?:окончания|завершения)(?: проекта)?"),
    ("appraisal_meeting", r"(?:Дата )?Заседани\w{1,2} (?:LPAC|PAC|КОП|по предварительной оценке проекта)"),
    ("modality", r"(?:Механизм\w?|Порядок) (?:управления|реализации)|Модальность"),
    ("currency", r"Валюта(?: проекта)?"),
    ("year", r"Бюджет (?:ГПР|AWP|годового плана работы)(?: на)? (?P<year_ru>\d{4})(?: год\w?| г\.)?"),
    (
        "required",
        r"(?:Всего|Итого) (?:требуется|необходимо) ресурсов|Общий объ[её]м (?:требуемых|необходимых) ресурсов",
    ),
    ("allocated", r"(?:Всего|Итого) выделено ресурсов|Общий объ[её]м выделенных ресурсов|Всего выделенных ресурсов"),
    ("unfunded", r"Не обеспечено финансированием|Необеспеченный бюджет"),
    ("in_kind", r"Взнос\w? в натуральной форме"),
    ("regular", r"Регулярные(?: ресурсы)?"),
    ("other", r"(?:Прочие|Другие)(?: ресурсы)?"),
    ("description", r"Краткое описание"),
    ("agreed", r"Согласовано(?: [^\s:]{1,60}){0,16}"),
)
_NOTE = (
    r"(?:\s{0,40}[*_]{0,2}\([^()]{0,240}\)[*_]{0,2}\s{0,9})?"  # "(Those linked to the project …)" belongs to the label
)
_PATTERNS = [
    (
        name,
        re.compile(
            r"[\s*#•▪·-]{0,19}(?:" + words.replace(" ", r"\s{1,9}") + rf"){_NOTE}\s{{0,9}}(?:\*\*)?"
            rf"(?::(?:\*\*)?{_NOTE}|(?=\s{{0,9}}$))",
            re.IGNORECASE,
        ),
    )
    for name, words in (*_LABELS, *_RUSSIAN)
]


def label_of(cell: Passage) -> tuple[str, int, str | None] | None:
    """The field that a cell begins with, the width of its label, and the year of a yearly budget."""
    text = cell.text[:700]
    for name, pattern in _PATTERNS:
        if match := pattern.match(text):
            years = match.groupdict()
            return name, match.end(), years.get("year") or years.get("year_after") or years.get("year_ru")
    return None

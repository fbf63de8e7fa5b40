"""A project document that was written anew is read back to the same record, whatever the format and the language."""

import pytest

from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.documents.tests.comparison import differences, sample
from bagalau.documents.tests.project_paper import paper
from bagalau.formats.read import read
from bagalau.formats.write.paper import write

# fmt: off
ENGLISH = {
    "paper": "Project document", "title": "Project title", "country": "Country", "undaf_outcome": "UNDAF outcome",
    "programme_outcome": "Expected country programme outcome", "programme_output": "Expected output",
    "implementing_partner": "Implementing partner", "responsible_parties": "Responsible parties",
    "brief": "Brief description", "programme_period": "Programme period", "key_result_area": "Key result area",
    "award_id": "Award ID", "project_number": "Project number", "start": "Start date", "end": "End date",
    "appraisal_meeting": "Project appraisal meeting", "modality": "Management arrangements",
    "signatures": "Signatures", "signed.party": "Party", "position": "Position", "signed.name": "Name",
    "of_year": "%(year)s AWP budget", "required": "Total resources required", "currency": "Currency",
    "allocated": "Total allocated resources", "regular": "Regular", "other": "Other",
    "framework": "III. Results and resources framework",
    "framework_outcome": "Intended outcome as stated in the country programme",
    "key_area": "Applicable key result area (from %(plan)s Strategic Plan)",
    "partnership_strategy": "Partnership strategy", "outcome_indicators": "Outcome indicators", "name": "Indicator",
    "baseline": "Baseline", "year": "Year", "target": "Target", "data_source": "Source", "frequency": "Frequency",
    "disaggregation": "Disaggregation", "output": "Output", "gender_marker": "Gender marker", "targets": "Targets",
    "target.number": "Target", "text": "Text", "indicators": "Indicators", "results": "Activity results",
    "activity_result": "Activity result", "actions": "Actions", "action_name": "Action", "inputs": "Inputs",
    "plans": "IV. Annual work plans", "budget": "Budget", "Q1": "Q1", "Q2": "Q2", "Q3": "Q3", "Q4": "Q4",
    "responsible_party": "Responsible party", "source": "Funding source", "account": "Account",
    "description": "Description", "amount": "Amount, USD", "subtotal": "Subtotal", "total": "Total",
    "board": "Project board", "role": "Role", "member": "Member", "assurance": "Project assurance",
    "project_manager": "Project manager", "board_meetings_a_year": "Meetings of the board in a year",
    "tolerances": "Tolerances", "tolerated": "%(weeks)s weeks, %(percent)s %% of the budget",
    "organisation": "Organisation", "person": "Contact person", "address": "Address", "phone": "Telephone",
    "email": "E-mail", "website": "Website", "quality": "Quality management for activity results",
    "purpose": "Purpose", "criteria": "Quality criteria", "method": "Quality method",
    "assessed": "Date of assessment", "annex": "Annex", "risks": "Risk log", "#.number": "No.",
    "category": "Category", "impact": "Impact", "probability": "Probability", "owner": "Owner",
    "countermeasures": "Countermeasures", "identified": "Date identified", "status": "Status",
    "monitoring": "Communication and monitoring plan", "action": "Type of action", "stakeholders": "Stakeholders",
    "due": "Due by", "completed": "Completed on",
}
RUSSIAN = {
    "paper": "Проектный документ", "title": "Название проекта", "country": "Страна",
    "undaf_outcome": "Конечный результат РПООНПР", "programme_period": "Период программы",
    "programme_outcome": "Ожидаемый конечный результат страновой программы",
    "programme_output": "Ожидаемый непосредственный результат", "implementing_partner": "Партнёр-исполнитель",
    "responsible_parties": "Ответственные стороны", "brief": "Краткое описание",
    "key_result_area": "Ключевая область результатов", "award_id": "Идентификатор Award ID",
    "project_number": "Номер проекта", "start": "Дата начала", "end": "Дата окончания",
    "appraisal_meeting": "Заседание по предварительной оценке проекта", "modality": "Механизм управления",
    "signatures": "Подписи", "signed.party": "Сторона", "position": "Должность", "signed.name": "Имя",
    "of_year": "Бюджет ГПР %(year)s", "required": "Всего требуется ресурсов", "currency": "Валюта",
    "allocated": "Всего выделено ресурсов", "regular": "Регулярные", "other": "Прочие",
    "framework": "III. Матрица результатов и ресурсов",
    "framework_outcome": "Ожидаемый конечный результат по страновой программе",
    "key_area": "Ключевая область результатов (стратегический план %(plan)s)",
    "partnership_strategy": "Стратегия партнёрства", "outcome_indicators": "Показатели конечного результата",
    "name": "Показатель", "baseline": "Исходный уровень", "year": "Год", "target": "Целевой показатель",
    "data_source": "Источник", "frequency": "Периодичность", "disaggregation": "Разбивка данных",
    "output": "Непосредственный результат", "gender_marker": "Гендерный маркер", "targets": "Целевые показатели",
    "target.number": "Номер", "text": "Текст", "indicators": "Показатели", "results": "Результаты деятельности",
    "activity_result": "Результат деятельности", "actions": "Действия", "action_name": "Действие",
    "inputs": "Вводимые ресурсы", "plans": "IV. Годовые планы работы", "budget": "Бюджет",
    "Q1": "I кв.", "Q2": "II кв.", "Q3": "III кв.", "Q4": "IV кв.", "responsible_party": "Ответственная сторона",
    "source": "Источник финансирования", "account": "Счёт", "description": "Описание", "amount": "Сумма, USD",
    "subtotal": "Промежуточный итог", "total": "Итого", "board": "Совет проекта", "role": "Роль",
    "member": "Член совета", "assurance": "Обеспечение качества проекта", "project_manager": "Менеджер проекта",
    "board_meetings_a_year": "Заседаний совета в год", "tolerances": "Допустимые отклонения",
    "tolerated": "%(weeks)s недели, %(percent)s %% бюджета", "organisation": "Организация",
    "person": "Контактное лицо", "address": "Адрес", "phone": "Телефон", "email": "Электронная почта",
    "website": "Веб-сайт", "quality": "Управление качеством результатов деятельности", "purpose": "Цель",
    "criteria": "Критерии качества", "method": "Метод", "assessed": "Дата оценки", "annex": "Приложение",
    "risks": "Журнал рисков", "#.number": "№", "category": "Категория", "impact": "Последствия",
    "probability": "Вероятность", "owner": "Ответственный", "countermeasures": "Меры реагирования",
    "identified": "Дата выявления", "status": "Статус", "monitoring": "План коммуникации и мониторинга",
    "action": "Вид действия", "stakeholders": "Участники", "due": "Срок", "completed": "Дата завершения",
}
# fmt: on


@pytest.mark.parametrize(("words", "language"), [(ENGLISH, "en"), (RUSSIAN, "ru")])
@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_paper_written_from_a_record_is_read_back_to_it(form, words, language):
    _, record = sample("project_document", "plain_tables")
    draft = extract(read(write(paper(record, words, language), form), f"paper.{form}"))
    assert list(differences(record, plain(draft.record))) == []
    assert draft.unread == ()

"""The words that synthetic projects are written in: three languages, with places for what varies. Pure.

``{theme}``, ``{place}`` and ``{number}`` are filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What is written in one language. Each activity result has a title and the text of its one action."""

    language: str
    titles: Texts
    themes: Texts
    places: Texts
    description: str
    outcome: str
    outputs: Texts
    work: tuple[tuple[str, str], ...]
    management: tuple[str, str]
    indicators: Texts
    by_sex: str
    verification: str
    survey: str
    yearly: str
    risks: tuple[tuple[str, str, str], ...]
    partners: Texts
    board: Texts
    monitoring: tuple[tuple[str, str], ...]
    strategy: str
    assumption: str


ENGLISH = Words(
    language="English",
    titles=("{theme} in {place}, no. {number}", "Support to {theme} in {place}, no. {number}"),
    themes=(
        "Safe drinking water",
        "Jobs for young people",
        "Pasture restoration",
        "Rural clinics",
        "Women in small trade",
        "Energy saving in schools",
        "Legal aid for tenants",
        "Flood warning",
    ),
    places=("the northern districts", "the river valley", "three mountain towns", "the border region", "the capital"),
    description="{theme}: councils and people of {place} plan together, learn together and keep what is built.",
    outcome="People in {place} live better and decide together ({theme})",
    outputs=("Councils of {place} plan and pay for it: {theme}", "People of {place} use what is built: {theme}"),
    work=(
        ("Councils know what is needed", "Study of the needs"),
        ("Plans are adopted with a budget", "Advice on the plan"),
        ("Sites are built and handed over", "Building of the sites"),
        ("People know how to use and keep them", "Courses for users"),
    ),
    management=("Project management", "Steering and reporting"),
    indicators=(
        "Share of households reached",
        "Number of plans adopted",
        "Share of users who are content",
        "Number of people trained",
        "Days without service a year",
    ),
    by_sex="by sex",
    verification="Report of the yearly survey",
    survey="Survey of households",
    yearly="yearly",
    risks=(
        ("Financial", "Prices rise faster than planned", "Contracts fix the prices"),
        ("Political", "New councils have other plans", "The plan is adopted by decision"),
        ("Operational", "Roads are closed in winter", "Building begins in May"),
    ),
    partners=("Ministry of Regional Development", "Committee for Water", "Union of Towns", "Agency for Employment"),
    board=("Vice-minister", "Deputy head of the office", "Union of Users", "Programme associate", "To be recruited"),
    monitoring=(("Progress report", "Each quarter"), ("Final evaluation", "October {number}")),
    strategy="The project works with the councils of {place}, which carry on after it.",
    assumption="The councils keep their own budget",
)
RUSSIAN = Words(
    language="Русский",
    titles=("{theme}: {place}, № {number}", "Поддержка по теме «{theme}», {place}, № {number}"),
    themes=(
        "Чистая питьевая вода",
        "Работа для молодёжи",
        "Восстановление пастбищ",
        "Сельские амбулатории",
        "Женское предпринимательство",
        "Энергосбережение в школах",
        "Юридическая помощь жильцам",
    ),
    places=("северные районы", "долина реки", "три горных города", "приграничье", "столица"),
    description="{theme} ({place}): советы и жители вместе планируют, учатся и берегут то, что построено.",
    outcome="Люди живут лучше и решают сообща: {theme}, {place}",
    outputs=("Советы сами планируют и платят: {theme}, {place}", "Жители пользуются построенным: {theme}, {place}"),
    work=(
        ("Советы знают, что нужно", "Изучение потребностей"),
        ("Планы приняты вместе с бюджетом", "Консультации по плану"),
        ("Объекты построены и переданы", "Строительство объектов"),
        ("Люди умеют ими пользоваться", "Курсы для пользователей"),
    ),
    management=("Управление проектом", "Руководство и отчётность"),
    indicators=(
        "Доля охваченных семей",
        "Число принятых планов",
        "Доля довольных пользователей",
        "Число обученных людей",
        "Дней без услуги в году",
    ),
    by_sex="по полу",
    verification="Отчёт о ежегодном опросе",
    survey="Опрос семей",
    yearly="ежегодно",
    risks=(
        ("Financial", "Цены растут быстрее, чем в плане", "Цены закреплены в договорах"),
        ("Political", "У новых советов другие планы", "План принят решением"),
        ("Operational", "Зимой дороги закрыты", "Строительство начинается в мае"),
    ),
    partners=("Министерство регионального развития", "Комитет по водным ресурсам", "Союз городов"),
    board=("Вице-министр", "Заместитель главы офиса", "Союз пользователей", "Сотрудник программы", "По конкурсу"),
    monitoring=(("Отчёт о ходе работ", "Каждый квартал"), ("Итоговая оценка", "Октябрь {number}")),
    strategy="Проект работает с советами ({place}), которые продолжат дело после него.",
    assumption="У советов остаётся свой бюджет",
)
KAZAKH = Words(
    language="Қазақша",
    titles=("{theme}: {place}, № {number}", "«{theme}» тақырыбын қолдау, {place}, № {number}"),
    themes=(
        "Таза ауыз су",
        "Жастарға жұмыс",
        "Жайылымды қалпына келтіру",
        "Ауылдық амбулаториялар",
        "Әйелдер кәсіпкерлігі",
        "Мектептерде энергия үнемдеу",
    ),
    places=("солтүстік аудандар", "өзен аңғары", "үш таулы қала", "шекара маңы", "астана"),
    description="{theme} ({place}): кеңестер мен тұрғындар бірге жоспарлайды, бірге үйренеді және салынғанды сақтайды.",
    outcome="Адамдар жақсырақ өмір сүреді және бірге шешеді: {theme}, {place}",
    outputs=(
        "Кеңестер өздері жоспарлап, төлейді: {theme}, {place}",
        "Тұрғындар салынғанды пайдаланады: {theme}, {place}",
    ),
    work=(
        ("Кеңестер не керегін біледі", "Қажеттілікті зерттеу"),
        ("Жоспарлар бюджетімен бірге қабылданды", "Жоспар бойынша кеңес беру"),
        ("Нысандар салынып, тапсырылды", "Нысандарды салу"),
        ("Адамдар оларды пайдалана біледі", "Пайдаланушыларға арналған курстар"),
    ),
    management=("Жобаны басқару", "Басшылық және есеп беру"),
    indicators=(
        "Қамтылған отбасылардың үлесі",
        "Қабылданған жоспарлар саны",
        "Риза пайдаланушылардың үлесі",
        "Оқытылған адамдар саны",
        "Жылына қызметсіз күндер",
    ),
    by_sex="жынысы бойынша",
    verification="Жыл сайынғы сауалнама есебі",
    survey="Отбасылар сауалнамасы",
    yearly="жыл сайын",
    risks=(
        ("Financial", "Баға жоспардағыдан тез өседі", "Баға шарттарда бекітілген"),
        ("Political", "Жаңа кеңестердің жоспары басқа", "Жоспар шешіммен қабылданған"),
        ("Operational", "Қыста жолдар жабық", "Құрылыс мамырда басталады"),
    ),
    partners=("Өңірлік даму министрлігі", "Су комитеті", "Қалалар одағы"),
    board=(
        "Вице-министр",
        "Кеңсе басшысының орынбасары",
        "Пайдаланушылар одағы",
        "Бағдарлама қызметкері",
        "Конкурспен",
    ),
    monitoring=(("Жұмыс барысы туралы есеп", "Әр тоқсан"), ("Қорытынды бағалау", "Қазан {number}")),
    strategy="Жоба кеңестермен жұмыс істейді ({place}), олар істі кейін жалғастырады.",
    assumption="Кеңестердің өз бюджеті сақталады",
)
LANGUAGES = (ENGLISH, RUSSIAN, KAZAKH)
DONORS = {
    "donor": ("Fund for Clean Air", "Fund of the Lakes", "Embassy of Norland", "Partnership for Schools"),
    "government": ("Government of Alvara", "Ministry of Finance", "Government of Estara"),
    "ifi": ("Bank of the Steppe for Development", "Northern Investment Bank"),
}

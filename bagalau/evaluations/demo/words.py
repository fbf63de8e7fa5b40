"""The words that a synthetic portfolio is written in: sentences in three languages, with places for what varies. Pure.

``{theme}``, ``{place}``, ``{share}``, ``{count}`` and ``{year}`` are filled in; a title also has ``{number}``.
"""

from __future__ import annotations

from dataclasses import dataclass

Sentences = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What is written in one language. ``ask`` are whole recommendations, ``split`` such with numbered parts."""

    themes: Sentences
    places: Sentences
    titles: Sentences
    found: Sentences
    learned: Sentences
    ask: Sentences
    split: Sentences
    answers: Sentences
    promises: Sentences
    comments: Sentences
    reasons: Sentences
    owners: Sentences


ENGLISH = Words(
    themes=(
        "early warning of floods",
        "green jobs for young people",
        "digital land registers",
        "rural clinics",
        "pasture management",
        "women in small trade",
        "legal aid for tenants",
        "energy saving in schools",
        "open budgets of towns",
        "repair of irrigation canals",
    ),
    places=("the northern districts", "the river valley", "three mountain towns", "the border region", "the capital"),
    titles=(
        "Final evaluation of the project on {theme} in {place}, no. {number}",
        "Mid-term review: {theme}, {place}, no. {number}",
        "Evaluation of support to {theme} in {place}, no. {number}",
    ),
    found=(
        "The work on {theme} reached {count} households in {place}, {share} % of the number planned.",
        "Local staff in {place} carry on without outside help, but the budget for {theme} ends in {year}.",
        "Data on {theme} are collected twice by two offices and agree in only {share} % of the cases compared.",
        "Women were {share} % of those trained in {theme}; none of the {count} committees has a woman as its chair.",
    ),
    learned=(
        "Where the town council paid a share of the costs, {theme} outlived the project.",
        "A pilot with fewer than {count} participants was too small to convince the ministry.",
    ),
    ask=(
        "Agree with the councils in {place} who pays for {theme} after {year}, and put it in writing.",
        "Train at least {count} more people in {theme}, half of them women, before the end of {year}.",
        "Keep one register for {theme} and close the second one, so that figures can be compared.",
        "Publish what {theme} costs in {place} every quarter.",
    ),
    split=(
        "To make {theme} last in {place}: (a) name one responsible office; (b) set aside {count} thousand a year; "
        "(c) report on both in {year}.",
        "The office should 1. review the training on {theme}, 2. visit {count} sites in {place}, 3. share the notes.",
    ),
    answers=(
        "Management agrees and will begin with {place}.",
        "Management agrees in part: funds for {theme} are secured for {count} months only.",
        "The office accepts this and has asked the partners in {place} for their plans.",
    ),
    promises=(
        "Sign an agreement with the councils of {place} on who pays for {theme}",
        "Hold {count} training days on {theme} in {place}",
        "Merge the two registers and check {count} entries by hand",
        "Send the ministry a proposal for {theme} with costs up to {year}",
        "Visit {count} sites in {place} and publish the notes",
    ),
    comments=(
        "The draft was shared with the partners in {place}; {count} comments came back.",
        "Done in {place}; the other districts follow in {year}.",
        "Waiting for the council's budget.",
    ),
    reasons=(
        "The partner in {place} was closed in {year}.",
        "Another programme took over {theme} with its own funds.",
    ),
    owners=("Programme unit", "Monitoring and evaluation officer", "Deputy head of office", "Project team"),
)
RUSSIAN = Words(
    themes=(
        "раннее оповещение о паводках",
        "зелёные рабочие места для молодёжи",
        "цифровой учёт земель",
        "сельские амбулатории",
        "бережное использование пастбищ",
        "малая торговля женщин",
        "юридическая помощь жильцам",
        "энергосбережение в школах",
    ),
    places=("северных районах", "долине реки", "трёх горных городах", "приграничье", "столице"),
    titles=(
        "Итоговая оценка проекта «{theme}» в {place}, № {number}",
        "Промежуточный обзор: {theme}, работа в {place}, № {number}",
    ),
    found=(
        "Работа по теме «{theme}» охватила в {place} {count} семей, {share} % от плана.",
        "Сотрудники в {place} справляются сами, но средства на тему «{theme}» заканчиваются в {year} году.",
        "Данные по теме «{theme}» собирают два ведомства; совпадают они лишь в {share} % случаев.",
    ),
    learned=(
        "Там, где часть затрат взял на себя городской совет, работа по теме «{theme}» продолжается и после проекта.",
        "Опыт с числом участников менее {count} не убедил министерство.",
    ),
    ask=(
        "Письменно договориться в {place}, кто оплачивает тему «{theme}» после {year} года.",
        "До конца {year} года обучить ещё не менее {count} человек по теме «{theme}», половина из них женщины.",
        "Вести один учёт по теме «{theme}» вместо двух, чтобы данные можно было сравнивать.",
    ),
    split=(
        "Чтобы результаты по теме «{theme}» сохранились: (a) назначить одно ответственное ведомство; "
        "(b) выделять {count} тысяч в год; (c) отчитаться в {year} году.",
    ),
    answers=(
        "Руководство согласно и начнёт работу в {place}.",
        "Руководство согласно частично: средства на тему «{theme}» есть лишь на {count} месяцев.",
    ),
    promises=(
        "Подписать в {place} соглашение об оплате темы «{theme}»",
        "Провести {count} дней обучения по теме «{theme}»",
        "Объединить два реестра и проверить вручную {count} записей",
        "Посетить {count} мест в {place} и опубликовать заметки",
    ),
    comments=(
        "Проект направлен партнёрам; получено {count} замечаний.",
        "Выполнено в {place}; остальные районы следуют в {year} году.",
    ),
    reasons=("Партнёр в {place} прекратил работу в {year} году.", "Тему «{theme}» взяла на себя другая программа."),
    owners=("Программный отдел", "Специалист по мониторингу и оценке", "Заместитель главы офиса"),
)
KAZAKH = Words(
    themes=(
        "су тасқыны туралы ерте хабарлау",
        "жастарға арналған жасыл жұмыс орындары",
        "жерді цифрлық есепке алу",
        "ауыл амбулаториялары",
        "жайылымды ұқыпты пайдалану",
        "әйелдердің шағын саудасы",
        "мектептерде энергия үнемдеу",
    ),
    places=("солтүстік аудандарда", "өзен аңғарында", "үш таулы қалада", "шекара маңында", "астанада"),
    titles=(
        "«{theme}» жобасын қорытынды бағалау, {place}, № {number}",
        "Аралық шолу: {theme}, {place}, № {number}",
    ),
    found=(
        "«{theme}» бойынша жұмыс {place} {count} отбасын қамтыды, бұл жоспардың {share} пайызы.",
        "Қызметкерлер {place} өздері атқарып отыр, бірақ «{theme}» қаражаты {year} жылы бітеді.",
        "«{theme}» деректерін екі мекеме жинайды, олар {share} пайызында ғана сәйкес келеді.",
    ),
    learned=("Қалалық кеңес шығынның бір бөлігін өтеген жерде «{theme}» жұмысы жобадан кейін де жалғасты.",),
    ask=(
        "{year} жылдан кейін «{theme}» шығынын кім төлейтінін жазбаша келісу керек.",
        "{year} жылдың соңына дейін «{theme}» бойынша кемінде {count} адамды оқыту керек, жартысы әйелдер болсын.",
        "«{theme}» бойынша екі тізілімнің орнына біреуін жүргізу керек.",
    ),
    split=(
        "«{theme}» нәтижесі сақталуы үшін: (a) бір жауапты мекеме тағайындау; (b) жылына {count} мың бөлу; "
        "(c) {year} жылы есеп беру.",
    ),
    answers=(
        "Басшылық келіседі, жұмыс {place} басталады.",
        "Басшылық ішінара келіседі: «{theme}» қаражаты {count} айға ғана жетеді.",
    ),
    promises=(
        "«{theme}» шығыны туралы келісімге қол қою",
        "«{theme}» бойынша {count} күн оқыту өткізу",
        "Екі тізілімді біріктіріп, {count} жазбаны қолмен тексеру",
        "{count} жерге барып, байқағанды жариялау",
    ),
    comments=("Жоба серіктестерге жіберілді, {count} ескерту келді.", "Орындалды, қалғаны {year} жылы."),
    reasons=("Серіктес {year} жылы жұмысын тоқтатты.", "«{theme}» ісін басқа бағдарлама алды."),
    owners=("Бағдарлама бөлімі", "Мониторинг және бағалау маманы", "Кеңсе басшысының орынбасары"),
)
LANGUAGES = (ENGLISH, RUSSIAN, KAZAKH)

"""The tags under findings and lessons: phrases with blanks between them and inside them, cut by the known phrases."""

from __future__ import annotations

import re

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.forms import one_of
from bagalau.formats.reading import Passage

KNOWN = """
Relevance|Effectiveness|Efficiency|Sustainability|Impact|Coherence|Agenda 2030|SDG Integration|SDG Localization
Sustainable Development Goals|Integration|Country Support Platform|Country Support Platforms|Accelerator Lab
Gender Equality|Gender Mainstreaming|Gender Parity|Women's Empowerment|Women’s Empowerment|Women and girls
Women and gilrs|Human rights|Human Rights Based Approach|Leave no one behind|Vulnerable|Vulnerable groups|Disability
Persons with disabilities|Youth|Children|Elderly|Indigenous people|Indigenous Peoples|LGBTI|Inclusion|Minorities
Displaced People|Internally Displaced People|Refugees|Migrants|Migration|Capacity Building|Technical Support
Knowledge management|Communication|Advocacy|Awareness raising|Policy Advisory|Policies & Procedures
Policies and Procedures|Innovation|Digitalization|Digital Transformation|Technology|Data and Statistics|Data
Monitoring and Evaluation|Evaluation|Results-Based Management|Results Based Management|Theory of Change
Quality Assurance|Risk Management|Oversight|Operational Efficiency|Procurement|Human and Financial resources
Human Resources|Financial Management|Implementation Modality|Project and Programme management
Programme/Project Design|Programme and Project Design|Project Design|Programme Synergy|Portfolio Approach
Service delivery|Challenges|Lessons Learned|Coordination|Ownership|National Ownership|Country Ownership
Strategic Positioning|Partnership|Partnerships|Private Sector|Civil Societies and NGOs|Civil Society|NGOs
Country Government|Government|National Institutions|Regional Institutions|Local Government|UN Agencies
UN Country Team|UN Volunteers|United Nations|Bilateral partners|Bilateral Partners|Multilateral Partners
International Financial Institutions|South-South Cooperation|South-South and Triangular Cooperation
Triangular Cooperation|Donor relations|Government Cost-sharing|Resource mobilization|Vertical funds|Trust Funds
Global Environment Facility fund|Global Environment Facility|Global Fund|GEF|Green Climate Fund|Adaptation Fund
Montreal Protocol|Core Resources|Co-financing|Institutional Strengthening|Institution Building
Anti-corruption|Access to Justice|Justice system|Rule of law|Civic Engagement|Citizen Participation|Parliament
Elections|Election|Electoral support|Electoral systems|Electoral Assistance|Local Governance|Decentralization
Public administration reform|Public Administration|Governance|Democratic Governance|Constitution|Transparency
Accountability|Legislation|Law enforcement|Gender Based Violence|Sexual and Gender Based Violence|Mine Action
Peace Building|Peacebuilding|Conflict Prevention|Conflict Resolution|Reconciliation|Social cohesion|Security
Violent Extremism|Crisis prevention|Crisis Response|Crisis and Recovery|Early Recovery|Recovery|Stabilization
Natural disaster|Disaster Risk Reduction|Disaster Risk Management|Early warning|Resilience building|Resilience
Jobs and Livelihoods|Livelihoods|Employment|Economic Recovery|Economic Diversification|Poverty Reduction|Poverty
Inclusive economic growth|Inclusive Growth|Micro-credit|Microfinance|Financial Inclusion|Social Protection
Social Assistance|Trade and Development|Value chains|Entrepreneurship|Tourism|Infrastructure|Urbanization|Rural
Rural Development|Agriculture|Fisheries|Food Security|Education|Health Sector|Health|HIV/AIDS|HIV|COVID-19
Climate Change Adaptation|Climate change mitigation|Climate change governance|Climate change|Climate finance
Energy|Energy Efficiency|Renewable energy|Clean energy|Access to Energy|Biodiversity|Ecosystem services
Ecosystem based approaches|Ecosystem based adaptation|Environment Policy|Environmental impact assessment|Environment
Forestry|Forest management|Land Degradation|Sustainable Land Management|Natural Resource management
Natural Resources management|Natural Resources|Protected Areas|Wildlife|Ocean and marine management|Oceans
Water resources|Water and Sanitation|Waste management|Chemicals and waste|Ozone|Pollution|Extractive Industries
""".replace("\n", "|").strip("|")
TAG = re.compile(
    rf"(?<!\w)(?:{one_of(KNOWN.split('|'))})(?!\w)",
    re.IGNORECASE,
)
TAG_LINE = re.compile(r"[*_]{0,3}Tags?\s*:[*_]{0,3}[\s|]*", re.IGNORECASE)
JOINERS = " \t\n,;|"


def put_tags(builder: DraftBuilder, path: str, place: Passage) -> None:
    """Store the tags of a line; words between known tags are kept as a tag of their own and doubted."""
    tags, doubtful = split_tags(place)
    builder.put(path, [tag.text for tag in tags], *tags)
    for tag in doubtful:
        builder.warn(
            "tag-unknown",
            "“%(tag)s” is no known tag: it may be one tag or several.",
            path=path,
            place=tag,
            tag=tag.text,
        )


def split_tags(place: Passage) -> tuple[list[Passage], list[Passage]]:
    """The tags of a line in order, and those among them that are not known."""
    tags: list[Passage] = []
    doubtful: list[Passage] = []
    at = 0
    for match in TAG.finditer(place.text):
        unknown = _between(place.cut(at, match.start()))
        doubtful.extend(unknown)
        tags.extend([*unknown, place.group(match)])
        at = match.end()
    unknown = _between(place.cut(at))
    return [*tags, *unknown], [*doubtful, *unknown]


def _between(place: Passage) -> list[Passage]:
    return [part.strip(JOINERS) for part in place.split(r"[,;|\t]") if part.strip(JOINERS)]

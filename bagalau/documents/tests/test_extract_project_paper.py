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
# fmt: on


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_paper_written_from_a_record_is_read_back_to_it(form):
    _, record = sample("project_document", "plain_tables")
    draft = extract(read(write(paper(record, ENGLISH, "en"), form), f"paper.{form}"))
    assert list(differences(record, plain(draft.record))) == []
    assert draft.unread == ()

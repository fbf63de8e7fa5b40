"""What a review makes of a draft, and how a record is compared. Pure.

D-01  A draft is waiting, accepted, reviewed (its kind has no home yet) or rejected. A decided draft does not change; a
      reviewed one is open again once its kind has a home.
D-02  A correction replaces one value; a row that is taken out is left out with all that hangs on it.
D-03  A correction must have the form that its field declares; what does not is refused with a sentence.
D-04  A draft whose errors are not mended cannot be accepted; doubts may be settled or left.
D-05  Inception reports, drafts of a report and audit trails of comments are working papers: they are never public.
D-06  An acceptance stands in the journal of the draft and of the record, so that whoever follows the record, as the
      search and the checks do, learns of every row that the paper changed.
D-07  A file that still shows its tracked changes is not made public; a paper that is read in is taken as it is.
D-08  A program is no document: a file that by its name or its first bytes is one is not kept.
"""

from __future__ import annotations

from enum import StrEnum


class DraftStatus(StrEnum):
    """D-01."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


class Visibility(StrEnum):
    """Who may see a record beside those whose roles reach it."""

    INTERNAL = "internal"
    PUBLIC = "public"


class DocumentType(StrEnum):
    """What a file is; the first five as the evaluation centre names them."""

    TOR = "tor"
    REPORT = "report"
    SUMMARY = "summary"
    ANNEX = "annex"
    RELATED = "related-document"
    INCEPTION = "inception-report"
    DRAFT_REPORT = "draft-report"
    AUDIT_TRAIL = "audit-trail"
    EVALUATION_PAGE = "evaluation"
    RESPONSE_PAGE = "management-response"
    PLAN_PAGE = "evaluation-plan"
    QUALITY = "quality-assessment"
    PROJECT = "project-document"
    EVIDENCE = "evidence"
    OTHER = "other"


PROGRAMS = frozenset(
    "app apk bat bin cmd com cpl dll dmg elf exe hta jar js jse lnk msi msp pif ps1 reg scr sh so vbe vbs wsf".split()
)
MAGIC = (b"MZ", b"\x7fELF", b"#!")


def is_program(name: str, start: bytes) -> bool:
    """D-08: ``start`` are the first bytes of the file."""
    return name.rpartition(".")[2].lower() in PROGRAMS or start.startswith(MAGIC)


NEVER_PUBLIC = frozenset({DocumentType.INCEPTION, DocumentType.DRAFT_REPORT, DocumentType.AUDIT_TRAIL})

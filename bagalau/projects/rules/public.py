"""What everybody may read of a project document that is published. Pure.

PU-01  Open is what is done, with whose money, for which results, and who is answerable by office: the seats of the
       board, the parties and positions that sign. Kept inside are persons (contacts, names of those who sign or own a
       risk, alternates) and what was told in confidence (assessments of partners, the screening).
"""

from __future__ import annotations

from dataclasses import replace

from bagalau.projects.rules.record import Project


def public(told: Project) -> Project:
    """PU-01: the record as everybody may read it."""
    return replace(
        told,
        contacts=(),
        assessments=(),
        screening=(),
        signatures=tuple(replace(one, name="") for one in told.signatures),
        board=tuple(replace(one, alternate="") for one in told.board),
        risks=tuple(replace(one, owner="") for one in told.risks),
    )

"""Pages of commitments: the list, one with all that can be said of it, the sheet that updates many."""

from bagalau.commitments.views.pages import commitment, commitment_history, commitments
from bagalau.commitments.views.saying import (
    commitment_ask,
    commitment_decide,
    commitment_responsible,
    commitment_update,
    commitment_verify,
    commitment_withdraw,
)
from bagalau.commitments.views.sheets import batch, batch_save, batch_undo, commitments_sheet, commitments_template

__all__ = [
    "batch",
    "batch_save",
    "batch_undo",
    "commitment",
    "commitment_ask",
    "commitment_decide",
    "commitment_history",
    "commitment_responsible",
    "commitment_update",
    "commitment_verify",
    "commitment_withdraw",
    "commitments",
    "commitments_sheet",
    "commitments_template",
]

"""Forms: the filters above the list, what is said of one commitment, the sheet that updates many."""

from bagalau.commitments.forms.filters import CommitmentFilter
from bagalau.commitments.forms.one import (
    AskForm,
    DecideForm,
    ResponsibleForm,
    SeenForm,
    UpdateForm,
    VerifyForm,
    WhenField,
)
from bagalau.commitments.forms.sheet import SheetForm

__all__ = [
    "AskForm",
    "CommitmentFilter",
    "DecideForm",
    "ResponsibleForm",
    "SeenForm",
    "SheetForm",
    "UpdateForm",
    "VerifyForm",
    "WhenField",
]

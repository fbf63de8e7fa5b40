"""Commitments, what was said of them, the evidence, and the sheets that update many."""

from bagalau.commitments.models.batch import Batch
from bagalau.commitments.models.commitment import Commitment
from bagalau.commitments.models.updates import Evidence, Update
from bagalau.commitments.models.words import (
    ACTS,
    BATCH_STATES,
    NEVER,
    PRECISIONS,
    PROOF_TONES,
    PROOFS,
    STATES,
    STATUSES,
    TONES,
    VERIFICATIONS,
)

__all__ = [
    "ACTS",
    "BATCH_STATES",
    "NEVER",
    "PRECISIONS",
    "PROOFS",
    "PROOF_TONES",
    "STATES",
    "STATUSES",
    "TONES",
    "VERIFICATIONS",
    "Batch",
    "Commitment",
    "Evidence",
    "Update",
]

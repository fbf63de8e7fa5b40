"""Writes: making, updating, verifying, dropping commitments. Each is one transaction with one line in the journal."""

from bagalau.commitments.actions.batches import lines_of, receive, save, undo
from bagalau.commitments.actions.dropping import ask, decide, withdraw
from bagalau.commitments.actions.owners import assign
from bagalau.commitments.actions.preview import Line, token
from bagalau.commitments.actions.proof import give_back, verify
from bagalau.commitments.actions.source import Given, Origin, add, rename_origin, take_over
from bagalau.commitments.actions.standing import FIELDS
from bagalau.commitments.actions.updates import Said, update

__all__ = [
    "FIELDS",
    "Given",
    "Line",
    "Origin",
    "Said",
    "add",
    "ask",
    "assign",
    "decide",
    "give_back",
    "lines_of",
    "receive",
    "rename_origin",
    "save",
    "take_over",
    "token",
    "undo",
    "update",
    "verify",
    "withdraw",
]

"""The roster of evaluators, and the teams of evaluations."""

from bagalau.api.v1.roster import evaluators, team
from bagalau.api.v1.roster.shapes import router

__all__ = ["evaluators", "router", "team"]

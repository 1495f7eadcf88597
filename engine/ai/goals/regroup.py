"""Regroup: go to a friend when outnumbered."""

from engine.ai.facts import ALLY_NEAR, OUTNUMBERED
from engine.ai.goap.vocabulary import Goal

REGROUP = Goal("regroup", "Go to a friend.", wants=(ALLY_NEAR,), condition=(OUTNUMBERED, ~ALLY_NEAR), weight=2.3)

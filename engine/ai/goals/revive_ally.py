"""Revive an ally: help a downed friend up."""

from engine.ai.facts import ALLY_DOWN, ALLY_REVIVED, HELP_IS_RISKY, PLAYER_DOWN, SURROUNDED
from engine.ai.goap.vocabulary import Goal

REVIVE_ALLY = Goal(
    "revive_ally",
    "Help a downed friend up.",
    wants=(ALLY_REVIVED,),
    condition=(ALLY_DOWN,),
    weight=2.6,
    bonuses=((SURROUNDED, -0.8), (HELP_IS_RISKY, -1.6), (PLAYER_DOWN, 2.0)),
    commitment=0.5,
)

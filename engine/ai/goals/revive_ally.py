"""Revive an ally: help a downed friend up."""

from engine.ai.facts import ALLY_DOWN, ALLY_REVIVED, SURROUNDED
from engine.ai.goap.vocabulary import Goal

REVIVE_ALLY = Goal(
    "revive_ally",
    "Help a downed friend up.",
    wants=(ALLY_REVIVED,),
    condition=(ALLY_DOWN,),
    weight=2.6,
    bonuses=((SURROUNDED, -0.8),),
    commitment=0.5,
)

"""Flee for life: leave the fight when the next blow would be the last."""

from engine.ai.facts import NEARLY_FALLEN, OUT_OF_FIGHT
from engine.ai.goap.vocabulary import Goal

FLEE_FOR_LIFE = Goal(
    "flee_for_life",
    "Leave the fight.",
    wants=(OUT_OF_FIGHT,),
    condition=(NEARLY_FALLEN,),
    weight=3.0,
    commitment=0.5,
)

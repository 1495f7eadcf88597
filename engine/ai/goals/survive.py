"""Survive: get out of danger when badly hurt."""

from engine.ai.facts import ENEMY_REMEMBERED, IS_HURT, IS_SAFE, SURROUNDED
from engine.ai.goap.vocabulary import Goal

SURVIVE = Goal(
    "survive",
    "Get out of danger.",
    wants=(IS_SAFE,),
    condition=(IS_HURT, ENEMY_REMEMBERED),
    weight=2.5,
    bonuses=((SURROUNDED, 0.5),),
    commitment=0.25,
)

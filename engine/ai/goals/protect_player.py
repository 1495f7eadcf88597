"""Protect the player: deal with whoever comes near the friendly player."""

from engine.ai.facts import PLAYER_PROTECTED, PLAYER_THREATENED
from engine.ai.goap.vocabulary import Goal

PROTECT_PLAYER = Goal(
    "protect_player",
    "Deal with whoever threatens the player.",
    wants=(PLAYER_PROTECTED,),
    condition=(PLAYER_THREATENED,),
    weight=3.0,
)

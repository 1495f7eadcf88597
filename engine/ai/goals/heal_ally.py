"""Heal an ally: give health back to a friend who needs it."""

from engine.ai.facts import ALLY_HEALED, ALLY_HURT, CAN_SUPPORT
from engine.ai.goap.vocabulary import Goal

HEAL_ALLY = Goal(
    "heal_ally", "Heal a hurt friend.", wants=(ALLY_HEALED,), condition=(ALLY_HURT, CAN_SUPPORT), weight=2.8
)

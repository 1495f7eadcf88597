"""Defeat enemies: harm whoever was noticed and is not forgotten."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_REMEMBERED
from engine.ai.goap.vocabulary import Goal

DEFEAT_ENEMIES = Goal(
    "defeat_enemies", "Harm enemies.", wants=(ENEMY_HARMED,), condition=(ENEMY_REMEMBERED,), weight=2.0
)

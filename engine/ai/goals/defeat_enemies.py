"""Defeat enemies: harm whoever was noticed."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_NOTICED
from engine.ai.goap.vocabulary import Goal

DEFEAT_ENEMIES = Goal("defeat_enemies", "Harm enemies.", wants=(ENEMY_HARMED,), condition=(ENEMY_NOTICED,), weight=2.0)

"""Heal: give a hurt friend health back."""

from engine.ai.actions.heal_ally import HEAL_HURT_ALLY
from engine.llm.guard.parameters import AtFriend
from engine.llm.guard.tool import Tool

HEAL = Tool("heal", HEAL_HURT_ALLY, AtFriend)

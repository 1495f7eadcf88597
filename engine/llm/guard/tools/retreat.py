"""Retreat: back away from an enemy towards friends."""

from engine.ai.actions.retreat import RETREAT
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

RETREAT_TOOL = Tool("retreat", RETREAT, AtEnemy)

"""Approach: walk up to an enemy in sight until a blow would reach it."""

from engine.ai.actions.approach import APPROACH
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

APPROACH_TOOL = Tool("approach", APPROACH, AtEnemy)

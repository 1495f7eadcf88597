"""Flank: go round behind an enemy."""

from engine.ai.actions.flank import FLANK
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

FLANK_TOOL = Tool("flank", FLANK, AtEnemy)

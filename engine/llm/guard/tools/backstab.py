"""Backstab: strike an enemy from behind while it looks away."""

from engine.ai.actions.backstab import BACKSTAB
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

BACKSTAB_TOOL = Tool("backstab", BACKSTAB, AtEnemy)

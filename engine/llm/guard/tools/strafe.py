"""Strafe: go round an enemy until the next blow is ready."""

from engine.ai.actions.circle import CIRCLE
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

STRAFE = Tool("strafe", CIRCLE, AtEnemy)

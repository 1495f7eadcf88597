"""Shoot: shoot an enemy in sight and range whenever the next shot is ready."""

from engine.ai.actions.shoot import SHOOT
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

SHOOT_TOOL = Tool("shoot", SHOOT, AtEnemy)

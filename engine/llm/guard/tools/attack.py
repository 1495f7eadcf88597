"""Attack: strike an enemy in reach whenever the next blow is ready."""

from engine.ai.actions.attack import ATTACK
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

ATTACK_TOOL = Tool("attack", ATTACK, AtEnemy)

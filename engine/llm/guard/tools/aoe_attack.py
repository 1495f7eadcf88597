"""Area attack: a shockwave that reaches every enemy all round."""

from engine.ai.actions.area_attack import AREA_ATTACK
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

AOE_ATTACK = Tool("aoe_attack", AREA_ATTACK, Parameters)

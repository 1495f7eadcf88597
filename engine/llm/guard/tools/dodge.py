"""Dodge: run off the ground that an area attack is about to strike."""

from engine.ai.actions.evade import EVADE_BLAST
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

DODGE = Tool("dodge", EVADE_BLAST, Parameters)

"""Flee: run for one's life, out of the fight."""

from engine.ai.actions.flee import FLEE
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

FLEE_TOOL = Tool("flee", FLEE, Parameters)

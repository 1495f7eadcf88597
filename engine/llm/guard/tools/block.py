"""Block: stand guard before one's charge in a stance that takes the edge off blows."""

from engine.ai.actions.guard import GUARD
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

BLOCK = Tool("block", GUARD, Parameters)

"""Walk to errand: go where the next open objective has to be seen to."""

from engine.ai.actions.walk_to_errand import WALK_TO_ERRAND
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

WALK = Tool("walk_to_errand", WALK_TO_ERRAND, Parameters)

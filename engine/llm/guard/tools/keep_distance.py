"""Keep distance: stay out of an enemy's reach until the next shot is ready."""

from engine.ai.actions.keep_distance import KEEP_DISTANCE
from engine.llm.guard.parameters import AtEnemy
from engine.llm.guard.tool import Tool

KEEP_DISTANCE_TOOL = Tool("keep_distance", KEEP_DISTANCE, AtEnemy)

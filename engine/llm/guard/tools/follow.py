"""Follow: stay near the player who leads the party."""

from engine.ai.actions.follow_leader import FOLLOW_LEADER
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

FOLLOW = Tool("follow", FOLLOW_LEADER, Parameters)

"""Revive: walk to a friend who is down and help them up."""

from engine.ai.actions.revive_ally import REVIVE_DOWNED_ALLY
from engine.llm.guard.parameters import AtFallen
from engine.llm.guard.tool import Tool

REVIVE = Tool("revive", REVIVE_DOWNED_ALLY, AtFallen)

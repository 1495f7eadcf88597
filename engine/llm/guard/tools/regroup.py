"""Regroup: go to a friend."""

from engine.ai.actions.regroup import REGROUP_WITH_FRIEND
from engine.llm.guard.parameters import AtFriend
from engine.llm.guard.tool import Tool

REGROUP = Tool("regroup", REGROUP_WITH_FRIEND, AtFriend)

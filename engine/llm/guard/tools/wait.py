"""Wait: stand and do nothing for a while."""

from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

WAIT = Tool("wait", None, Parameters, "Stand still and do nothing.")

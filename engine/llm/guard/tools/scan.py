"""Scan: look for an enemy where it was noticed last."""

from engine.ai.actions.search import SEARCH
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

SCAN = Tool("scan", SEARCH, Parameters)

"""The text of an answer, as a model would write it."""

import json
from collections.abc import Sequence

from engine.llm.evaluation.scenario import Said
from engine.llm.guard.surrender import IMPOSSIBLE


def body_of(version: str, calls: Sequence[Said]) -> str:
    """A plan for the world of `version`."""
    said = [{"tool": tool, "arguments": dict(arguments)} for tool, arguments in calls]
    return json.dumps({"world": version, "calls": said})


def surrender_of(why: str) -> str:
    """That a task can't be done."""
    return json.dumps({IMPOSSIBLE: why})

"""Interact: use what the open objective asks to be used, at the place where the actor stands."""

from engine.ai.actions.do_errand import DO_ERRAND
from engine.ai.errand_columns import USE_THERE
from engine.llm.guard.errands import errand_is
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

INTERACT = Tool(
    "interact",
    DO_ERRAND,
    Parameters,
    "Use what the open objective asks to be used here; only who leads the party can.",
    requires=(errand_is(USE_THERE, "asks for something to be used"),),
)

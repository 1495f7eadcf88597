"""Weave thread: weave what the open objective asks to be woven, at the place where the actor stands."""

from engine.ai.actions.do_errand import DO_ERRAND
from engine.ai.errand_columns import WEAVE_THERE
from engine.llm.guard.errands import errand_is
from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Tool

WEAVE_THREAD = Tool(
    "weave_thread",
    DO_ERRAND,
    Parameters,
    "Weave the thread that the open objective asks for here; only who leads the party can.",
    requires=(errand_is(WEAVE_THERE, "asks for something to be woven"),),
)

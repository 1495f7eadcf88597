"""Move to: walk to a place and make it one's post."""

from engine.ai.actions.hold_position import HOLD_ONES_POSITION
from engine.llm.guard.parameters import AtPlace
from engine.llm.guard.standing_room import has_room_there
from engine.llm.guard.tool import Tool

MOVE_TO = Tool(
    "move_to",
    HOLD_ONES_POSITION,
    AtPlace,
    "Walk to a place, which is the actor's post from then on.",
    requires=(has_room_there,),
)

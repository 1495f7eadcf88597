"""The prompt of the moment: which key does what is asked now."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.ai.errand_columns import WEAVE_THERE
from engine.play.shown import hud
from engine.play.systems.encounter.objective_states import MET, USE
from engine.present.draw_list import HudRow
from engine.world.ids import BUTTON_NAMES, UP

if TYPE_CHECKING:
    from engine.play.running.session import Session


@hud("Asked", corner="bottom", order=5, form="prompt")
def asked(session: "Session") -> list[HudRow]:
    """The button that the errand of the moment names; what is to be used or woven has prompts of its own."""
    view = session.world.view
    number = int(view["errand_objective"][0])
    player = np.flatnonzero((view["is_player"] != 0) & (view["life"] == UP))
    # The errand is that of the last tick: what it asked for may have been done in it.
    if number < 0 or not len(player) or int(view["objective_state"][0, number]) == MET:
        return []
    entity: Any = list(session.compiled.view.with_component("objective"))[number]
    if int(view["objective_rule"][number, 0]) == USE or int(view["errand_kind"][0]) == WEAVE_THERE:
        # What can be used or woven is prompted by name once it is in reach; from afar the key does nothing.
        return []
    button = BUTTON_NAMES[entity.components["objective"].button]
    return [HudRow(entity.name, button=button)] if button else []

"""The prompt of the moment: which key does what is asked now, and how far that has come."""

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from engine.play.shown import hud
from engine.play.systems import triggers
from engine.play.systems.objective_states import MET, USE
from engine.present.draw_list import HudRow
from engine.world.ids import BUTTON_NAMES, TICKS_PER_SECOND, UP
from engine.world.ids import USE as USE_BUTTON
from engine.world.kernel import plain_twin

if TYPE_CHECKING:
    from engine.play.session import Session

# The rule itself, as plain Python: a prompt promises what the key then does.
inside: Any = plain_twin(cast("Any", triggers).is_inside)


@hud("Asked", corner="bottom", order=5, form="prompt")
def asked(session: "Session") -> list[HudRow]:
    """What the errand of the moment asks to be used, once it is in reach, or the button that it names."""
    view = session.world.view
    number = int(view["errand_objective"][0])
    player = np.flatnonzero((view["is_player"] != 0) & (view["life"] == UP))
    # The errand is that of the last tick: what it asked for may have been done in it.
    if number < 0 or not len(player) or int(view["objective_state"][0, number]) == MET:
        return []
    entity: Any = list(session.compiled.view.with_component("objective"))[number]
    if int(view["objective_rule"][number, 0]) == USE:
        return _use(session, entity.name, number, int(player[0]))
    button = BUTTON_NAMES[entity.components["objective"].button]
    return [HudRow(entity.name, button=button)] if button else []


def _use(session: "Session", name: str, number: int, row: int) -> list[HudRow]:
    view = session.world.view
    x, _, z = view["position"][row]
    rule, place = view["objective_rule"][number], view["objective_place"][number]
    if rule[1] >= 0:
        target = view["position"][int(rule[1])]
        x, z = x + place[1] - target[0], z + place[2] - target[2]
    if not inside(x, z, place):
        return []
    done, whole = int(view["objective_ticks"][0, number]), max(int(rule[2]), 1)
    left = f"{(whole - done) / TICKS_PER_SECOND:.1f} s"
    return [HudRow(name, left, done / whole if done else None, "good" if done else "normal", "hand", button=USE_BUTTON)]

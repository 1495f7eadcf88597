"""The prompt: what a key would do for the player here and now."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.ai.ground_plane import ground_distance
from engine.ai.moves import AT_HAND, nearest_friend
from engine.ai.wish import REVIVAL
from engine.play.shown import hud
from engine.play.systems.revival import NEEDED
from engine.present.draw_list import HudRow
from engine.world.ids import DOWN, TICKS_PER_SECOND, UP, USE
from engine.world.kernel import plain_twin

from ..anchor_search import anchor_distance, nearest_frayed
from ..anchor_states import COSTS, PERFECT_FROM, state_of
from ..systems.anchor_mending import REPAIR_RADIUS, REPAIR_TICKS
from .readings import anchor_names, name_of

if TYPE_CHECKING:
    from engine.play.session import Session

# The rules themselves, as plain Python: a prompt must promise what the button then does, and compile nothing for it.
friend_of: Any = plain_twin(nearest_friend)
apart: Any = plain_twin(ground_distance)
frayed: Any = plain_twin(nearest_frayed)
to_anchor: Any = plain_twin(anchor_distance)


@hud("Prompt", corner="bottom", order=10, form="prompt")
def prompt(session: "Session") -> list[HudRow]:
    """Somebody to help up, or else an anchor to mend, within reach of the player; what helps comes first."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player) or view["life"][int(player[0])] != UP:
        return []
    row = int(player[0])
    return _friend(session, row) or _anchor(session, row)


def _friend(session: "Session", row: int) -> list[HudRow]:
    view = session.world.view
    everybody = len(view["life"])
    friend = friend_of(row, 0, everybody, view["life"], view["team"], view["position"], DOWN)
    if friend < 0 or apart(view["position"], row, friend) > AT_HAND:
        return []
    passed = int(view["revive_ticks"][friend])
    label = f"Help {name_of(session, friend)} up"
    if view["wish"][row] == REVIVAL and passed:
        return [
            HudRow(
                label, f"{(NEEDED - passed) / TICKS_PER_SECOND:.1f} s", passed / NEEDED, "good", "first-aid", button=USE
            )
        ]
    return [HudRow(label, f"hold {NEEDED / TICKS_PER_SECOND:.0f} s", None, "bad", "first-aid", button=USE)]


def _anchor(session: "Session", row: int) -> list[HudRow]:
    view = session.world.view
    stability = view["anchor_stability"][0]
    if not len(stability):
        return []
    number = frayed(row, view["position"], view["anchor_place"], stability, PERFECT_FROM)
    if number < 0:
        return []
    rule = view["anchor_rule"][number]
    if to_anchor(row, number, view["position"], view["anchor_place"]) > rule[REPAIR_RADIUS]:
        return []
    name = anchor_names(session)[number]
    left, whole = int(view["anchor_mending"][0, number]), max(1, int(rule[REPAIR_TICKS]))
    if left:
        return [
            HudRow(
                f"Mend {name}",
                f"{left / TICKS_PER_SECOND:.1f} s",
                1.0 - left / whole,
                "good",
                "anchor-simple",
                button=USE,
            )
        ]
    cost = int(COSTS[state_of.py_func(stability[number])])
    if int(view["echo"][0]) < cost:
        return [HudRow(f"Mend {name}", "not enough Echo", None, "muted", "anchor-simple", button=USE, price=cost)]
    text = f"hold {whole / TICKS_PER_SECOND:.0f} s"
    return [HudRow(f"Mend {name}", text, None, "normal", "anchor-simple", button=USE, price=cost)]

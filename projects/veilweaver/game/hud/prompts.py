"""The prompt of the veil: the thread that could be pulled here, or the anchor that could be mended, and its price."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import TICKS_PER_SECOND, USE, WEAVE
from engine.world.kernel import plain_twin

from ..anchor_search import anchor_distance, nearest_frayed
from ..anchor_states import COSTS, PERFECT_FROM, state_of
from ..systems.anchor_mending import REPAIR_RADIUS, REPAIR_TICKS
from ..weaving.offer import offer_of, player_of
from .readings import anchor_names, free_echo

if TYPE_CHECKING:
    from engine.play.running.session import Session

# The rules themselves, as plain Python: a prompt promises what the button then does, and compiles nothing for it.
frayed: Any = plain_twin(nearest_frayed)
to_anchor: Any = plain_twin(anchor_distance)


@hud("Threads at hand", corner="bottom", order=12, form="prompt")
def threads_at_hand(session: "Session") -> list[HudRow]:
    """What Talren could weave, let go or mend where he stands."""
    row = player_of(session)
    return [] if row < 0 else [*_thread(session), *(_pylon(session, row) or _anchor(session, row))]


def _thread(session: "Session") -> list[HudRow]:
    offer = offer_of(session)
    if offer is None:
        return []
    label = offer.text[:1].upper() + offer.text[1:]
    if offer.is_woven:
        back = f"{offer.echo} Echo back" if offer.echo else "nothing back"
        why = offer.refusal or back
        return [HudRow(f"Let go: {offer.text}", why, None, "bad" if offer.refusal else "normal", "waves", button=WEAVE)]
    tone = "bad" if offer.refusal else "good"
    return [HudRow(label, offer.refusal, None, tone, "waves", button=WEAVE, price=offer.echo)]


def _pylon(session: "Session", row: int) -> list[HudRow]:
    view = session.world.view
    if "pylon_place" not in view or not len(view["pylon_place"]):
        return []
    place, at = view["pylon_place"], view["position"][row]
    apart = np.hypot(place[:, 0] - at[0], place[:, 1] - at[2])
    reachable = np.flatnonzero((view["pylon_stands"][0] != 0) & (apart <= place[:, 2]))
    if not len(reachable):
        return []
    number = int(reachable[np.argmin(apart[reachable])])
    done, whole = int(view["pylon_work"][0, number]), max(1, int(place[number, 3]))
    left = f"{(whole - done) / TICKS_PER_SECOND:.1f} s"
    if done:
        return [HudRow("Unbind the pylon", left, done / whole, "good", "link-simple-horizontal", button=USE)]
    return [HudRow("Unbind the pylon", f"hold {left}", None, "normal", "link-simple-horizontal", button=USE)]


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
    label = f"Mend {anchor_names(session)[number]}"
    left, whole = int(view["anchor_mending"][0, number]), max(1, int(rule[REPAIR_TICKS]))
    if left:
        told = f"{left / TICKS_PER_SECOND:.1f} s"
        return [HudRow(label, told, 1.0 - left / whole, "good", "anchor-simple", button=USE)]
    cost = int(COSTS[state_of.py_func(stability[number])])
    if free_echo(session) < cost:
        why = "kept for the way out" if int(view["echo"][0]) >= cost else "not enough Echo"
        return [HudRow(label, why, None, "muted", "anchor-simple", button=USE, price=cost)]
    told = f"hold {whole / TICKS_PER_SECOND:.0f} s"
    return [HudRow(label, told, None, "normal", "anchor-simple", button=USE, price=cost)]

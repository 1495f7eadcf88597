"""The prompt: whom the player could help up here and now, or what they could lay a hand on."""

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from engine.ai.moves import AT_HAND
from engine.play.shown import hud
from engine.play.systems.encounter import triggers
from engine.play.systems.encounter.objective_states import OPEN, PROTECT, USE
from engine.play.systems.encounter.objectives import DOWN_TOO_LONG
from engine.play.systems.fighting.revival import NEEDED
from engine.present.draw_list import HudRow
from engine.world.ids import DOWN, TICKS_PER_SECOND, UP
from engine.world.ids import USE as USE_BUTTON
from engine.world.kernel import plain_twin

if TYPE_CHECKING:
    from engine.play.running.session import Session

# The rule itself, as plain Python: the prompt promises what the button then does, and compiles nothing for it.
inside = plain_twin(cast("Any", triggers).is_inside)


@hud("Prompts", corner="bottom", order=10, form="prompt")
def helping(session: "Session") -> list[HudRow]:
    """Who is down oneself is told what can be hoped for; somebody to help up comes before things."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player):
        return []
    row = int(player[0])
    if view["life"][row] != UP:
        return _fallen(session, row) if view["life"][row] == DOWN else []
    return _friend(session, row) or _thing(session, row)


def _fallen(session: "Session", row: int) -> list[HudRow]:
    """That the player is down, and for how long that may last where an objective sets an end to it."""
    view = session.world.view
    rules = view["objective_rule"]
    is_counted = (rules[:, 0] == PROTECT) & (rules[:, 1] == row) & (view["objective_state"][0] == OPEN)
    label = "You are down; a companion can help you up"
    if view["revive_ticks"][row]:
        return [HudRow(label, "coming", int(view["revive_ticks"][row]) / NEEDED, "good", "first-aid")]
    if not is_counted.any():
        return [HudRow(label, "", None, "bad", "first-aid")]
    left = max(DOWN_TOO_LONG - int(view["downed_ticks"][row]), 0)
    return [HudRow(label, f"{left / TICKS_PER_SECOND:.0f} s", left / DOWN_TOO_LONG, "bad", "first-aid")]


def _friend(session: "Session", row: int) -> list[HudRow]:
    view = session.world.view
    down = np.flatnonzero((view["life"] == DOWN) & (view["team"] == view["team"][row]))
    if not len(down):
        return []
    away = view["position"][down] - view["position"][row]
    apart = np.hypot(away[:, 0], away[:, 2])
    nearest = int(np.argmin(apart))
    if apart[nearest] > AT_HAND:
        return []
    friend = int(down[nearest])
    label = f"Help {session.compiled.entity_of_row[friend][1]} up"
    passed = int(view["revive_ticks"][friend])
    if not passed:
        return [HudRow(label, f"hold {NEEDED / TICKS_PER_SECOND:.0f} s", None, "bad", "first-aid", button=USE_BUTTON)]
    left = f"{(NEEDED - passed) / TICKS_PER_SECOND:.1f} s"
    return [HudRow(label, left, passed / NEEDED, "good", "first-aid", button=USE_BUTTON)]


def _thing(session: "Session", row: int) -> list[HudRow]:
    """An open objective that is to be used, whose area the player stands in."""
    view = session.world.view
    rules = view["objective_rule"]
    for number in np.flatnonzero((rules[:, 0] == USE) & (view["objective_state"][0] == OPEN)).tolist():
        target = int(rules[number, 1])
        place, at = view["objective_place"][number], view["position"][row]
        x, z = at[0], at[2]
        if target >= 0:
            # The area goes where its target has gone.
            x, z = x + place[1] - view["position"][target, 0], z + place[2] - view["position"][target, 2]
        if not inside(x, z, place):
            continue
        entity = list(session.compiled.view.with_component("objective"))[number]
        text: str = entity.components["objective"].text or entity.name  # type: ignore[attr-defined]
        passed, whole = int(view["objective_ticks"][0, number]), max(1, int(rules[number, 2]))
        left = f"{(whole - passed) / TICKS_PER_SECOND:.1f} s"
        share = passed / whole if passed else None
        told = left if passed else f"hold {left}"
        return [HudRow(text, told, share, "good" if passed else "normal", "hand-palm", button=USE_BUTTON)]
    return []

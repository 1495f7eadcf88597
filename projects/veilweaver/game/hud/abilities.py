"""The ability block: what the player may do now, with which key, at what price, and how long until again."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import BARRICADE, DASH, FREE, GUARD, MELEE, RANGED, TICKS_PER_SECOND

from .readings import free_echo

if TYPE_CHECKING:
    from engine.play.running.session import Session


class Ability(NamedTuple):
    """`needs`, `ready`, `cooldown` and `cost` are columns of the player's row, `known` one of the lane; "" for none."""

    label: str
    glyph: str
    button: int
    needs: str = ""
    ready: str = ""
    cooldown: str = ""
    cost: str = ""
    known: str = ""


ABILITIES = (
    Ability("Blade", "sword", MELEE, "melee_damage", "melee_ready", "melee_cooldown"),
    Ability("Echo Pulse", "broadcast", RANGED, "ranged_damage", "ranged_ready", "ranged_cooldown"),
    Ability("Guard", "shield", GUARD),
    Ability("Echo Dash", "lightning", DASH, "dash_length", "dash_ready", "dash_cooldown", "dash_cost", "dash_known"),
)
BARRICADE_COST = 1


@hud("Abilities", corner="bottom", order=0, form="abilities")
def abilities(session: "Session") -> list[HudRow]:
    """One square for each ability that the player has, full when it is ready; some cost Echo."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player):
        return []
    row, purse = int(player[0]), free_echo(session)
    rows = [
        _row(session, ability, row, purse)
        for ability in ABILITIES
        if (not ability.needs or view[ability.needs][row]) and (not ability.known or view[ability.known][0])
    ]
    spares = view["is_barricade_spare"] != 0
    if spares.any():
        left = int(np.count_nonzero(spares & (view["life"] == FREE)))
        why_not = "none left" if not left else "no Echo" if purse < BARRICADE_COST else ""
        rows.append(
            HudRow(
                "Barricade", why_not or f"{left} left", 0.0 if why_not else 1.0, "muted" if why_not else "normal",
                "wall", button=BARRICADE, price=BARRICADE_COST,
            )
        )  # fmt: skip
    return rows


def _row(session: "Session", ability: Ability, row: int, purse: int) -> HudRow:
    view = session.world.view
    price = int(view[ability.cost][row]) if ability.cost else 0
    left = int(view[ability.ready][row]) if ability.ready else 0
    whole = max(1, int(view[ability.cooldown][row])) if ability.cooldown else 1
    seconds = left / TICKS_PER_SECOND
    fraction = float(np.clip(1.0 - left / whole, 0.0, 1.0))
    value = "ready" if left == 0 else f"{seconds:.1f} s"
    if price > purse:
        return HudRow(ability.label, "no Echo", 0.0, "muted", ability.glyph, button=ability.button, price=price)
    return HudRow(
        ability.label, value, fraction, "normal", ability.glyph, button=ability.button, price=price, left=seconds
    )

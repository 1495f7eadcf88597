"""Why a run ended, in one sentence for the player."""

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from engine.play.systems.encounter import verdict
from engine.play.systems.encounter.objective_states import FAILED
from engine.play.systems.encounter.verdict import (
    ALL_OBJECTIVES,
    HOSTILES_DOWN,
    OBJECTIVE_FAILED,
    PARTY_DOWN,
    PLAYER_DOWN,
)
from engine.world.ids import DEAD, TICKS_PER_SECOND
from engine.world.kernel import plain_twin

if TYPE_CHECKING:
    from engine.play.running.session import Session

# The rules themselves, not a second telling of them; as plain Python, since nobody waits for this sentence.
is_won = plain_twin(cast("Any", verdict).is_won)
is_lost = plain_twin(cast("Any", verdict).is_lost)
OWN_RULES = "The game's own rules decided it."


def why_ended(session: "Session") -> str:
    """What won or lost the run; "" while it goes on."""
    if session.outcome == "victory":
        return _why_won(session)
    if session.outcome == "defeat":
        return _why_lost(session)
    if session.outcome == "timeout":
        return f"The {(session.tick - session.chapter_began) / TICKS_PER_SECOND:,.0f} s of this encounter are over."
    return ""


def _why_won(session: "Session") -> str:
    view = session.world.view
    for rule in view["victory_rule"]:
        if not is_won(
            rule, 0, len(view["life"]), view["life"], view["team"], view["spawn_group"], view["spawn_clock"][0],
            view["objective_state"][0], view["objective_rule"],
        ):  # fmt: skip
            continue
        if rule[0] == HOSTILES_DOWN:
            return "Every enemy is down or has fled."
        if rule[0] == ALL_OBJECTIVES:
            return "Every objective is met."
        return f"Objective met: {_objective(session, int(rule[1]))}."
    return OWN_RULES


def _why_lost(session: "Session") -> str:
    view = session.world.view
    for rule in view["defeat_rule"]:
        if not is_lost(
            rule, 0, len(view["life"]), view["life"], view["team"], view["is_player"], view["downed_ticks"],
            view["objective_state"][0],
        ):  # fmt: skip
            continue
        if rule[0] == PLAYER_DOWN:
            player = int(np.flatnonzero(view["is_player"] != 0)[0])
            name = session.compiled.roster[player].name
            if view["life"][player] == DEAD:
                return f"{name} died."
            return f"{name} stayed down for {rule[1] / TICKS_PER_SECOND:g} s."
        if rule[0] == PARTY_DOWN:
            return "The whole party is down."
        if rule[0] == OBJECTIVE_FAILED:
            failed = np.flatnonzero(view["objective_state"][0] == FAILED)
            return f"Objective failed: {_objective(session, int(failed[0]))}."
    return OWN_RULES


def _objective(session: "Session", number: int) -> str:
    entity = list(session.compiled.view.with_component("objective"))[number]
    return str(entity.components["objective"].text or entity.name).rstrip(".")  # type: ignore[attr-defined]

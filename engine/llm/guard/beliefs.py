"""What an agent would believe of somebody right now: the engine's own senses and beliefs, asked between two ticks."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from typing import Any

from engine.ai.goap.words import state_of
from engine.ai.ground_plane import gap_between
from engine.ai.perception.sight import is_in_view, is_sight_clear
from engine.ai.perception.within import hurt_below
from engine.ai.thinking import THINK_TICKS
from engine.play.running.session import Session
from engine.world.ids import DOWN, UP
from engine.world.kernel import is_plain, plain_twin
from engine.world.system import System

_GAP: Any = plain_twin(gap_between)
_IN_VIEW: Any = plain_twin(is_in_view)
_CLEAR: Any = plain_twin(is_sight_clear)
_HURT_BELOW: Any = plain_twin(hurt_below)
_FOCUS = frozenset({
    "tick", "agent_profile", "target", "target_distance", "remembered", "nearest_ally", "nearest_ally_distance",
    "ally_hurt", "ally_hurt_distance", "ally_down", "ally_down_distance", "facts",
})  # fmt: skip


def why_unseen(session: Session, row: int, other: int) -> str:
    """Why row `row` does not see row `other`, as the end of a sentence; "" when it does."""
    view = session.world.view
    if float(_GAP(view["position"], view["radius"], row, other)) > float(view["sight_range"][row]):
        return f"is farther away than {float(view['sight_range'][row]):g} m"
    if not _IN_VIEW(view["position"], view["yaw"], row, other, view["sight_cos"][row]):
        return "is outside its field of view"
    names = ("life", "immovable", "position", "half_extent", "radius", "height", "yaw")
    walls = (view["obstacle_box"], view["obstacle_circle"])
    if not _CLEAR(row, other, 0, session.world.rows, *(view[name] for name in names), *walls):
        return "is hidden by something in between"
    return ""


def beliefs(session: Session, row: int, other: int | None) -> frozenset[str]:
    """Names of the facts that row `row` would believe now if it thought, with its attention on row `other`.

    What is observed alone counts. The session is as it was afterwards.
    """
    world, view = session.world, session.world.view
    senses = [each for each in session.schedule.systems if each.slot == "perception"]
    thoughts = [each for each in session.schedule.systems if each.slot == "planning" and "facts" in each.writes]
    names = _FOCUS.union(*(each.writes for each in (*senses, *thoughts)))
    kept = {name: view[name].copy() for name in names if name in view}
    try:
        view["tick"][0] += -(int(view["tick"][0]) + row) % THINK_TICKS
        view["agent_profile"][row] = session.compiled.rows["agent_profile"][row]
        _run(session, senses)
        if other is not None:
            _focus(session, row, other)
        _run(session, thoughts)
        state = state_of(view, row)
    finally:
        for name, array in kept.items():
            world.view[name][...] = array
    return frozenset(name for name, bit in session.mind.domain.fact_ids.items() if state >> bit & 1)


def _run(session: Session, systems: list[System]) -> None:
    for each in systems:
        each.run(session.world, plain=session.style == "plain" or is_plain())


def _focus(session: Session, row: int, other: int) -> None:
    """Turn the attention of a row to another one, if it is noticed at all."""
    view = session.world.view
    gap = _GAP(view["position"], view["radius"], row, other)
    if view["team"][row] != view["team"][other]:
        # Whom it looks at by its own senses counts too: some rules turn heads, such as a taunt.
        is_seen = int(view["target"][row]) == other or not why_unseen(session, row, other)
        is_seen = is_seen and int(view["life"][other]) == UP
        view["target"][row], view["target_distance"][row] = (other, gap) if is_seen else (-1, gap)
        is_known = is_seen or int(view["remembered"][row]) == other
        view["remembered"][row] = other if is_known else -1
        return
    life = int(view["life"][other])
    most = float(view["health_max"][other])
    share = float(view["health"][other]) / most if most > 0 else 1.0
    is_hurt = life == UP and gap <= view["sight_range"][row] and share < float(_HURT_BELOW(view["heal_below"][row]))
    _say(view, row, "nearest_ally", other if life == UP else -1, gap)
    _say(view, row, "ally_hurt", other if is_hurt else -1, gap)
    _say(view, row, "ally_down", other if life == DOWN else -1, gap)


def _say(view: Any, row: int, sense: str, other: int, gap: Any) -> None:
    view[sense][row], view[f"{sense}_distance"][row] = other, gap

"""Forking: a running session copied into many futures, each with a chance of its own, to the end of its chapter."""

from collections.abc import Sequence

import numpy as np

from engine.play.running.lanes import MOST_RESIDENT, LaneResult, result_of, run_ticks
from engine.play.running.ready_schedules import ReadySchedules
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot
from engine.play.running.travel import seed_of, tried
from engine.world.ids import RUNNING, SKILL_NAMES
from engine.world.schedule import Style
from engine.world.world import LaneSpec


def futures(
    session: Session, seeds: Sequence[int], *, skill: str | None = None, max_ticks: int | None = None
) -> list[LaneResult]:
    """What becomes of a running chapter with each of these seeds from now on; the session itself is not touched.

    An autopilot of `skill` plays on, by default the one that plays now. Each future ends when the chapter does, at most
    `max_ticks` from now. Results in the order of the seeds; a session that does not run has none. ValueError for an
    unknown skill, while people wander about by command, and while orders are carried out.
    """
    if not session.is_running:
        return []
    if skill is not None and skill not in SKILL_NAMES[1:]:
        raise ValueError(f'there is no skill "{skill}"; expected {", ".join(SKILL_NAMES[1:])}')
    if session.population is not None:
        raise ValueError("the futures of a run with people put in by command can't be played: their ways are one run's")
    if session.orders:
        raise ValueError("the futures of a run in which orders are carried out can't be played: they are one run's")
    found: list[LaneResult] = []
    for first in range(0, len(seeds), MOST_RESIDENT):
        found += _played(session, seeds[first : first + MOST_RESIDENT], skill, max_ticks)
    return found


def why_no_futures(session: Session, state: SessionSnapshot) -> str:
    """Why the futures of a state of a session can't be played elsewhere, as a sentence; "" when they can."""
    if state.population is not None:
        return "People were put in by command, and their ways are this one run's."
    if state.orders:
        return "Orders are being carried out, and they are this one run's."
    if session.slice.compiled(state.stay.chapter).scene.encounter is None:
        return "No encounter is played, so nothing can be won."
    if session.overrides:
        return "The run began with other values than the project's."
    return ""


def _played(session: Session, seeds: Sequence[int], skill: str | None, max_ticks: int | None) -> list[LaneResult]:
    compiled, lanes, now = session.compiled, len(seeds), session.world
    ground = compiled.pinned_ground()
    world = compiled.world(lanes, ground=ground, log_capacity=4096 + 16 * lanes * compiled.reserve)
    names = [name for name, column in now.columns.items() if column.table in {"row", "lane"}]
    rows = {name: now.view[name] for name in names if now.columns[name].table == "row"}
    lane = {name: now.view[name][0] for name in names if now.columns[name].table == "lane"}
    world.add_lanes([LaneSpec(now.rows, lane, rows)])
    world.keep([0] * lanes)
    view = world.view
    attempt = int(view["attempt"][0])
    view["seed"][:] = [seed_of(seed, attempt) for seed in seeds]
    view["run"][:] = np.arange(lanes)
    if skill is not None:
        view["autopilot"][:] = SKILL_NAMES.index(skill)
    if max_ticks is not None:
        view["tick_limit"][:] = np.minimum(view["tick_limit"], session.tick + max_ticks)
    style: Style = "plain" if session.style == "plain" else "fused"
    schedule = ReadySchedules(session.slice, style).of(compiled)
    results: dict[int, LaneResult] = {}
    while world.lanes:
        run_ticks(schedule, world, ground, style)
        over = [slot for slot in range(world.lanes) if world.view["outcome"][slot] != RUNNING]
        for slot in over:
            past = (*session.stay.past, tried(session.stay, world, slot=slot))
            results[int(world.view["run"][slot])] = result_of(world, slot, past)
        world.drain_log()
        if over:
            world.keep(world.running())
    return [results[number] for number in range(lanes)]

"""Whom a failed system was working on: it runs again as plain Python on a copy, and its loop variable is looked at."""

from collections.abc import Iterator
from types import TracebackType

import numpy as np

from engine.play.compile.compiled import CompiledScene
from engine.world.system import System
from engine.world.world import World

ROW_NAMES = ("i", "row", "actor")


def entity_of_failure(system: System, world: World, compiled: CompiledScene) -> str | None:
    """Id of the entity whose row the system failed on; None when it does not fail again or has no row in hand.

    Compiled code tells what was raised, but not where. The world itself is left as it is.
    """
    ground = compiled.pinned_ground()
    copy = compiled.world(1, ground=ground)
    copy.restore(world.snapshot())
    if ground is not None:
        ground.before_tick(copy)
    try:
        with np.errstate(all="ignore"):
            system.run(copy, plain=True)
    except Exception as error:
        for name, value in _locals(error.__traceback__, system):
            if name in ROW_NAMES and isinstance(value, int) and 0 <= value < compiled.reserve:
                return compiled.entity_of_row[value][0]
    return None


def _locals(trace: TracebackType | None, system: System) -> Iterator[tuple[str, object]]:
    while trace is not None:
        if trace.tb_frame.f_code is system.fn.__code__:
            yield from trace.tb_frame.f_locals.items()
        trace = trace.tb_next

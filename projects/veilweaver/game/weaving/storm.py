"""The storm: once it is chosen what becomes of it, sight, what the fallen leave, and the Rift's temper follow."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.ai.goap.kernels.words import believe
from engine.ai.ground_plane import ONE, ZERO
from engine.ai.thinking import first_turn
from engine.world.ids import HOSTILE, RUNNING, UP
from engine.world.system import static, system

from .kinds import REDIRECTED

SIGHT, DROPS, FEAR = range(3)
AS_EVER, AFRAID = range(2)


@static(columns="storm_rule storm_felt")
def storm_tables(scene: Any, parts: Any) -> Mapping[str, Any]:
    """What the scene's storm does; `storm_felt` is 0 where it has none."""
    storm = next((entity.components["storm"] for entity in scene.with_component("storm")), None)
    rule = (storm.sight, storm.drops, storm.fear) if storm is not None else (1.0, 1.0, 0.0)
    return {"storm_rule": np.array(rule, "f4"), "storm_felt": int(storm is not None)}


@system(
    slot="planning",
    order=-98,
    rows_with="storm_felt",
    writes="sight_range sight_full sight_scale drop_scale disposition weather facts",
)
def storm(
    first, think_step, tick, outcome, life, team, agent_profile, health, storm_choice, storm_rule, fact_nearly_fallen,
    sight_range, sight_full, sight_scale, drop_scale, disposition, weather, facts,
):  # fmt: skip
    """Reads `storm_choice`; writes how far everybody sees, what the fallen leave, and who already thinks of flight."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        is_redirected = storm_choice[L] == REDIRECTED
        sight_scale[L] = storm_rule[SIGHT] if is_redirected else ONE
        drop_scale[L] = int(storm_rule[DROPS]) if is_redirected else 1
        disposition[L] = AFRAID if is_redirected else AS_EVER
        weather[L] = storm_choice[L]
        for i in range(first[L], first[L + 1]):
            if sight_full[i] == ZERO:
                sight_full[i] = sight_range[i]
            sight_range[i] = sight_full[i] * sight_scale[L]
        if not is_redirected:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] == UP and team[i] == HOSTILE and agent_profile[i] >= 0 and health[i] < storm_rule[FEAR]:
                believe(facts, i, fact_nearly_fallen)

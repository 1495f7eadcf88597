"""Learning: Echo Dash is not known from the start of a slice; the encounter that awards it teaches it.

An encounter knows the dash from its beginning unless it awards it itself, or comes before the one that does in the
project's slice. Within a run the knowledge is carried on.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.ground_plane import ONE
from engine.document.heads import head_of
from engine.world.columns import column
from engine.world.events import FIRST_PROJECT_KIND, push_event
from engine.world.ids import RUNNING
from engine.world.system import static, system

ABILITY_LEARNT = FIRST_PROJECT_KIND + 83
EVENT_KINDS = {"ability_learnt": ABILITY_LEARNT}
AT_ONCE = -1
TOLD = {"ability_learnt": ("goals", "good", "{source} learns Echo Dash", "source")}

DASH_KNOWN = column("dash_known", "lane", "i4", default=1, is_carried=True, doc="1 once Echo Dash has been learnt.")
AWARD_TRIGGER = column("award_trigger", "static", "i4", doc="(awards,) trigger with which each is learnt, -1 at once.")
TAUGHT = "echo_dash"
AWARD_COUNT = column("award_count", "lane", "i4", doc="How many abilities the encounter awards.")


@static(columns="award_trigger award_count dash_known")
def award_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Awards in scene order, and whether the dash is known before them."""
    numbers = {entity.id: number for number, entity in enumerate(scene.with_component("trigger"))}
    every = [entity.components["award"] for entity in scene.with_component("award")]
    awards = [award for award in every if award.ability == TAUGHT]
    return {
        "award_trigger": np.array([numbers.get(award.trigger, AT_ONCE) for award in awards], "i4"),
        "award_count": np.array(len(awards), "i4"),
        "dash_known": np.array(not awards and not _is_learnt_later(scene), "i4"),
    }


def _is_learnt_later(scene: Any) -> bool:
    """Whether an encounter that follows in the project's slice awards something."""
    files = scene.snapshot.files
    order = list(head_of(files["project"]).slice)
    if scene.encounter not in order:
        return False
    later = [files.get(f"encounters/{name}") for name in order[order.index(scene.encounter) + 1 :]]
    return any("award" in block.data for node in later if node is not None for block in node.entities.values())


@system(slot="encounter", order=5, rows_with="award_count", writes="dash_known log_count log_data log_amount")
def awards(
    first, outcome, run, tick, local_id, is_player, award_count, award_trigger, trigger_fired, dash_known, log_count,
    log_data, log_amount,
):  # fmt: skip
    """Reads the triggers of awards; writes and logs what the player has learnt."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or dash_known[L] != 0:
            continue
        for k in range(award_count[L]):
            if award_trigger[k] >= 0 and trigger_fired[L, award_trigger[k]] == 0:
                continue
            dash_known[L] = 1
            for i in range(first[L], first[L + 1]):
                if is_player[i] != 0:
                    push_event(log_count, log_data, log_amount, run[L], tick[L], ABILITY_LEARNT, local_id[i], -1, ONE)

"""Who has its turn looks, hears of danger and looks after friends; everybody else keeps what they knew."""

import numpy as np
import pytest

from engine.ai.perception.danger import notice_danger
from engine.ai.perception.enemies import notice_enemies
from engine.ai.perception.friends import notice_friends
from engine.ai.thinking import THINK_TICKS
from engine.world.ids import RUNNING
from tests.engine.ai.arena import HOSTILE, PARTY, arena

PEOPLE = 8
UNKNOWN = 99


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    ("system", "known"),
    [(notice_enemies, "nearest_enemy"), (notice_friends, "nearest_ally"), (notice_danger, "blast_from")],
)
def test_only_who_has_its_turn_perceives_and_only_in_lanes_that_run(system, known, plain):
    party = [{"at": (float(place), 0.0), "team": PARTY} for place in range(PEOPLE)]
    striker = {"at": (3.0, 2.0), "team": HOSTILE, "telegraph": 9, "agent_profile": -1}
    striker["telegraph_place"] = (3.0, 2.0, 20.0, 0.0)
    world = arena(*party, striker, lanes=3)
    world.view["outcome"][1] = RUNNING + 1
    for tick in (0, 1, 5, 11):
        world.view["tick"][:] = np.array([tick, tick, tick + 2], np.int32)
        world.view[known][:] = UNKNOWN

        system.run(world, plain=plain)

        told = world.view[known].reshape(3, PEOPLE + 1)[:, :PEOPLE] != UNKNOWN
        turns = (np.array([[tick], [tick], [tick + 2]]) + np.arange(PEOPLE)) % THINK_TICKS == 0
        turns[1] = False
        assert told.tolist() == turns.tolist()

"""Golden digests of small crowds; `python -m tests.engine.physics.golden` renews them when physics has changed."""

import json
from pathlib import Path

from engine.physics.scheduler import PhysicsScheduler
from engine.world.schedule import Schedule
from tests.engine.physics.crowds import PARTS
from tests.engine.physics.test_determinism import crowd

FILE = Path(__file__).with_suffix(".json")
SEEDS, TICKS, STRETCH = range(6), 60, 20


def digests_of(seed: int, threads: int = 0) -> list[str]:
    """The digest of a crowd of many sizes among obstacles after every stretch of ticks."""
    made, schedule = crowd(seed), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0)
    physics.install(schedule)
    found: list[str] = []
    for _ in range(TICKS // STRETCH):
        schedule.run(made, STRETCH)
        found.append(made.digest())
    physics.close()
    return found


def all_digests() -> dict[str, list[str]]:
    """The digests of every seed, as the file holds them."""
    return {str(seed): digests_of(seed) for seed in SEEDS}


if __name__ == "__main__":
    FILE.write_text(json.dumps(all_digests(), indent=2) + "\n", encoding="utf-8")

"""What thinking costs in one lane of thousands who fight each other, with everything that they see and hear."""

import numpy as np

from engine.ai.planning.columns import COUNTS
from engine.ai.planning.stats import stats_of
from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.scenes.armies import Armies
from engine.benchmarks.threshold import Threshold
from engine.schema.files import PlanningSettings
from engine.telemetry.percentiles import percentiles

WARM_TICKS = 30
NS_IN_MS = 1e6
BUDGET = PlanningSettings().agents_per_tick
SLOTS = ("perception", "planning")


@benchmark(
    name="goap.battle",
    unit="ms",
    threshold=Threshold("Perception is most of a tick in a melee of thousands."),
    cases=[{"agents": agents, "budget": budget} for agents in (11_500, 100_000) for budget in (BUDGET, agents)],
    seconds=8.0,
    samples=120,
    has_tail=True,
)
def goap_battle(agents: int, budget: int) -> Case:
    """Perception and planning in a tick of one battle, as it is played: a sixth of the agents think in each tick.

    The whole game is stepped; what the other systems take is not counted. The share of those who believe something new
    is the battle's own, and told beside the result, like how many do not fit into the budget and wait.
    """
    armies = Armies(agents)
    armies.world.replace_statics({"plan_budget": np.array([budget], np.int32)})
    for _ in range(WARM_TICKS):
        armies.tick()
    spent: dict[str, list[float]] = {slot: [] for slot in SLOTS}
    counts = np.zeros(len(COUNTS), np.int64)

    def run() -> float:
        armies.tick()
        slots = armies.schedule.profile.slots
        for slot in SLOTS:
            spent[slot].append(slots[slot] / NS_IN_MS)
        counts[:] += armies.world.view["plan_counts"][0]
        return sum(spent[slot][-1] for slot in SLOTS)

    def facts() -> Facts:
        ticks = max(1, len(spent["planning"]))
        stats = stats_of(counts)
        told = {f"{slot}_{name}": percentiles(spent[slot])[name] for slot in SLOTS for name in ("p50", "p99")}
        return {
            **told,
            "thought": round(stats.thought / ticks),
            "dirty_%": 100.0 * stats.changed / max(1, stats.thought),
            "planned": round(stats.planned / ticks),
            "waiting": round(stats.waiting / ticks),
            "longest_wait_ticks": round(stats.longest_wait / ticks),
            "solved": round(stats.plan / ticks),
            "unsolvable": round(stats.none / ticks),
            "capped": round(stats.capped / ticks),
            "reached": round(stats.reached / ticks),
            "hit_rate_%": None if stats.hit_rate is None else 100.0 * stats.hit_rate,
        }

    return Case(run=run, facts=facts, close=armies.close)

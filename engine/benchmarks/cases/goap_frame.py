"""What a frame of thinking costs: facts read from the world, goals ranked, plans found, for many agents at once."""

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.scenes.thinking_lanes import ThinkingLanes
from engine.benchmarks.threshold import Threshold

STAGGER = {"a sixth": False, "everybody": True}
"""Who thinks in a frame: as the game is played, or with the stagger off."""


@benchmark(
    name="goap.frame",
    unit="ms",
    threshold=Threshold("Minds have half a millisecond of each frame.", fail=0.2, critical=True),
    cases=[
        {"agents": agents, "think": think, "dirty": dirty}
        for agents in (11_500, 100_000)
        for think in STAGGER
        for dirty in (0, 1, 10, 100)
    ],
    blocks=Blocks(turns=lambda _: 20, group="agents", warm=2, timed=10),
    has_tail=True,
)
def goap_frame(agents: int, think: str, dirty: int) -> Case:
    """The planning slot of a tick over many fights of Echo Grove; `dirty` % of those who think believe something new.

    As played a sixth of the agents think in a tick; "everybody" has the stagger off, which the game never asks for.
    Extraction of facts is part of it, and told apart beside it. Perception is measured by `goap.battle`.
    """
    lanes = ThinkingLanes(agents, dirty, everybody=STAGGER[think])
    return Case(run=lanes.run, before=lanes.before, facts=lanes.facts)

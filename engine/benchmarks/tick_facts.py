"""What a row about a tick of ours says beside its time: stages, digest, data exchange, and what the cores could do."""

from time import perf_counter_ns

import numpy as np

from engine.benchmarks.benchmark import Facts
from engine.benchmarks.capacity import CapacityProbe
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_watch import CrowdWatch

PROBE_EVERY = 7  # ticks: once in a block
DIGITS = 16


class TickFacts:
    """Watches a crowd from between its ticks."""

    def __init__(self, crowd: CrowdOne, probe: CapacityProbe | None = None) -> None:
        self._crowd, self._probe, self._watch = crowd, probe, CrowdWatch(crowd)
        self._stages: list[tuple[int, ...]] = []
        self._elsewhere: list[float] = []
        self._exchange: list[int] = []
        self._capacity: list[float] = []
        self._begun_at = crowd.ticks

    def before(self) -> None:
        """Keep the last tick's stage times, give out goals, and now and then ask what the cores can do."""
        done = self._crowd.ticks - self._begun_at
        if done:
            self._keep_stages()
        if self._probe is not None and done % PROBE_EVERY == 0:
            self._capacity.append(self._probe.measure())
        self._watch.before()
        begun = perf_counter_ns()
        self._crowd.exchange()
        self._exchange.append(perf_counter_ns() - begun)

    def facts(self) -> Facts:
        """Medians over the ticks watched; the digest of the state at the end."""
        crowd = self._crowd
        self._keep_stages()
        stages = np.median(np.array(self._stages), axis=0) * 1e-6
        names = ("broad_phase", "narrow_phase", "integration")
        found: dict[str, object] = {
            **self._watch.facts(),
            "digest": crowd.world.digest()[:DIGITS],
            "exchange_ms": float(np.median(self._exchange)) * 1e-6,
            "stages_ms": dict(zip(names, stages.round(6).tolist(), strict=True)),
        }
        if self._elsewhere:  # how much the workers took off the calling thread: a pool that sleeps would show here
            found["workers_share"] = round(float(np.median(self._elsewhere)), 3)
        if self._capacity:
            found["capacity"] = round(float(np.median(self._capacity)), 3)
        return found

    def close(self) -> None:
        """End the threads of crowd and probe."""
        self._crowd.close()
        if self._probe is not None:
            self._probe.close()

    def _keep_stages(self) -> None:
        profile = self._crowd.physics.get_last_step_profile()
        self._stages.append((profile.broad_phase or 0, profile.narrow_phase or 0, profile.integration or 0))
        chunks = profile.chunks_per_thread
        if chunks:
            self._elsewhere.append(1 - chunks[0] / max(sum(chunks), 1))

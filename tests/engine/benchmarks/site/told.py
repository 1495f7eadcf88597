"""A history that has something of everything that the page shows."""

import numpy as np

from tests.engine.benchmarks.history.rows import line

HOSTILE = "</script><script>window.ran = true</script><img src=x onerror='window.ran = true'>"


def told(runs: int = 40) -> list[bytes]:
    """Two cases of physics with stages, one of them 20 % worse since run 30; two runs of terrain; a hostile name."""
    random = np.random.default_rng(3)
    lines: list[bytes] = []
    for k in range(runs):
        day = float(runs - k)
        common = {"git_sha": f"{k:040x}", "branch": "main", "hardware_label": "Quiet pair", "stddev": 0.01}
        for agents in (2_500, 5_000):
            value = agents / 2_500 * float(np.exp(0.01 * random.normal())) * (1.2 if agents == 5_000 and k >= 30 else 1)
            stages = {"broad_phase": 0.3 * value, "narrow_phase": 0.5 * value, "integration": 0.2 * value}
            more = {"params": {"agents": agents}, "system": "physics", "facts": {"stages_ms": stages}, **common}
            lines.append(line(value, day=day, name="physics.full_tick", git_dirty=agents == 2_500 and k == 5, **more))
        llm = {"unit": "ms", "system": "llm", "params": {"client": "oracle"}, **common}
        lines.append(line(3.0 + 0.01 * k, day=day, name="llm.evaluation", **llm))
    for k in range(2):
        more = {"system": "terrain", "params": {}, "branch": "try", "hardware_id": "h2", "hardware_label": "Runner"}
        lines.append(line(9.0 + k, day=2.0 - k, name="terrain.chunk", facts={"worst": 10.0}, **more))
    hostile = dict.fromkeys(("unit", "system", "git_sha", "hardware_id", "hardware_label", "python"), HOSTILE)
    lines.append(line(1.0, day=1.0, name=HOSTILE, params={HOSTILE: HOSTILE}, branch="main", **hostile))
    return lines

"""What evaluating a language model costs beside the model."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.llm.evaluation.clients.oracle import noisy_oracle
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.harness import Harness

RATE = 0.05


@benchmark(name="llm.evaluation", unit="ms", cases=[{"client": "noisy oracle", "error_rate": RATE}], samples=20)
def llm_evaluation(client: str, error_rate: float) -> Case:
    """An episode: asked, judged and played in the simulator, reference plans among it; the mean over all scenarios."""
    harness = Harness(find_scenarios())
    harness.asked()

    def once() -> float:
        harness.forget()
        run = harness.evaluate(lambda known: noisy_oracle(known, error_rate))
        return run.seconds * 1e3 / len(run.episodes)

    return Case(once)

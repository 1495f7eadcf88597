"""What evaluating a language model costs beside the model."""

from engine.benchmarks.benchmark import Case, alias, benchmark
from engine.benchmarks.threshold import Baseline, Threshold
from engine.llm.evaluation.clients.oracle import noisy_oracle
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.harness import Harness

RATE = 0.05


@benchmark(
    name="llm.evaluation",
    unit="ms",
    threshold=Threshold("A thousand episodes are played for each model.", fail=0.15),
    cases=[{"client": "noisy oracle", "error_rate": RATE}],
    samples=20,
)
def llm_evaluation(client: str, error_rate: float) -> Case:
    """An episode: asked, judged and played in the simulator, reference plans among it; the mean over all scenarios."""
    harness = Harness(find_scenarios())
    harness.asked()

    def once() -> float:
        harness.forget()
        run = harness.evaluate(lambda known: noisy_oracle(known, error_rate))
        return run.seconds * 1e3 / len(run.episodes)

    return Case(once)


llm_eval_mock_client = alias(
    "llm_eval_mock_client",
    llm_evaluation,
    [{"client": "noisy oracle", "error_rate": RATE}],
    Threshold("A thousand episodes are played for each model.", fail=0.15, baselines=(Baseline(5.0, {}),)),
)

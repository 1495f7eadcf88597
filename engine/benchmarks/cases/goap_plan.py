"""What one plan costs: searched anew, remembered, and read from a table; and how often a search gives up."""

import random
from collections import Counter
from itertools import cycle
from time import perf_counter

import numpy as np

from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.kernels.batch import solve_all  # pyright: ignore[reportUnknownVariableType]
from engine.ai.goap.kernels.verdicts import CAPPED, NONE, PLAN, REACHED
from engine.ai.goap.minds import mind_of
from engine.ai.goap.planner.cache import PlanCache
from engine.ai.goap.planner.encoding import Encoder
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.words import columns_of
from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.scenes.hard_domain import hard_states
from engine.benchmarks.threshold import Threshold

STATES = 3000
AGAIN = 16
UNASKED = -1
NAMES = {"plan": "solved", "none": "unsolvable", "capped": "capped"}


def _demo_states() -> list[tuple[SearchArrays, int]]:
    compiled = compile_demo()
    mind, _ = mind_of(compiled.view, compiled.parts)
    draw = random.Random(3)
    arrays = [SearchArrays.of(problem) for problem in mind.problems]
    return [(draw.choice(arrays), draw.getrandbits(64)) for _ in range(STATES)]


@benchmark(
    name="goap.plan",
    unit="us",
    threshold=Threshold("Why asks one question at a time."),
    samples=STATES,
    cases=[
        {"domain": "echo_grove", "kind": "cold"},
        {"domain": "echo_grove", "kind": "hit"},
        {"domain": "hard", "kind": "cold"},
        {"domain": "hard", "kind": "hit"},
    ],
    has_tail=True,
)
def goap_plan(domain: str, kind: str) -> Case:
    """The best plan for one goal from one state, another one each time; "hit" asks the cache for one it knows.

    Asked from Python, one question a call; `goap.batch` asks all of them in one.
    """
    questions = hard_states(STATES) if domain == "hard" else _demo_states()
    cache = PlanCache(limit=2 * STATES)
    if kind == "hit":
        for arrays, state in questions:
            cache.find(arrays, state)
        cache.hits = cache.misses = 0
    turn = cycle(questions)
    questions[0][0].find(questions[0][1])  # compiles the search
    verdicts: Counter[str] = Counter()

    def run() -> None:
        arrays, state = next(turn)
        result = cache.find(arrays, state) if kind == "hit" else arrays.find(state)
        verdicts[result.verdict] += 1

    def facts() -> Facts:
        told: dict[str, float] = {name: verdicts[verdict] for verdict, name in NAMES.items()}
        if kind == "hit":
            told["hit_rate_%"] = 100.0 * cache.hits / max(1, cache.hits + cache.misses)
        return told

    return Case(run=run, facts=facts)


@benchmark(
    name="goap.batch",
    unit="us",
    threshold=Threshold("Many minds change at once when a fight begins."),
    samples=60,
    cases=[{"domain": "echo_grove", "kind": "cold"}, {"domain": "hard", "kind": "cold"}],
    has_tail=True,
)
def goap_batch(domain: str, kind: str) -> Case:
    """One of 3,000 questions that are answered in one call, each searched anew: the call's time divided by them."""
    batch = _Batch(hard_states(STATES) if domain == "hard" else _demo_states())
    return Case(run=lambda: batch.seconds(0, STATES) / STATES * 1e6, facts=batch.verdicts)


@benchmark(
    name="goap.search",
    unit="us",
    threshold=Threshold("A domain too wide for tables is searched in play."),
    samples=STATES,
    cases=[{"domain": "echo_grove"}, {"domain": "hard"}],
    has_tail=True,
)
def goap_search(domain: str) -> Case:
    """The search for one question, another one each time, without the call from Python.

    A call asks the question 16 times, and its time is divided by them; so the processor has seen the way before.
    """
    batch = _Batch(hard_states(STATES) if domain == "hard" else _demo_states(), AGAIN)
    turn = cycle(range(0, STATES * AGAIN, AGAIN))

    def run() -> float:
        first = next(turn)
        return batch.seconds(first, first + AGAIN) / AGAIN * 1e6

    return Case(run=run, facts=batch.verdicts)


class _Batch:
    """Questions in the arrays that `solve_all` takes, each `times` in a row; nothing is read from a table."""

    def __init__(self, questions: list[tuple[SearchArrays, int]], times: int = 1) -> None:
        problems = list(dict.fromkeys(arrays.problem for arrays, _ in questions))
        number = {problem: place for place, problem in enumerate(problems)}
        encoder = Encoder()
        for problem in problems:
            encoder.add(problem, is_searched=True)
        self._found = encoder.arrays()
        self._states = np.repeat(columns_of(state for _, state in questions), times, axis=0)
        self._asked = np.repeat(np.array([number[arrays.problem] for arrays, _ in questions], np.int32), times)
        self._no_tables = np.full(len(problems), -1, np.int64), np.zeros(0, np.int16)
        self._first = np.zeros(len(self._asked), np.int32)
        self._verdict = np.full(len(self._asked), UNASKED, np.int8)
        self._times = times
        self.seconds(0, 1)  # compiles the search

    def seconds(self, low: int, high: int) -> float:
        """How long one call takes that answers the questions low..high."""
        found, asked = self._found, slice(low, high)
        begun = perf_counter()
        solve_all(
            self._states[asked], self._asked[asked], found.problem_word, found.problem_first, found.problem_literal,
            *self._no_tables, found.step_weight, found.step_word, found.step_number, found.step_link, NODE_CAP,
            self._first[asked], self._verdict[asked],
        )  # fmt: skip
        return perf_counter() - begun

    def verdicts(self) -> Facts:
        """How many of the questions that were asked had which answer."""
        names = {PLAN: "solved", NONE: "unsolvable", CAPPED: "capped", REACHED: "reached"}
        return {name: int((self._verdict == code).sum()) // self._times for code, name in names.items()}


@benchmark(
    name="goap.verdict",
    unit="%",
    threshold=Threshold("Fewer solved questions mean that plans are given up.", fail=0.05, warn=0.05),
    samples=1,
    cases=[{"domain": "hard", "verdict": verdict} for verdict in ("plan", "none", "capped")],
)
def goap_verdict(domain: str, verdict: str) -> Case:
    """How many of 3,000 searches find a plan, prove that there is none, or give up."""
    questions = hard_states(STATES)

    def run() -> float:
        return 100.0 * sum(arrays.find(state).verdict == verdict for arrays, state in questions) / len(questions)

    return Case(run=run)

"""The harness: asks a client every variant of every scenario, judges the answers, and counts."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from engine.llm.client.errors import LlmError
from engine.llm.client.protocol import LlmClient
from engine.llm.client.request import Request
from engine.llm.evaluation.clients.asked import Asked
from engine.llm.evaluation.judging import Judge, Judged
from engine.llm.evaluation.prompt import request_for
from engine.llm.evaluation.running.ground import Grounds
from engine.llm.evaluation.scenario import VARIANTS, Category, Scenario
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, Limits, Terms
from engine.world.schedule import Style

REAL = Terms("evaluation", deadline=120.0, silence=60.0)
"""How real models are asked."""
AT_ONCE = 4
"""Questions that are open at one time."""
MakeClient = Callable[[Mapping[str, Asked]], LlmClient]
"""Makes a client; those that are played are told which variant each question is about."""
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Episode:
    """One answer to one variant, and what is said of it."""

    scenario: str
    category: Category
    variant: int
    judged: Judged


@dataclass(frozen=True)
class Run:
    """All episodes of one client; `took` is what an episode of each scenario took [ms], and `seconds` all of them.

    Where reference plans had to be played first, that is in it.
    """

    client: str
    model: str
    is_offline: bool
    episodes: tuple[Episode, ...]
    seconds: float
    took: tuple[float, ...]


class Harness:
    """Evaluates clients on the same scenarios; worlds and what was played in them are shared."""

    def __init__(
        self, scenarios: Sequence[Scenario], *, variants: int = VARIANTS, style: Style = "fused",
        progress: Progress = lambda _: None,
    ) -> None:  # fmt: skip
        """`progress` is told in a few words what is being done."""
        self.scenarios, self._variants, self._progress = tuple(scenarios), variants, progress
        self._grounds = Grounds(scenarios, style)
        self._judges: dict[str, Judge] = {}

    def forget(self) -> None:
        """Let go of all plans that were played; the worlds stay."""
        self._judges.clear()

    def asked(self) -> list[Asked]:
        """Every variant of every scenario."""
        return [Asked(self._grounds.of(each), variant) for each in self.scenarios for variant in range(self._variants)]

    def evaluate(self, make: MakeClient, terms: Terms | None = None) -> Run:
        """All episodes of a client, which is closed afterwards.

        With terms it is asked through the scheduler, as any real model is: bounded in time, and again where that helps.
        """
        return asyncio.run(self._evaluated(make, terms))

    async def _evaluated(self, make: MakeClient, terms: Terms | None) -> Run:
        began = perf_counter()
        known: dict[str, Asked] = {}
        client = make(known)
        scheduler = LlmScheduler(client, limits=Limits(slots=AT_ONCE)) if terms is not None else None
        episodes: list[Episode] = []
        took: list[float] = []
        try:
            for scenario in self.scenarios:
                self._progress(f"{client.about().model}: {scenario.name}")
                judge = self._judge(scenario)
                start = perf_counter()
                asked = [Asked(judge.ground, variant) for variant in range(self._variants)]
                requests = [request_for(judge.ground, each.variant) for each in asked]
                known.update({request.messages[-1].text: each for request, each in zip(requests, asked, strict=True)})
                answers = await _answers(client, requests, scheduler, terms or AUTHORING)
                judged = judge.judge([(each.variant, text) for each, text in zip(asked, answers, strict=True)])
                took.append((perf_counter() - start) * 1e3 / max(1, len(asked)))
                episodes += [
                    Episode(scenario.name, scenario.category, each.variant, said)
                    for each, said in zip(asked, judged, strict=True)
                ]
        finally:
            if scheduler is not None:
                await scheduler.close()
            await client.close()
        about = client.about()
        seconds = perf_counter() - began
        return Run(about.name, about.model, about.is_offline, tuple(episodes), seconds, tuple(took))

    def _judge(self, scenario: Scenario) -> Judge:
        if scenario.name not in self._judges:
            self._judges[scenario.name] = Judge(self._grounds.of(scenario))
        return self._judges[scenario.name]


async def _answers(
    client: LlmClient, requests: Sequence[Request], scheduler: LlmScheduler | None, terms: Terms
) -> list[str]:
    """What a client answers; where it failed, why, which is no valid answer."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def ask(request: Request) -> str:
        async with slots:
            try:
                # The deadline counts from here: those that wait for a slot of this run have not been submitted yet.
                asked = (
                    client.complete(request) if scheduler is None else scheduler.submit(request, terms=terms).answer()
                )
                return (await asked).text
            except LlmError as error:
                return f"(no answer: {error})"

    return list(await asyncio.gather(*(ask(request) for request in requests)))

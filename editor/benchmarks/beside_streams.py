"""What a picture costs in the window while language models write four answers beside it."""

import subprocess
from typing import TYPE_CHECKING, Any

from editor.benchmarks.probe.shared import SharedWindow, added
from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.resources import program_command

if TYPE_CHECKING:
    from editor.benchmarks.probe.window import MeasuredWindow
    from engine.llm.client.protocol import LlmClient

PLAN = Blocks(turns=lambda params: 8, group="window", warm=3, timed=30)
NUDGE_PX = 3.0
MODULE = "editor.benchmarks.probe.models"
MOST_TOKENS = 4_000


class Answers:
    """Four questions asked over HTTP in the window's own loop for models, by its own scheduler.

    An answer that is whole is followed by the next question, so that four are always being written.
    """

    def __init__(self, probe: "MeasuredWindow", streams: int) -> None:
        from engine.llm.providers.clients import client_of
        from engine.llm.providers.settings import ProviderSettings

        self._loop = probe.editor.proposals.loop
        self._server = subprocess.Popen(
            [*program_command()[:1], "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._server.stdout is not None
        address = self._server.stdout.readline().strip() + "/v1"
        self._client = client_of(ProviderSettings(name="Loop", kind="openai", address=address, model="tiny"))
        self._heard = [0] * streams
        self._asking = [self._loop.run(self._ask(self._client, number)) for number in range(streams)]
        probe.wait(lambda: all(self._heard) or self._has_ended)

    def close(self) -> None:
        """Hang up. RuntimeError where an answer had broken off meanwhile."""
        has_ended = self._has_ended
        for asking in self._asking:
            asking.cancel()
        self._loop.let_go(self._client)
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait()
        if has_ended:
            raise RuntimeError("an answer beside the window broke off")

    @property
    def _has_ended(self) -> bool:
        return any(asking.done() for asking in self._asking)

    async def _ask(self, client: "LlmClient", number: int) -> None:
        from engine.llm.client.request import Message, Request
        from engine.llm.scheduler.terms import Terms

        def heard(*_: object) -> None:
            self._heard[number] += 1

        question = Request((Message("user", "An ambush at the causeway."),), max_tokens=MOST_TOKENS)
        while True:
            terms = Terms("bench", deadline=600.0, silence=60.0)
            await self._loop.scheduler(client).submit(question, terms=terms, client=client, listener=heard).answer()


class Models:
    """Lets models write beside the window, or none."""

    def __init__(self) -> None:
        self._answers: Answers | None = None

    def set_wanted(self, probe: "MeasuredWindow", streams: int) -> None:
        """Wait until so many answers come in."""
        if streams and self._answers is None:
            self._answers = Answers(probe, streams)
        elif not streams and self._answers is not None:
            self._answers.close()
            self._answers = None
            probe.rest()


MODELS = Models()
SHARED = SharedWindow(closing=lambda probe: MODELS.set_wanted(probe, 0))


@benchmark(
    name="editor.beside_streams",
    unit="ms",
    threshold=Threshold("The window stays smooth while models write beside it."),
    cases=[{"window": "1600x900", "streams": 0}, {"window": "1600x900", "streams": 4}],
    seconds=30.0,
    blocks=PLAN,
    compare=added,
    has_tail=True,
)
def beside_streams(window: str, streams: int) -> Case:
    """A turn of the camera until its picture is drawn; all docks of Author open, so many answers written beside it."""
    probe = SHARED.window()
    view: Any = probe.window.centre.viewport

    def begin() -> None:
        MODELS.set_wanted(probe, streams)

    def run() -> float:
        return probe.measured(lambda: view.navigation.orbit(NUDGE_PX, 0.0), rest=False)["shown"]

    return Case(run, before=begin, close=SHARED.let_go)

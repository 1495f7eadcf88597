"""What a picture costs in the window while an outside agent asks fifty times a second beside it."""

import subprocess
from typing import TYPE_CHECKING, Any

from editor.benchmarks.probe.shared import SharedWindow, added
from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.resources import program_command

if TYPE_CHECKING:
    from editor.benchmarks.probe.window import MeasuredWindow

PLAN = Blocks(turns=lambda params: 8, group="window", warm=3, timed=30)
NUDGE_PX = 3.0
MODULE = "editor.benchmarks.probe.asking"
WARM = 5
"""Calls before the first picture is timed."""


class Asking:
    """An agent in a process of its own, as agents are."""

    def __init__(self, address: str, token: str) -> None:
        self._process = subprocess.Popen([*program_command()[:1], "-m", MODULE], stdin=subprocess.PIPE, text=True)
        assert self._process.stdin is not None
        # Not as an argument: those are in every list of processes.
        self._process.stdin.write(f"{address}\n{token}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Hang up. RuntimeError where it had failed meanwhile."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.wait():
            raise RuntimeError("the agent beside the window failed; what it said stands above")


class Agent:
    """Lets an agent ask beside the window, or nobody."""

    def __init__(self) -> None:
        self._asking: Asking | None = None

    def set_wanted(self, probe: "MeasuredWindow", is_wanted: bool) -> None:
        """Wait until that is so."""
        agents = probe.editor.agents
        if is_wanted and self._asking is None:
            agents.start()
            probe.wait(lambda: agents.standing == "on")
            before = agents.counted
            self._asking = Asking(agents.address, agents.token())
            probe.wait(lambda: agents.counted >= before + WARM)
        elif not is_wanted and self._asking is not None:
            self._asking.close()
            self._asking = None
            agents.cut_off()
            probe.rest()


AGENT = Agent()
SHARED = SharedWindow(closing=lambda probe: AGENT.set_wanted(probe, False))


@benchmark(
    name="editor.beside_agent",
    unit="ms",
    threshold=Threshold("The window stays smooth while an agent works beside it."),
    cases=[{"window": "1600x900", "agent": "none"}, {"window": "1600x900", "agent": "50/s"}],
    seconds=30.0,
    blocks=PLAN,
    compare=added,
    has_tail=True,
)
def beside_agent(window: str, agent: str) -> Case:
    """A turn of the camera until its picture is drawn; all docks of Author open, an agent that asks beside it."""
    probe = SHARED.window()
    view: Any = probe.window.centre.viewport

    def begin() -> None:
        AGENT.set_wanted(probe, agent != "none")

    def run() -> float:
        return probe.measured(lambda: view.navigation.orbit(NUDGE_PX, 0.0), rest=False)["shown"]

    return Case(run, before=begin, close=SHARED.let_go)

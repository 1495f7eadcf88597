"""What a picture costs in the window while an outside agent asks fifty times a second beside it."""

import subprocess
from typing import TYPE_CHECKING, Any

from editor.benchmarks.beside_badge import beside
from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.resources import program_command, samples_folder

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


class Shared:
    """One window for both cases, which take turns in it; it closes with the last one."""

    _window: "MeasuredWindow | None" = None
    _asking: Asking | None = None
    _users = 0

    @classmethod
    def window(cls) -> "MeasuredWindow":
        """The window with Veilweaver's first encounter open, and its badge at rest."""
        from editor.benchmarks.probe.window import MeasuredWindow

        if cls._window is None:
            cls._window = MeasuredWindow(samples_folder() / "veilweaver")
        cls._users += 1
        return cls._window

    @classmethod
    def set_agent(cls, is_wanted: bool) -> None:
        """Have an agent ask, or nobody, and wait until that is so."""
        probe = cls._window
        assert probe is not None
        if is_wanted and cls._asking is None:
            agents = probe.editor.agents
            agents.start()
            probe.wait(lambda: agents.standing == "on")
            before = agents.counted
            cls._asking = Asking(agents.address, agents.token())
            probe.wait(lambda: agents.counted >= before + WARM)
        elif not is_wanted and cls._asking is not None:
            cls._asking.close()
            cls._asking = None
            probe.editor.agents.cut_off()
            probe.rest()

    @classmethod
    def let_go(cls) -> None:
        """One user less."""
        cls._users -= 1
        if not cls._users and cls._window is not None:
            cls.set_agent(False)
            cls._window.close()
            cls._window = None


@benchmark(
    name="editor.beside_agent",
    unit="ms",
    threshold=Threshold("The window stays smooth while an agent works beside it."),
    cases=[{"window": "1600x900", "agent": "none"}, {"window": "1600x900", "agent": "50/s"}],
    seconds=30.0,
    blocks=PLAN,
    compare=lambda rows: beside(list(rows)),
    has_tail=True,
)
def beside_agent(window: str, agent: str) -> Case:
    """A turn of the camera until its picture is drawn; all docks of Author open, an agent that asks beside it."""
    probe = Shared.window()
    view: Any = probe.window.centre.viewport

    def begin() -> None:
        Shared.set_agent(agent != "none")

    def run() -> float:
        return probe.measured(lambda: view.navigation.orbit(NUDGE_PX, 0.0), rest=False)["shown"]

    return Case(run, before=begin, close=Shared.let_go)

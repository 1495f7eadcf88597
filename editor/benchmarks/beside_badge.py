"""What a picture costs in the window while the badge of the open encounter is worked out beside it."""

from itertools import count
from typing import Any

from editor.benchmarks.probe.shared import SharedWindow, added
from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.threshold import Threshold

PLAN = Blocks(turns=lambda params: 8, group="window", warm=3, timed=30)
ARMOUR = "prefabs/echo_sentinel/entities/echo_sentinel/health/armour"
NUDGE_PX = 3.0


SHARED = SharedWindow()


@benchmark(
    name="editor.beside_badge",
    unit="ms",
    threshold=Threshold("The window stays smooth while simulations run beside it."),
    cases=[{"window": "1600x900", "badge": "rests"}, {"window": "1600x900", "badge": "plays"}],
    seconds=30.0,
    blocks=PLAN,
    compare=added,
    has_tail=True,
)
def beside_badge(window: str, badge: str) -> Case:
    """A turn of the camera until its picture is drawn; all docks of Author open, one worker process a core."""
    from engine.document import Path, Set

    probe = SHARED.window()
    editor, turns = probe.editor, count(1)
    editor.warm_up.is_enabled = True
    view: Any = probe.window.centre.viewport

    def begin() -> None:
        """Have the badge played, or let it rest, and wait until that is so."""
        is_wanted = badge == "plays"
        if editor.balance.is_enabled == is_wanted and editor.balance.is_playing == is_wanted:
            return
        editor.balance.is_enabled = is_wanted
        if is_wanted:
            path = Path.parse(ARMOUR)
            editor.run(Set(path=path, old=editor.view.snapshot.value(path), new=0.2 + 0.001 * next(turns)))
            editor.balance.ask()
            probe.wait(lambda: editor.balance.is_playing)
            first = editor.balance.shown
            probe.wait(lambda: editor.balance.shown is not first)
        else:
            editor.balance.shut_down()
            probe.rest()

    def run() -> float:
        return probe.measured(lambda: view.navigation.orbit(NUDGE_PX, 0.0), rest=False)["shown"]

    return Case(run, before=begin, close=SHARED.let_go)

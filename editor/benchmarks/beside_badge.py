"""What a picture costs in the window while the badge of the open encounter is worked out beside it."""

from itertools import count
from typing import TYPE_CHECKING, Any

from engine.benchmarks.benchmark import Blocks, Case, Facts, Row, benchmark
from engine.benchmarks.threshold import Threshold
from engine.resources import samples_folder

if TYPE_CHECKING:
    from editor.benchmarks.probe.window import MeasuredWindow

PLAN = Blocks(turns=lambda params: 8, group="window", warm=3, timed=30)
ARMOUR = "prefabs/echo_sentinel/entities/echo_sentinel/health/armour"
NUDGE_PX = 3.0


class Shared:
    """One window for both cases, which take turns in it; it closes with the last one."""

    _window: "MeasuredWindow | None" = None
    _users = 0

    @classmethod
    def window(cls) -> "MeasuredWindow":
        """The window with Veilweaver's first encounter open."""
        from editor.benchmarks.probe.window import MeasuredWindow

        if cls._window is None:
            cls._window = MeasuredWindow(samples_folder() / "veilweaver")
            cls._window.editor.warm_up.is_enabled = True
        cls._users += 1
        return cls._window

    @classmethod
    def let_go(cls) -> None:
        """One user less."""
        cls._users -= 1
        if not cls._users and cls._window is not None:
            cls._window.close()
            cls._window = None


def beside(rows: list[Row]) -> list[Facts]:
    """How much longer a picture takes than with the badge at rest."""
    (_, alone, _), *others = rows
    return [{}, *({"added_ms": None if alone is None or value is None else value - alone} for _, value, _ in others)]


@benchmark(
    name="editor.beside_badge",
    unit="ms",
    threshold=Threshold("The window stays smooth while simulations run beside it."),
    cases=[{"window": "1600x900", "badge": "rests"}, {"window": "1600x900", "badge": "plays"}],
    seconds=30.0,
    blocks=PLAN,
    compare=lambda rows: beside(list(rows)),
    has_tail=True,
)
def beside_badge(window: str, badge: str) -> Case:
    """A turn of the camera until its picture is drawn; all docks of Author open, one worker process a core."""
    from engine.document import Path, Set

    probe = Shared.window()
    editor, turns = probe.editor, count(1)
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

    return Case(run, before=begin, close=Shared.let_go)

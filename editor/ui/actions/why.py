"""Play: why does the selected one do this?"""

from typing import TYPE_CHECKING

from editor.core.actions.registry import Action

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

PANEL = "goap_inspector"


def actions(window: "MainWindow") -> list[Action]:
    """The action that shows, in any workspace, the panel that explains agents."""
    return [
        Action(
            "play.why", "Why does it do this?", lambda: window.show_panel(PANEL), "Ctrl+Alt+Q", "active and has_one",
            "question", "Play/3", description="Show the panel Why: what the selected agent of the running copy wants, "
            "what it plans, and what it rejected.", words="agent goap planner reasons explain",
        ),
    ]  # fmt: skip

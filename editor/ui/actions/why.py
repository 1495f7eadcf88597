"""Play: why does the selected one do this?"""

from editor.core.actions.registry import Action
from editor.ui.shell.shell import Shell

PANEL = "goap_inspector"


def actions(window: Shell) -> list[Action]:
    """The action that shows, in any workspace, the panel that explains agents."""
    return [
        Action(
            "play.why", "Why does it do this?", lambda: window.show_panel(PANEL), "Ctrl+Alt+Q", "active and has_one",
            "question", "Play/3", description="Show the panel Why: what the selected agent of the running copy wants, "
            "what it plans, and what it rejected.", words="agent goap planner reasons explain",
        ),
    ]  # fmt: skip

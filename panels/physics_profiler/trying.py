"""What can be tried on the running copy: a crowd put in, threads, and what the viewport draws over it."""

import os
from dataclasses import dataclass

from editor.api import ActionRefusedError, Editor
from engine.physics.threads.setting import preferred_threads

CROWDS = ("play.populate_2500", "play.populate_5000", "play.populate_100000")
REMOVE = "play.unpopulate"
OVERLAYS = ("overlay.neighbour_grid", "overlay.contacts", "overlay.velocities", "overlay.sleeping")
NOTHING_PLAYS = "Nothing is playing."


@dataclass(frozen=True)
class Door:
    """An action as a button shows it: whether it is on, and why it can't be used; "" when it can."""

    title: str
    icon: str
    tip: str
    is_on: bool
    why_not: str


class Trying:
    """Doors to the editor's own actions: the same state as menus and palette show, with the same reasons."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def door(self, action_id: str) -> Door | None:
        """An action as it is now; None when there is none of this name, as while no picture of the scene is shown."""
        actions = self._editor.actions
        if action_id not in actions:
            return None
        action = actions.get(action_id)
        _enabled, why_not = actions.enabled(action_id)
        is_on = action.checked() if action.checked is not None else False
        return Door(actions.title(action_id), action.icon, action.description, is_on, why_not)

    def run(self, action_id: str) -> str:
        """Run an action; "" when it ran, else why not."""
        try:
            self._editor.actions.run(action_id)
        except ActionRefusedError as refusal:
            return str(refusal)
        return ""

    # --- threads ---
    @property
    def why_no_threads(self) -> str:
        """Why the threads can't be changed; "" when they can."""
        return "" if self._editor.play.session is not None else NOTHING_PLAYS

    @property
    def most_threads(self) -> int:
        """How many threads this machine can run at once."""
        return max(1, os.cpu_count() or 1)

    @property
    def threads(self) -> int | None:
        """The threads that the run may use; None without a run."""
        session = self._editor.play.session
        return session.threads if session is not None else None

    @property
    def automatic(self) -> int | None:
        """The threads that the settings or the project ask for; None without a run."""
        session = self._editor.play.session
        if session is None:
            return None
        return preferred_threads(self._editor.settings.play.physics_threads, session.compiled.threads)

    def set_threads(self, threads: int) -> None:
        """Change the threads of the run; no result depends on it. What threads run is compiled when first wanted."""
        session = self._editor.play.session
        if session is not None and session.threads != threads:
            session.threads = threads
            if threads:
                self._editor.warm_up.ensure_threads()

    @property
    def is_compiling(self) -> bool:
        """Whether what threads run is still being compiled, so that crowds are serial meanwhile."""
        return self._editor.warm_up.is_compiling_threads

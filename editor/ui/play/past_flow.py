"""What the window does about runs: their workspace, what was tuned in them, saved and opened recordings."""

from collections.abc import Callable

from editor.core.editor import Editor
from editor.ui.docks.workspaces import Workspaces
from editor.ui.play.keep_flow import KeepFlow
from editor.ui.play.recording_flow import RecordingFlow
from editor.ui.play.workspace import PlayWorkspace
from editor.ui.services import Ui


class PastFlow:
    """The parts of it, made with the window and closed before it."""

    def __init__(self, editor: Editor, ui: Ui, workspaces: Workspaces, show: Callable[[str], None]) -> None:
        """`show` shows a workspace by its name."""
        assert ui.window is not None
        self.keeping = KeepFlow(ui.window, editor)
        self.workspace = PlayWorkspace(editor, workspaces, show)
        self.recordings = RecordingFlow(editor, ui, ui.window)

    def close(self) -> None:
        """Let everything go."""
        self.keeping.close()
        self.recordings.close()
        self.workspace.close()

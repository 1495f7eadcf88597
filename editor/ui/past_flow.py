"""What the window does about runs that are over or were recorded: keep what was tuned, save and open recordings."""

from editor.core.editor import Editor
from editor.ui.keep_flow import KeepFlow
from editor.ui.recording_flow import RecordingFlow
from editor.ui.services import Ui


class PastFlow:
    """The parts of it, made with the window and closed before it."""

    def __init__(self, editor: Editor, ui: Ui) -> None:
        assert ui.window is not None
        self.keeping = KeepFlow(ui.window, editor)
        self.recordings = RecordingFlow(editor, ui, ui.window)

    def close(self) -> None:
        """Let everything go."""
        self.keeping.close()

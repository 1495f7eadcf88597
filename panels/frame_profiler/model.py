"""The editor's own frames as the panel shows them: the newest while someone looks, or those that were kept."""

from editor.api import Editor, Signal
from engine.telemetry.frames.zones import FrameZones


class FrameProfilerModel:
    """The newest frames. `changed` fires when something else is to be shown; new frames alone do not fire it."""

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.recorder = editor.frame_recorder
        self.is_frozen = False
        self._frozen: tuple[FrameZones, ...] = ()

    def close(self) -> None:
        """Stop watching."""
        self.recorder.watch(False)
        self.changed.disconnect()

    @property
    def frames(self) -> tuple[FrameZones, ...]:
        """The frames that are shown, oldest first."""
        return self._frozen if self.is_frozen else tuple(self.recorder.recent)

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer: frames that nobody looks at are not measured."""
        self.recorder.watch(is_watched)

    def freeze(self, is_frozen: bool) -> None:
        """Keep what is shown, or go on."""
        self._frozen = self.frames if is_frozen else ()
        self.is_frozen = is_frozen
        self.changed.emit()

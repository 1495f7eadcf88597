"""The way by which anything asks the physics profiler to show captures, whether it is open yet or not."""

from pathlib import Path as FilePath

from psygnal import Signal


class AskedCaptures:
    """Files of one capture to be shown, or of two to be compared; kept until the profiler takes them."""

    asked = Signal()

    def __init__(self) -> None:
        self._paths: tuple[FilePath, ...] = ()

    def show(self, *paths: FilePath) -> None:
        """Ask for one capture, or for two side by side. ValueError for another number."""
        if not 1 <= len(paths) <= 2:
            raise ValueError(f"{len(paths)} captures were asked for; expected one, or two to compare")
        self._paths = paths
        self.asked.emit()

    def take(self) -> tuple[FilePath, ...]:
        """What was asked for last; nothing when it was taken already."""
        paths, self._paths = self._paths, ()
        return paths

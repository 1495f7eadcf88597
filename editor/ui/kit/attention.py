"""Whether anyone can see a panel: shown, and not behind another tab."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QDockWidget, QWidget


class Attention(QObject):
    """Watches a panel's view.

    A dock behind another tab says that it is visible: Qt only moves it out of the window. So a panel that would cost
    nothing while nobody looks asks here. `changed` carries whether someone looks now.
    """

    changed = Signal(bool)
    # Qt may ask once more while a view goes and Python has taken the instance's own values away.
    _view: QWidget = None  # type: ignore[assignment]

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._dock: QDockWidget | None = None
        self._is_in_front = True
        self._was_on = False
        view.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether the view can be seen now."""
        return self._view.isVisible() and self._is_in_front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view is shown or hidden."""
        if watched is self._view and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            if event.type() == QEvent.Type.Show:
                self._find_dock()
            self._tell()
        return super().eventFilter(watched, event)

    def _find_dock(self) -> None:
        above = self._view.parentWidget()
        while above is not None and not isinstance(above, QDockWidget):
            above = above.parentWidget()
        if above is self._dock:
            return
        if self._dock is not None:
            self._dock.visibilityChanged.disconnect(self._dock_changed)
        self._dock = above
        self._is_in_front = True
        if above is not None:
            above.visibilityChanged.connect(self._dock_changed)
            # Where a dock stands says nothing yet while it is brought to the front: who has watched it longer knows.
            others = [each for each in above.findChildren(Attention) if each is not self and each._dock is above]
            moved_away = not above.isFloating() and above.x() + above.width() <= 0
            self._is_in_front = others[0]._is_in_front if others else not moved_away

    def _dock_changed(self, is_visible: bool) -> None:
        self._is_in_front = is_visible
        self._tell()

    def _tell(self) -> None:
        if self.is_on != self._was_on:
            self._was_on = self.is_on
            self.changed.emit(self._was_on)

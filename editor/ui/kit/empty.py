"""What a view shows when it has nothing to show: the fact, what will be here, and the way there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.kit.box import row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look

ROOM_FOR_GLYPH, ROOM_FOR_MARGINS = 150, 110


class EmptyState(QWidget):
    """A 40 px glyph, a title that states the fact, a sentence that states the gain, and one button with its key."""

    def __init__(
        self,
        glyph: str,
        title: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        keys: str = "",
        *,
        colour: str = "icon.disabled",
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        look.follow(self, EmptyState._fit)
        box.setSpacing(look.px(8))
        box.addStretch(1)
        self.glyph = icon_label(glyph, colour, 40)
        box.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = self._line(title, "title")
        self.text = self._line(text, "secondary")
        for widget in (self.title, self.text):
            box.addWidget(widget)
        self.button = push_button(action)
        if run is not None:
            self.button.clicked.connect(lambda _checked=False: run())
        parts: list[QWidget | int | tuple[QWidget, int] | None] = [self.button]
        parts += [label(key, "key") for key in keys.split("+") if key]
        foot = row(*parts, gap=4)
        # Only once it has a parent: a widget without one would open as a window of its own.
        self.button.setVisible(bool(action))
        foot.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        box.addWidget(foot, 0, Qt.AlignmentFlag.AlignHCenter)
        foot.setVisible(bool(action))
        box.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the words matter more than the glyph."""
        super().resizeEvent(event)
        self.glyph.setVisible(self.height() >= look.px(ROOM_FOR_GLYPH))
        self._fit()

    def _fit(self) -> None:
        margin = look.px(16 if self.height() >= look.px(ROOM_FOR_MARGINS) else 4)
        self.layout().setContentsMargins(look.px(16), margin, look.px(16), margin)

    def add_below(self, widget: QWidget) -> None:
        """Put further ways below the button."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(box.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, title: str, text: str) -> None:
        """Tell another fact."""
        self.title.setText(title)
        self.text.setText(text)

    @staticmethod
    def _line(text: str, role: str) -> QLabel:
        line = label(text, role, wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return line

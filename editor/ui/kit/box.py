"""Rows and columns whose margins and gaps grow with the text size."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QWidget

from editor.ui.theme.look import look

Part = QWidget | int | None | tuple[QWidget, int]
Margins = tuple[int, int, int, int]


class Box(QWidget):
    """A widget that lays its parts out in one direction.

    Parts: a widget, (widget, stretch), an int for a fixed gap, None for a stretch. Margins (left, top, right, bottom)
    and gaps are pixels at 100 % text size. `name` is the object name that the style sheet knows ("panelbar").
    """

    def __init__(
        self, parts: Sequence[Part], *, across: bool, margins: Margins = (0, 0, 0, 0), gap: int = 4, name: str = ""
    ) -> None:
        super().__init__()
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        self._box = QBoxLayout(direction, self)
        self._margins, self._gap = margins, gap
        if name:
            self.setObjectName(name)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for part in parts:
            self.append(part)
        look.follow(self, Box._space)

    def append(self, part: Part) -> None:
        """Add a part at the end."""
        if part is None:
            self._box.addStretch(1)
        elif isinstance(part, int):
            self._box.addSpacing(look.px(part))
        elif isinstance(part, tuple):
            self._box.addWidget(*part)
        else:
            self._box.addWidget(part)

    def _space(self) -> None:
        self._box.setContentsMargins(*[round(value * look.scale) for value in self._margins])
        self._box.setSpacing(round(self._gap * look.scale))


def row(*parts: Part, margins: Margins = (0, 0, 0, 0), gap: int = 4, name: str = "") -> Box:
    """Parts side by side."""
    return Box(parts, across=True, margins=margins, gap=gap, name=name)


def column(*parts: Part, margins: Margins = (0, 0, 0, 0), gap: int = 0, name: str = "") -> Box:
    """Parts one below the other."""
    return Box(parts, across=False, margins=margins, gap=gap, name=name)


def side_line() -> QFrame:
    """A 1 px divider beside a side of a panel, as high as that is."""
    line = QFrame()
    line.setObjectName("vline")
    line.setFixedWidth(1)
    return line


def horizontal_line() -> QFrame:
    """A 1 px divider across."""
    line = QFrame()
    line.setObjectName("hline")
    line.setFixedHeight(1)
    return line


def vertical_line(height: int = 16) -> QFrame:
    """A 1 px divider of a height in pixels at 100 % text size."""
    line = side_line()
    return look.follow(line, lambda frame: frame.setFixedHeight(look.px(height)))


def fixed_width(widget: QWidget, width: int) -> QWidget:
    """Give a widget a width in pixels at 100 % text size."""
    return look.follow(widget, lambda w: w.setFixedWidth(look.px(width)))


def fixed_height(widget: QWidget, height: int) -> QWidget:
    """Give a widget a height in pixels at 100 % text size."""
    return look.follow(widget, lambda w: w.setFixedHeight(look.px(height)))


def lay_out_now(page: QWidget) -> None:
    """Give all below a page that scrolls its place at once: Qt would paint it squashed first, and lay it out after."""
    page.layout().activate()
    QApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))

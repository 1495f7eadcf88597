"""Text and glyphs that stand in panels."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.ui.theme.look import look


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at and have it look again."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def label(text: str = "", role: str = "", *, tip: str = "", wrap: bool = False) -> QLabel:
    """A text in a role: "", "secondary", "caption", "strong", "title", "display", "mono", "chip", "key", "error"."""
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setIndent(0)
    if role:
        widget.setProperty("role", role)
    if tip:
        widget.setToolTip(tip)
    widget.setWordWrap(wrap)
    return widget


def icon_label(glyph: str, colour: str = "icon.primary", size: int = 16, *, tip: str = "") -> "IconLabel":
    """A glyph that stands for itself; `tip` is also its name for screen readers."""
    return IconLabel(glyph, colour, size, tip)


class IconLabel(QLabel):
    """A Phosphor glyph in a colour of the token table."""

    def __init__(self, glyph: str, colour: str = "icon.primary", size: int = 16, tip: str = "") -> None:
        super().__init__()
        self._glyph, self._colour, self._size = glyph, colour, size
        self.setIndent(0)
        if tip:
            self.setToolTip(tip)
            self.setAccessibleName(tip)
        look.follow(self, IconLabel._draw)

    def show_glyph(self, glyph: str, colour: str = "icon.primary") -> None:
        """Show another glyph."""
        if (glyph, colour) != (self._glyph, self._colour):
            self._glyph, self._colour = glyph, colour
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(look.pixmap(self._glyph, self._colour, self._size))
        side = look.px(self._size)
        self.setFixedSize(QSize(side, side))


class ElidedLabel(QLabel):
    """A text that ends in "…" where it does not fit, and then tells the whole in its tooltip.

    With `keeps_end`, as for paths, the cut is in the middle.
    """

    def __init__(self, text: str = "", role: str = "", *, keeps_end: bool = False) -> None:
        super().__init__()
        self._whole = text
        self._cut = Qt.TextElideMode.ElideMiddle if keeps_end else Qt.TextElideMode.ElideRight
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self._fit()

    def set_whole(self, text: str) -> None:
        """Show another text."""
        if text != self._whole:
            self._whole = text
            self._fit()

    def whole(self) -> str:
        """The text without cuts."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._cut, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


class KeyboardRing(QObject):
    """Shows a button's focus ring only when the focus came by keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the button by the reason of its focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason  # type: ignore[attr-defined]
            restyle(watched, keyboard=not by_mouse)
        return False


_ring = KeyboardRing()


def ring_for_keyboard(widget: QWidget) -> None:
    """Let a button show its focus ring only for the keyboard."""
    widget.installEventFilter(_ring)

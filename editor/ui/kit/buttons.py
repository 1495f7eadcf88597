"""Buttons: square ones with a glyph, ones with a text beside it, and push buttons."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QToolButton, QToolTip

from editor.tr import tr
from editor.ui.kit.labels import restyle, ring_for_keyboard
from editor.ui.theme.look import look

ICON_GAP, LEAST_PADDING = 4, 5
"""What Qt leaves between a button's glyph and its words, and what words leave free at both ends [px]."""


class ToolButton(QToolButton):
    """A flat button with a glyph and perhaps a text.

    `tip` is its tooltip and its name for screen readers; `size` and `glyph_size` are pixels at 100 % text size.
    A `quiet` button that is on is grey, as filters and toggles are; others show the accent's fill.
    """

    def __init__(
        self,
        glyph: str,
        tip: str,
        *,
        text: str = "",
        size: int = 24,
        glyph_size: int = 16,
        colour: str = "icon.primary",
        checkable: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._glyph, self._colour, self._size, self._glyph_size = glyph, colour, size, glyph_size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("flat", True)
        self.setProperty("quiet", quiet)
        self.setCheckable(checkable)
        self.set_tip(tip)
        self.setText(text)
        ring_for_keyboard(self)
        look.follow(self, ToolButton.refit)

    def set_tip(self, tip: str) -> None:
        """Set the tooltip, and the name unless the button says its own text."""
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def set_glyph(self, glyph: str, colour: str = "icon.primary") -> None:
        """Show another glyph or colour."""
        if (glyph, colour) != (self._glyph, self._colour):
            self._glyph, self._colour = glyph, colour
            self.refit()

    def set_text(self, text: str) -> None:
        """Show another text beside the glyph; the width follows."""
        if text != self.text():
            self.setText(text)
            self.refit()

    def refit(self) -> None:
        """Take glyph and size from the look."""
        self.setIcon(look.icon(self._glyph, self._colour) if self._glyph else QIcon())
        side = look.px(self._glyph_size)
        self.setIconSize(QSize(side, side))
        has_text = bool(self.text())
        if has_text:
            beside = (
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon if self._glyph else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            self.setToolButtonStyle(beside)
            # Qt makes buttons with text 12 to 20 px too wide, so the width comes from the font.
            room = look.px(self._glyph_size + 24) if self._glyph else look.px(20)
            self.setFixedSize(room + look.text_width(self.text()), look.px(self._size))
        else:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self.setFixedSize(look.px(self._size), look.px(self._size))
        restyle(self, square=not has_text)


class PushButton(QPushButton):
    """A button that Enter presses where it has the focus; elsewhere in a dialog Enter gives the default answer.

    Qt's own way, `autoDefault`, would also make one button of a dialog without a default answer to Enter everywhere.
    """

    # Qt asks for the look of a button while it is still being made.
    _is_cut = False

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it; otherwise the dialog's default would go off under a ring that is on another answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Words that do not fit end in "…", not in the middle of a letter at both ends."""
        super().initStyleOption(option)
        beside = 0 if self.icon().isNull() else self.iconSize().width() + ICON_GAP
        room = self.width() - 2 * look.px(LEAST_PADDING) - beside
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        self._is_cut = option.text != self.text()

    def event(self, event: QEvent) -> bool:
        """The tooltip of a button whose words are cut begins with them."""
        if event.type() == QEvent.Type.ToolTip and self._is_cut and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), f"{self.text()}\n{self.toolTip()}".strip(), self)
            return True
        return super().event(event)


def tool_button(glyph: str, tip: str, **options: object) -> ToolButton:
    """A flat button with a glyph; see ToolButton for the options."""
    return ToolButton(glyph, tip, **options)  # type: ignore[arg-type]


def push_button(text: str, kind: str = "", *, glyph: str = "", tip: str = "") -> QPushButton:
    """A button with a text; kinds: "" (plain), "primary" (one in a dialog), "fix" (a link-like repair)."""
    button = PushButton(text)
    button.setProperty("kind", kind)
    if tip:
        button.setToolTip(tip)
    if glyph:
        colour = {"primary": "text.on_accent", "fix": "text.link"}.get(kind, "icon.primary")
        look.follow(button, lambda b: b.setIcon(look.icon(glyph, colour)))
    ring_for_keyboard(button)
    return button


def explain(button: QToolButton | QPushButton, tip: str, why_not: str) -> None:
    """Switch a button off with the reason in its tooltip, or on when there is none."""
    why_not = tr(why_not) if why_not else ""
    button.setEnabled(not why_not)
    button.setToolTip(f"{tip}: {why_not}" if why_not else tip)
    button.setAccessibleDescription(why_not)

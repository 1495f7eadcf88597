"""The chip over the viewport that says that a copy plays, that it is paused, or how it ended."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from editor.core.play import PlayController
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import IconLabel, restyle
from editor.ui.theme.look import look
from editor.ui.tr import tr

ENDS = {
    "victory": ("trophy-fill", "viewport.ghost_ok", "Victory"),
    "defeat": ("flag-fill", "viewport.ghost_bad", "Defeat"),
    "timeout": ("timer-fill", "viewport.selected", "Time is up"),
}


class PlayChip(QWidget):
    """Opaque and dark in every theme, since the scene under it does not change with the theme."""

    def __init__(self, parent: QWidget, run: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("vchip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._glyph = IconLabel("play-fill", "viewport.ghost_ok", 14)
        self._text = QLabel()
        self._retry = ToolButton(
            "arrow-counter-clockwise",
            tr("Retry with the same seed"),
            size=20,
            glyph_size=14,
            colour="viewport.chip_icon",
        )
        self._retry.clicked.connect(lambda: run("play.retry"))
        self._box = QHBoxLayout(self)
        for widget in (self._glyph, self._text, self._retry):
            self._box.addWidget(widget)
        look.follow(self, PlayChip._fit)
        self.hide()

    def show_state(self, play: PlayController) -> None:
        """Take the state of play."""
        self.setVisible(play.state != "stopped")
        self._retry.setVisible(play.has_ended)
        if play.state == "preparing":
            self._say("spinner", "viewport.chip_icon", tr("Compiling kernels, play starts by itself"))
        elif play.has_ended:
            glyph, colour, text = ENDS[play.outcome]
            self._say(glyph, colour, tr(text))
        elif play.state == "paused":
            self._say("pause-fill", "viewport.selected", tr("Paused, a copy of the scene"))
        else:
            self._say("play-fill", "viewport.ghost_ok", tr("Playing a copy"))
        self.adjustSize()

    def _say(self, glyph: str, colour: str, text: str) -> None:
        self._glyph.show_glyph(glyph, colour)
        self._text.setText(text)
        self.setAccessibleName(text)

    def _fit(self) -> None:
        self._box.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
        self._box.setSpacing(look.px(6))
        self._text.setFont(look.font("caption", strong=True))
        restyle(self)

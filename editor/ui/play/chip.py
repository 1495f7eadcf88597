"""The chip over the viewport that says that a copy plays, that it is paused, or how and why it ended."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor.core.actions.builtin.play import speed_text
from editor.core.play.controller import PlayController
from editor.tr import tr
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import IconLabel, label, restyle
from editor.ui.theme.look import look

ENDS = {
    "victory": ("trophy-fill", "viewport.ghost_ok", "Victory"),
    "defeat": ("flag-fill", "viewport.ghost_bad", "Defeat"),
    "timeout": ("timer-fill", "viewport.selected", "Time is up"),
}
END_TOP = 0.24
"""Share of the viewport's height above the chip once the run has ended: it is what happens now, so it is large."""


class PlayChip(QWidget):
    """Opaque and dark in every theme, since the scene under it does not change with the theme."""

    def __init__(self, parent: QWidget, run: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("vchip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.is_end = False
        self._glyph = IconLabel("play-fill", "viewport.ghost_ok", 14)
        self._text, self._why = label(), label()
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        self._again = push_button("", "primary", glyph="arrow-counter-clockwise")
        self._again.clicked.connect(lambda: run("play.retry" if self._is_lost else "play.start"))
        self._is_lost = False
        self._stop = push_button(
            tr("Stop and edit"), glyph="stop-fill", tip=tr("Stop, and give the document back as it was")
        )
        self._stop.clicked.connect(lambda: run("play.stop"))
        for button in (self._again, self._stop):
            row.addWidget(button)
        self._box = QGridLayout(self)
        self._box.addWidget(self._glyph, 0, 0)
        self._box.addWidget(self._text, 0, 1, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self._why, 1, 0, 1, 2)
        self._box.addWidget(self._buttons, 2, 0, 1, 2)
        self._box.setColumnStretch(1, 1)
        look.follow(self, PlayChip._fit)
        self.hide()

    def show_state(self, play: PlayController) -> None:
        """Take the state of play."""
        self.setVisible(play.state != "stopped")
        self.is_end = play.has_ended
        self._why.setText(play.why_ended)
        for part in (self._why, self._buttons):
            part.setVisible(play.has_ended)
        self._is_lost = play.has_ended and play.outcome != "victory"
        self._again.setText(tr("Try again") if self._is_lost else tr("Play again"))
        self._again.setToolTip(
            tr("Begin this encounter anew, with another chance") if self._is_lost else tr("The whole run, same seed")
        )
        if play.state == "preparing":
            self._say("spinner", "viewport.chip_icon", tr("Compiling kernels, play starts by itself"))
        elif play.has_ended:
            glyph, colour, text = ENDS[play.outcome]
            self._say(glyph, colour, tr(text))
        elif play.is_replaying:
            self._say("repeat", "viewport.chip_icon", tr("Played again as it was; take over in the timeline"))
        elif play.state == "paused":
            self._say("pause-fill", "viewport.selected", tr("Paused, a copy of the scene") + _pace(play) + _edits(play))
        elif play.autopilot is not None:
            text = tr("Playing a copy, {skill} autopilot", skill=play.autopilot)
            self._say("robot-fill", "viewport.ghost_ok", text + _pace(play) + _edits(play))
        else:
            self._say("play-fill", "viewport.ghost_ok", tr("Playing a copy") + _pace(play) + _edits(play))
        self._fit()

    def place(self, width: int, height: int) -> None:
        """Stand in the middle of a viewport: at its top, or lower once the run has ended."""
        self.adjustSize()
        top = round(height * END_TOP) if self.is_end else look.px(8)
        self.move((width - self.width()) // 2, max(min(top, height - self.height()), look.px(8)))
        self.raise_()

    def _say(self, glyph: str, colour: str, text: str) -> None:
        self._glyph.show_glyph(glyph, colour)
        self._text.setText(text)
        self.setAccessibleName(f"{text}. {self._why.text()}".rstrip(". ") if self._why.text() else text)

    def _fit(self) -> None:
        across, down = (16, 12) if self.is_end else (8, 4)
        self._box.setContentsMargins(look.px(across), look.px(down), look.px(across), look.px(down))
        self._box.setHorizontalSpacing(look.px(6))
        self._box.setVerticalSpacing(look.px(8) if self.is_end else 0)
        self._text.setFont(look.font("display" if self.is_end else "caption", strong=True))
        self._why.setFont(look.font("body"))
        restyle(self)
        self.adjustSize()


def _pace(play: PlayController) -> str:
    """The speed, where it is another than that of real time: it stays from one run to the next."""
    return "" if play.speed == 1.0 else tr(", at {speed}", speed=speed_text(play.speed))


def _edits(play: PlayController) -> str:
    """How many numbers were tuned that may be kept."""
    count = play.tunes.count
    if not count:
        return ""
    return tr(", 1 edit to keep") if count == 1 else tr(", {count} edits to keep", count=count)

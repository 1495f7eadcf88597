"""The end of a run: lost, with the reason and the ways on, or won, with how it went."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from editor.core.editor import Editor
from editor.core.play.recap import recap_of
from editor.tr import tr
from editor.ui.fields.flow import FlowLayout
from editor.ui.kit.box import Box, column, row
from editor.ui.kit.labels import icon_label, label
from editor.ui.play.screens.screen import Screen
from editor.ui.theme.look import look
from engine.present.recap import Recap, RecapLine

WIDTH = 624
ENDS = {
    "victory": ("trophy-fill", "severity.ok", "Victory"),
    "defeat": ("flag-fill", "severity.error", "Defeat"),
    "timeout": ("timer-fill", "severity.warning", "Time is up"),
}
TONES = {
    "normal": "icon.secondary", "good": "severity.ok", "warning": "severity.warning", "bad": "severity.error",
    "muted": "icon.disabled",
}  # fmt: skip
GLYPHS = {
    "normal": "circle",
    "good": "check-circle-fill",
    "warning": "warning-fill",
    "bad": "x-circle-fill",
    "muted": "minus",
}
GLYPH = 32


class EndScreen(Screen):
    """Shown by itself when play has come to the end of a run, not when its last moment is gone to.

    "Look at the moment" puts it aside.
    """

    def __init__(self, parent: QWidget, editor: Editor, run: Callable[[str], None]) -> None:
        super().__init__(parent, tr("How it ended"), WIDTH, editor.chimed.emit)
        self._editor, self._run = editor, run
        self._has_come = False
        self._told: tuple[object, ...] = ()
        editor.play.ended.connect(self._come)

    def release(self) -> None:
        """Follow play no more."""
        self._editor.play.ended.disconnect(self._come, missing_ok=True)

    def show_state(self) -> None:
        """Follow the state of play: open when a run has just ended, close when it goes on or is another one."""
        play = self._editor.play
        if not play.has_ended:
            self._has_come = False
            self.close_screen()
        elif self._has_come:
            self._has_come = False
            self._tell()
            self._told = self._moment
            self.open()
        elif self._told != self._moment:
            self.close_screen()

    @property
    def _moment(self) -> tuple[object, ...]:
        play = self._editor.play
        return play.session, play.branches.name, play.tick, play.outcome

    def _come(self, _outcome: str) -> None:
        self._has_come = True

    def look_at_it(self) -> None:
        """Put the screen aside: the last moment can be looked at, and the timeline goes back."""
        self.close_screen()
        self._run("view.eject")

    def _tell(self) -> None:
        play, session = self._editor.play, self._editor.play.session
        assert session is not None
        glyph, colour, title = ENDS[play.outcome]
        recap = recap_of(session)
        self.setAccessibleName(f"{tr(title)}. {play.why_ended}".rstrip())
        self.choices = []
        is_whole = play.outcome == "victory" and bool(session.chapters)
        again = tr("Play again") if play.outcome == "victory" else tr("Retry this encounter")
        begin = self._begin_again if is_whole else lambda: self._leave("play.retry")
        back = tr("Keep this run as a branch, and play on from five seconds before it went wrong")
        self.choice(again, "arrow-counter-clockwise", begin, "primary")
        if play.outcome != "victory":
            self.choice(tr("Go back 5 s"), "arrow-bend-up-left", lambda: self._leave("play.branch_before"), tip=back)
        self.choice(tr("Look at the moment"), "eye", self.look_at_it, tip=tr("Fly freely; the timeline goes back"))
        self.choice(tr("Stop and edit"), "stop-fill", lambda: self._leave("play.stop"))
        buttons = QWidget()
        lines = FlowLayout(buttons, look.px(8))
        for button in self.choices:
            lines.addWidget(button)
        foot = row((buttons, 1), margins=(20, 0, 20, 16))
        words = column(_large(tr(title) if recap is None else recap.title), label(play.why_ended, wrap=True), gap=2)
        rank = [_rank(recap.rank)] if recap is not None and recap.rank else []
        head = row(icon_label(glyph, colour, GLYPH, tip=tr(title)), (words, 1), *rank, gap=12, margins=(20, 16, 20, 0))
        self.fill(*_parts(recap), head=head, foot=foot)

    def _begin_again(self) -> None:
        """A slice that was won begins with its first chapter."""
        self._leave("play.stop")
        self._run("play.slice")

    def _leave(self, action: str) -> None:
        self.close_screen()
        self._run(action)


def _large(text: str) -> QLabel:
    return label(text, "display", wrap=True)


def _rank(rank: str) -> QLabel:
    widget = label(rank, "strong")
    widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
    widget.setAccessibleName(tr("Rank {rank}", rank=rank))
    widget.setToolTip(tr("Rank {rank}, of S, A, B, C and D", rank=rank))

    def fit(w: QLabel) -> None:
        font = look.font("display", strong=True)
        font.setPixelSize(look.px(34))
        w.setFont(font)
        w.setStyleSheet(f"color: {look.colour('viewport.selected')}")

    return look.follow(widget, fit)


def _parts(recap: Recap | None) -> list[Box | QLabel]:
    if recap is None:
        return []
    shown: list[Box | QLabel] = [label(recap.summary, "secondary", wrap=True)] if recap.summary else []
    for part in recap.parts:
        shown.append(column(label(part.title, "title"), *[_line(line) for line in part.lines], gap=4))
    return shown


def _line(line: RecapLine) -> Box:
    glyph = line.glyph or GLYPHS[line.tone]
    value = label(line.value, "strong")
    words = column(
        label(line.label, wrap=True), *([label(line.detail, "caption", wrap=True)] if line.detail else []), gap=0
    )
    return row(icon_label(glyph, TONES[line.tone], 16), (words, 1), value, gap=8)

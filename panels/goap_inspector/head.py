"""The head of the panel: what the shown agent does and why in two lines, what is out of the ordinary, and when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, column, explain, icon_label, label, look, push_button, row, tr
from engine.ai.goap.reasons.explanation import Explanation
from panels.goap_inspector.notices import Notice, headline, notices
from panels.goap_inspector.words import seconds


class NoticeLine(QWidget):
    """A glyph and a sentence that may take several lines."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = icon_label("info", "icon.secondary", 14)
        self._text = label("", "secondary", wrap=True)
        top = column(self._glyph, None, margins=(0, 2, 0, 0))
        line = row(top, (self._text, 1), gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(line)

    def show_notice(self, notice: Notice) -> None:
        """Show another sentence."""
        self._glyph.show_glyph(notice.glyph, notice.colour)
        self._text.setText(notice.text)

    def text(self) -> str:
        """The sentence."""
        return self._text.text()


class DecisionHead(QWidget):
    """Two lines; `notes` are the notices, which come and go and thus stand where nothing moves because of them."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ElidedLabel("", "title")
        self.purpose = ElidedLabel("", "secondary")
        self.lines: list[NoticeLine] = []
        self.notes = QWidget()
        self._below = QVBoxLayout(self.notes)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.action)
        self._box.addWidget(self.purpose)
        look.follow(self, DecisionHead._space)

    def show_decision(self, why: Explanation, *, is_ahead: bool) -> None:
        """Show what was decided."""
        action, purpose = headline(why, is_ahead=is_ahead)
        self.action.set_whole(action)
        self.purpose.set_whole(purpose)
        found = notices(why, is_ahead=is_ahead)
        while len(self.lines) < len(found):
            self.lines.append(NoticeLine())
            self._below.addWidget(self.lines[-1])
        self.notes.setVisible(bool(found))
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(found))
            if place < len(found):
                line.show_notice(found[place])

    def notices(self) -> list[str]:
        """The sentences that are shown."""
        return [line.text() for line in self.lines if not line.isHidden() and not self.notes.isHidden()]

    def _space(self) -> None:
        self._box.setContentsMargins(*[look.px(8)] * 4)
        self._box.setSpacing(look.px(2))
        self._below.setContentsMargins(*[look.px(8), look.px(6)] * 2)
        self._below.setSpacing(look.px(2))


class MomentBar(QWidget):
    """Which tick is explained, and where it is past: the way back, and the way there."""

    live = Signal()
    go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ElidedLabel("", "secondary")
        self.back = push_button(tr("Live"), glyph="play-fill", tip=tr("Explain the present again (Esc)"))
        self.there = push_button(tr("Go to this tick"), glyph="clock-counter-clockwise")
        self.back.clicked.connect(self.live)
        self.there.clicked.connect(self.go)
        self.glyph = icon_label("clock-counter-clockwise", "icon.secondary", 14)
        line = row(self.glyph, (self.text, 1), self.back, self.there,
                   margins=(8, 4, 8, 4), gap=6)  # fmt: skip
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(line)
        # As high without its buttons as with them, so that nothing below it moves.
        look.follow(self, lambda bar: bar.setMinimumHeight(bar.back.sizeHint().height() + look.px(8)))

    def show_moment(self, ago: int | None, why_not_go: str) -> None:
        """Show how many ticks ago that was which is explained; None for the present, which keeps the bar's room."""
        is_past = ago is not None
        self.text.set_whole(
            tr("{span} ago", span=seconds(ago)) if is_past else tr("Live; click the strip to look back")
        )
        self.glyph.show_glyph("clock-counter-clockwise", "accent.base" if is_past else "icon.secondary")
        self.back.setVisible(is_past)
        self.there.setVisible(is_past)
        explain(self.there, tr("Put the run to this tick and hold it there"), why_not_go)

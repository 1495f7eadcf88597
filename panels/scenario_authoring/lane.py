"""A skill's lane: the win rate before and after as bars with their intervals, and what else changed, in words."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor.ui.api import column, label, look, restyle, row, tr
from panels.scenario_authoring.words import (
    SHORT,
    both,
    change_words,
    falls_per_run,
    interval_of,
    median_words,
    percent,
    rate_words,
    win_words,
)

SIDE, WORDS, HEIGHT, LEAST, WHISKER = 44, 76, 16, 40, 5
SIDES = (("before", "Before"), ("after", "After"))


class ShareBar(QWidget):
    """A share of 0 to 100 % in its well, with the line of its interval; that of before is an outline."""

    def __init__(self, *, is_filled: bool) -> None:
        super().__init__()
        self._is_filled, self._is_stale = is_filled, False
        self._share: float | None = None
        self._interval = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self, ShareBar._fit)

    def show_share(self, share: float | None, interval: tuple[float, float], told: str, *, is_stale: bool) -> None:
        """Show another share, or none; `told` is the whole of it in words."""
        self._share, self._interval, self._is_stale = share, interval, is_stale
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look.px(LEAST), look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, bar, and the interval over it."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.qcolor("surface.input"))
        painter.setPen(QPen(look.qcolor("plot.grid"), 1))
        painter.drawLine(round(box.width() / 2), 0, round(box.width() / 2), round(box.height()))
        if self._share is None:
            return
        inset = look.px(3)
        bar = QRectF(0.0, inset, box.width() * self._share, box.height() - 2 * inset)
        colour = look.qcolor("icon.disabled") if self._is_stale else QColor(look.series(0))
        if self._is_filled:
            painter.fillRect(bar, colour)
        else:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        low, high = (min(max(box.width() * each, 1.0), box.width() - 1.0) for each in self._interval)
        ink = look.qcolor("text.disabled" if self._is_stale else "text.primary")
        middle, reach = self.height() // 2, look.px(WHISKER)
        for under, width in ((look.qcolor("surface.input"), 3), (ink, 1)):
            painter.setPen(QPen(under, look.px(width), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(round(low), middle, round(high), middle)
            for place in (round(low), round(high)):
                painter.drawLine(place, middle - reach, place, middle + reach)

    def _fit(self) -> None:
        self.setMinimumWidth(look.px(LEAST))
        self.setFixedHeight(look.px(HEIGHT))


class Lane(QWidget):
    """One skill."""

    def __init__(self, skill: str) -> None:
        super().__init__()
        self.skill = skill
        self.name, self.change = label(tr(SHORT[skill]), "strong"), label("")
        self.rest = label("", "caption", wrap=True)
        self.bars = {side: ShareBar(is_filled=side == "after") for side, _ in SIDES}
        self.words = {side: label("") for side, _ in SIDES}
        lines: list[QWidget] = []
        for side, title in SIDES:
            told = label(tr(title), "secondary")
            look.follow(told, lambda part: part.setFixedWidth(look.px(SIDE)))
            words = self.words[side]
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            look.follow(words, lambda part: part.setFixedWidth(look.px(WORDS)))
            lines.append(row(told, (self.bars[side], 1), words, gap=6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(row(self.name, None, self.change, gap=6), *lines, self.rest, gap=2))

    def show_results(
        self, results: Mapping[str, Mapping[str, Any] | None], change: Mapping[str, Any] | None, *, is_stale: bool
    ) -> None:
        """Show how the skill fared before and after."""
        for side, _title in SIDES:
            result = results.get(side)
            share = result["win_rate"] if result is not None else None
            interval = interval_of(result) if result is not None else (0.0, 1.0)
            self.words[side].setText(rate_words(result))
            restyle(self.words[side], stale=is_stale)
            runs = "" if result is None else f"{result['wins']:,} of {result['runs']:,} runs won; "
            low, high = map(percent, interval)
            told = f"{SHORT[self.skill]} {side}: {runs}95 % interval {low} to {high}"
            self.bars[side].show_share(share, interval, told, is_stale=is_stale)
        self.change.setText(tr(change_words(change)))
        self.change.setToolTip(tr("Change of the win rate on the same seeds, with its 95 % interval"))
        restyle(self.change, stale=is_stale)
        before, after = results.get("before"), results.get("after")
        if before is None or after is None:
            self.rest.setText("")
            return
        wins = both(win_words(before), win_words(after))
        falls = both(falls_per_run(before), falls_per_run(after))
        echo = both(median_words(before["echo"]), median_words(after["echo"]))
        self.rest.setText(
            tr("Time to win {wins}; falls per run {falls}; Echo left {echo}", wins=wins, falls=falls, echo=echo)
        )

"""The ladder of skills and people beside it: for each the win rate as a bar with its interval, and in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from editor.api import Rate, Tried
from editor.ui.api import label, look, restyle, row, tr
from panels.balance.words import SHORT, people_sentence, people_words, rate_words, sentence, time_words

NAME, WORDS, TIME = 56, 132, 84
BAR_LEAST, BAR_MOST, BAR_HEIGHT, WHISKER = 36, 360, 18, 6


class RateBar(QWidget):
    """A share of 0 to 100 % as a bar in its well, with the line of its interval."""

    def __init__(self, series: int) -> None:
        super().__init__()
        self._series = series
        self._share: float | None = None
        self._interval = (0.0, 1.0)
        self._is_stale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self, RateBar._fit)

    def show_share(self, share: float | None, interval: tuple[float, float], told: str, *, is_stale: bool) -> None:
        """Show another share, or none; `told` is the whole of it in words."""
        self._share, self._interval, self._is_stale = share, interval, is_stale
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, up to where more tells no more."""
        return QSize(look.px(BAR_MOST), look.px(BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, bar, and the interval over it."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.qcolor("surface.input"))
        painter.setPen(QPen(look.qcolor("plot.grid"), 1))
        for share in (0.25, 0.5, 0.75):
            painter.drawLine(round(box.width() * share), 0, round(box.width() * share), round(box.height()))
        if self._share is None:
            return
        inset = look.px(3)
        fill = look.qcolor("icon.disabled") if self._is_stale else QColor(look.series(self._series))
        painter.fillRect(QRectF(0.0, inset, box.width() * self._share, box.height() - 2 * inset), fill)
        low, high = (box.width() * share for share in self._interval)
        low, high = max(low, 1.0), min(high, box.width() - 1.0)
        ink = look.qcolor("text.disabled" if self._is_stale else "text.primary")
        # Under it a wider line of the well's colour, since it has to be seen over the bar too.
        for colour, width in ((look.qcolor("surface.input"), 4), (ink, 2)):
            painter.setPen(QPen(colour, look.px(width), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            self._draw_interval(painter, round(low), round(high))

    def _draw_interval(self, painter: QPainter, low: int, high: int) -> None:
        middle, reach = self.height() // 2, look.px(WHISKER)
        painter.drawLine(low, middle, high, middle)
        for place in (low, high):
            painter.drawLine(place, middle - reach, place, middle + reach)

    def _fit(self) -> None:
        self.setMinimumWidth(look.px(BAR_LEAST))
        self.setMaximumWidth(look.px(BAR_MOST))
        self.setFixedHeight(look.px(BAR_HEIGHT))


class ShareRow(QWidget):
    """Who, a bar of how often they win, the same in words, and how long a win takes."""

    def __init__(self, who: str, series: int = 0) -> None:
        super().__init__()
        self.name = label(who, "secondary")
        self.bar = RateBar(series)
        self.words, self.time = label(""), label("", "secondary")
        for part, width in ((self.name, NAME), (self.words, WORDS), (self.time, TIME)):
            look.follow(part, lambda part, width=width: part.setFixedWidth(look.px(width)))
        for part in (self.words, self.time):
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(self.name, (self.bar, 100), self.words, self.time, None, gap=8))


class RateRow(ShareRow):
    """One skill: its name, its bar, "61 % ± 6, 64 seeds", and how long a win takes."""

    def __init__(self, skill: str) -> None:
        super().__init__(tr(SHORT[skill]))

    def show_rate(self, rate: Rate, *, is_stale: bool, has_time: bool) -> None:
        """Show another rate; a stale one is grey."""
        self.bar.show_share(rate.rate, rate.interval, sentence(rate), is_stale=is_stale)
        self.words.setText(rate_words(rate))
        self.time.setText(tr(time_words(rate.seconds_to_win)))
        self.time.setVisible(has_time)
        restyle(self.words, role="strong", stale=is_stale)
        self.setToolTip(tr("Out of date since an edit.") + " " + sentence(rate) if is_stale else sentence(rate))


class PeopleRow(ShareRow):
    """How people fare in the same encounter: "2 of 5 won ± 46 %"."""

    def __init__(self) -> None:
        super().__init__(tr("People"), series=3)

    def show_tried(self, tried: Tried | None, *, is_stale: bool, has_time: bool) -> None:
        """Show other plays; grey where they are of the version before an edit, or where there are none."""
        share = tried.wins / tried.runs if tried is not None and tried.runs else None
        told = people_sentence(tried)
        self.bar.show_share(share, tried.interval if tried is not None else (0.0, 1.0), told, is_stale=is_stale)
        self.words.setText(tr(people_words(tried)))
        self.time.setText(tr(time_words(tried.seconds_to_win)) if tried is not None and tried.runs else "")
        self.time.setVisible(has_time)
        restyle(self.words, role="secondary" if share is None else "strong", stale=is_stale and share is not None)
        self.setToolTip(tr("Out of date since an edit.") + " " + told if is_stale else told)

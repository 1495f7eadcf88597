"""The chart of a series of runs: dots over time, their course with its band, changes and limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGraphicsPathItem

from editor.ui.kit.chart_plot import AXIS_WIDTH, PlotBox
from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.kit.value_ticks import DAY_S, day_ticks, log_ticks, value_ticks
from editor.ui.theme.look import look

Floats = NDArray[np.float64]
MOST_DOTS = 400
WORD_PX = 64
"""How wide the word of a change is at most, at 100 % text size."""
BAND, RUNS = 56, 190
"""How opaque the band and the line of the runs are, of 255."""
ROOM = 0.12
"""Of the values' span, free above and below."""


@dataclass(frozen=True)
class Change:
    """A dashed upright line before a run, with a word, in a colour of the look."""

    x: float
    text: str
    colour: str


@dataclass(frozen=True, eq=False)
class CoursePicture:
    """What is drawn. All columns (n,), a run each, oldest first; x [s since 1970], NaN where there is no y.

    Runs that are not `judged` are rings. `limits` are dashed level lines with a word. Without `has_line` the runs are
    dots alone. `span` is the shown stretch of x. `number` writes a value of the axis, without its unit.
    """

    x: Floats
    y: Floats
    judged: NDArray[np.bool_]
    middle: Floats
    low: Floats
    high: Floats
    span: tuple[float, float]
    unit: str = ""
    changes: Sequence[Change] = ()
    limits: Sequence[tuple[float, str]] = ()
    has_line: bool = True
    is_log: bool = False


@dataclass
class _Frame:
    """Where y lies: its lower and upper end on the axis, which is that of logarithms where `is_log`."""

    low: float = 0.0
    high: float = 1.0
    is_log: bool = False
    ticks: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    def of(self, values: Floats) -> Floats:
        """Values on the axis."""
        return np.log10(values) if self.is_log else values


class CourseChart(PlotBox):
    """Dots that can be hovered, clicked and walked through.

    `picked` carries the place of a run that was clicked; `hovered` that of the one below the pointer, -1 for none.
    `stepped` carries how many runs a key goes further, `jumped` the direction to the next change, and Enter fires
    `entered`.
    """

    picked = Signal(int)
    hovered = Signal(int)
    stepped = Signal(int)
    jumped = Signal(int)
    entered = Signal()

    def __init__(self, name: str) -> None:
        self._picture: CoursePicture | None = None
        self._chosen: int | None = None
        self._hovered = -1
        self._frame = _Frame()
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _x: self._pick())
        look.follow(self, lambda chart: chart.layout().setContentsMargins(*[look.size("size.focus_ring")] * 4))

    def show_course(self, picture: CoursePicture | None) -> None:
        """Draw another picture."""
        self._picture, self._hovered = picture, -1
        self._changed()

    def choose(self, place: int | None) -> None:
        """Put the ring round another run."""
        if place != self._chosen:
            self._chosen = place
            if "chosen" in self._kept and not self._is_stale:
                self._ring("chosen", place)

    # --- hands ---------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the pointer is over, or presses on."""
        moves = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress)
        if isinstance(event, QMouseEvent) and event.type() in moves:
            self._hover(self.nearest(event.position()))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the runs."""
        count = len(self._picture.x) if self._picture is not None else 0
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count}
        jumps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in jumps:
            self.jumped.emit(jumps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the keyboard round the plot."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus_ring(painter, self.rect())
            painter.end()

    def nearest(self, place: QPointF) -> int:
        """The run whose dot is nearest to a place of the plot [pixels]; -1 without runs."""
        picture = self._picture
        if self._plot is None or picture is None or not len(picture.x):
            return -1
        box = self._plot.getPlotItem().getViewBox()
        spot = box.mapSceneToView(self._plot.mapToScene(place.toPoint()))
        across, up = box.viewPixelSize()
        y = self._frame.of(picture.y)
        return int(np.argmin(((picture.x - spot.x()) / across) ** 2 + ((y - spot.y()) / up) ** 2))

    def spot_of(self, place: int) -> QPointF:
        """Where a run's dot is drawn in the plot [pixels]."""
        picture = self._picture
        assert picture is not None
        at = QPointF(picture.x[place], float(self._frame.of(picture.y[place : place + 1])[0]))
        return QPointF(self._plot.mapFromScene(self._plot.getPlotItem().getViewBox().mapViewToScene(at)))

    def _pick(self) -> None:
        if self._picture is not None and self._hovered >= 0:
            self.picked.emit(self._hovered)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            if "hovered" in self._kept:
                self._ring("hovered", place if place >= 0 else None)
            self.hovered.emit(place)

    # --- drawing -------------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Band, course, runs, limits, changes, and the rings of the chosen run and the one below the pointer."""
        picture = self._picture
        if picture is None or not len(picture.x):
            for name in ("chosen", "hovered"):
                self._ring(name, None)
            self._plot.getAxis("left").setTicks([[], []])
            self._plot.getAxis("bottom").setTicks([[], []])
            return
        self._frame = _framed(picture)
        frame = self._frame
        self._plot.setXRange(*picture.span, padding=0)
        self._plot.setYRange(frame.low, frame.high, padding=0)
        if picture.has_line:
            for part in _stretches(picture):
                self._draw_stretch(picture, part)
        self._draw_runs(picture)
        for value, text in picture.limits:
            self._level(float(frame.of(np.array([value]))[0]), text)
        room = WORD_PX * look.scale * (picture.span[1] - picture.span[0]) / max(1, self.width())
        last = np.inf
        for change in sorted(picture.changes, key=lambda each: -each.x):
            # Where many lie close together, the newest ones are told in words.
            has_room = last - change.x >= room
            self._upright(change, has_word=has_room)
            last = change.x if has_room else last
        self._ring("chosen", self._chosen)
        self._ring("hovered", None)
        self._fit(picture)

    def _draw_stretch(self, picture: CoursePicture, part: NDArray[np.intp]) -> None:
        """Band and course between two changes."""
        import pyqtgraph as pg

        x, frame = picture.x[part], self._frame
        has_band = np.isfinite(picture.low[part]) & np.isfinite(picture.high[part])
        if has_band.sum() > 1:
            low, high = frame.of(picture.low[part][has_band]), frame.of(picture.high[part][has_band])
            item = QGraphicsPathItem(_polygon(x[has_band], low, high))
            item.setPen(pg.mkPen(None))
            item.setBrush(pg.mkBrush(look.qcolor("plot.axis", BAND)))
            item.setZValue(-10)
            self._add(item)
        middle = picture.middle[part]
        is_there = np.isfinite(middle)
        pen = pg.mkPen(look.colour("text.primary"), width=1)
        self._add(pg.PlotCurveItem(x[is_there], frame.of(middle[is_there]), pen=pen))

    def _draw_runs(self, picture: CoursePicture) -> None:
        import pyqtgraph as pg

        x, y = picture.x, self._frame.of(picture.y)
        colour, judged = look.series(0), picture.judged
        if picture.has_line:
            pen = pg.mkPen(_faint(colour, RUNS), width=1)
            self._add(pg.PlotCurveItem(x[judged], y[judged], pen=pen))
        if len(x) <= MOST_DOTS or not picture.has_line:
            side = look.px(5 if len(x) <= MOST_DOTS // 4 else 3)
            self._add(pg.ScatterPlotItem(x[judged], y[judged], size=side, pen=None, brush=colour))
        aside = ~judged
        if aside.any():
            pen = pg.mkPen(look.colour("plot.axis"), width=1)
            self._add(pg.ScatterPlotItem(x[aside], y[aside], size=look.px(6), pen=pen, brush=None))

    def _level(self, at: float, text: str) -> None:
        """A limit: a dashed line with its word at the left, above it where there is room."""
        import pyqtgraph as pg

        pen = pg.mkPen(look.colour("plot.budget"), width=1, style=Qt.PenStyle.DashLine)
        self._add(pg.InfiniteLine(at, angle=0, pen=pen))
        is_high = at > self._frame.high - 2 * ROOM * (self._frame.high - self._frame.low)
        self._word(text, look.colour("plot.budget"), self._picture_span()[0], at, (0.0, 0.0 if is_high else 1.0))

    def _upright(self, change: Change, *, has_word: bool) -> None:
        """A change: a dashed line with how large it is at the top, on the side where there is room."""
        import pyqtgraph as pg

        low, high = self._picture_span()
        if not low <= change.x <= high:
            return
        pen = pg.mkPen(look.colour(change.colour), width=1, style=Qt.PenStyle.DashLine)
        self._add(pg.InfiniteLine(change.x, angle=90, pen=pen))
        if not has_word:
            return
        is_right = change.x > low + 0.8 * (high - low)
        self._word(change.text, look.colour(change.colour), change.x, self._frame.high, (float(is_right), 0.0))

    def _word(self, text: str, colour: str, x: float, y: float, anchor: tuple[float, float]) -> None:
        import pyqtgraph as pg

        item = pg.TextItem(text, color=colour, anchor=anchor)
        item.setFont(look.font("caption"))
        item.setPos(x, y)
        self._add(item)

    def _ring(self, name: str, place: int | None) -> None:
        import pyqtgraph as pg

        colour = look.colour("line.focus" if name == "chosen" else "text.primary")
        side = look.px(11 if name == "chosen" else 9)
        ring = self._keep(name, lambda: pg.ScatterPlotItem(size=side, pen=pg.mkPen(colour, width=2), brush=None))
        picture = self._picture
        is_there = place is not None and picture is not None and 0 <= place < len(picture.x)
        ring.setVisible(is_there)
        if is_there and picture is not None and place is not None:
            ring.setData(picture.x[place : place + 1], self._frame.of(picture.y[place : place + 1]))

    def _picture_span(self) -> tuple[float, float]:
        assert self._picture is not None
        return self._picture.span

    def _fit(self, picture: CoursePicture) -> None:
        """The ticks: three of y with the unit on the top one, and days or hours along x."""
        ticks = list(self._frame.ticks)
        if ticks:
            ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {picture.unit}".strip())
        axis = self._plot.getAxis("left")
        axis.setTicks([ticks, []])
        widest = max((look.text_width(text, "caption") for _place, text in ticks), default=0)
        axis.setWidth(max(look.px(AXIS_WIDTH), widest + look.px(12)))
        room = max(1, self.width() - int(axis.width()))
        most = max(2, room // look.px(84))
        self._plot.getAxis("bottom").setTicks([day_ticks(*picture.span, most), []])


def _framed(picture: CoursePicture) -> _Frame:
    """The ends of y: all that is drawn, with room around it."""
    drawn = [picture.y, np.array([value for value, _text in picture.limits])]
    if picture.has_line:
        drawn += [picture.low[np.isfinite(picture.low)], picture.high[np.isfinite(picture.high)]]
    values = np.concatenate(drawn)
    is_log = picture.is_log and bool((values > 0.0).all())
    frame = _Frame(is_log=is_log)
    least, most = float(frame.of(values).min()), float(frame.of(values).max())
    room = ROOM * (most - least) or (0.05 if is_log else 0.1 * abs(most) or 1.0)
    frame.low, frame.high = least - room, most + room
    frame.ticks = log_ticks(frame.low, frame.high) if is_log else value_ticks(frame.low, frame.high)
    return frame


def _stretches(picture: CoursePicture) -> list[NDArray[np.intp]]:
    """The places of judged runs between the changes."""
    places = np.nonzero(picture.judged)[0]
    cuts = np.searchsorted(picture.x[places], sorted(change.x for change in picture.changes))
    return [part for part in np.split(places, cuts) if len(part)]


def _polygon(x: Floats, low: Floats, high: Floats) -> QPainterPath:
    import pyqtgraph as pg

    around = np.concatenate([x, x[::-1], x[:1]]), np.concatenate([low, high[::-1], low[:1]])
    path: Any = pg.arrayToQPath(*around)
    return path


def _faint(colour: str, alpha: int) -> Any:
    from PySide6.QtGui import QColor

    found = QColor(colour)
    found.setAlpha(alpha)
    return found


def span_of(x: Floats) -> tuple[float, float]:
    """The stretch that shows these runs, with a little room; a single run stands in the middle of a day."""
    low, high = float(x.min()), float(x.max())
    room = 0.02 * (high - low) or DAY_S / 2
    return low - room, high + room

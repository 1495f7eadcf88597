"""The flame of frames: below each frame its zones, and in the next row what lies in them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from editor.ui.api import look, tr
from editor.ui.profiling.api import FlamePainter, FlameView
from engine.telemetry.frames.rows import series_of, zone_title
from engine.telemetry.frames.zones import FrameZones
from engine.telemetry.words import time_text
from panels.frame_profiler.flame_layout import FrameLayout
from panels.frame_profiler.words import frame_line

ROW, LEAST_PX = 20, 0.4


class FrameFlamePainter(FlamePainter[FrameLayout]):
    """A row for each depth, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__(tr("Frames"))
        self._top = self._bottom = 0.0

    def place_rows(self, left: float, top: float, right: float, bottom: float, layout: FrameLayout) -> None:
        """All that is left."""
        self._top, self._bottom = top, bottom

    def names(self, layout: FrameLayout) -> list[tuple[str, QRectF]]:
        """One name for all rows."""
        height = look.px(ROW)
        return [(tr("Zones"), QRectF(self.plot.x(), self._top, self.plot.width(), height))]

    def depth_at(self, y: float) -> int | None:
        """The depth whose row is at a height."""
        return int((y - self._top) // look.px(ROW)) if self._top <= y < self._bottom else None

    def crowded(self, count: int) -> str:
        """How many frames are in sight."""
        return tr("{count} frames in sight; zoom in to tell them apart", count=f"{count:,}")

    def number_of(self, layout: FrameLayout, index: int) -> str:
        """The frame's number, and its time where it stands alone."""
        frame = layout.frames[index]
        first, last = layout.seen()
        if last - first > 3:
            return f"{frame.number:,}"
        return tr("Frame {number}, {time}", number=f"{frame.number:,}", time=time_text(frame.work_ns))

    def chosen_bottom(self) -> float:
        """Its zones belong to a frame."""
        return self._bottom

    def rows(self, painter: QPainter, layout: FrameLayout) -> None:
        """Far away the groups, near the zones."""
        if self.is_far(layout):
            row = QRectF(self.plot.x(), self._top, self.plot.width(), min(self._bottom - self._top, look.px(120)))
            self.mixed(painter, layout.shares(max(1, int(row.width()))), row)
            return
        first, last = layout.seen()
        across = self.plot.width() / (layout.end - layout.begin)
        height = look.px(ROW)
        area = QRectF(self.plot.x(), self._top, self.plot.width(), max(0.0, self._bottom - self._top))
        colours = [QColor(look.series(number)) for number in range(6)]
        for index in range(first, last):
            start = self.plot.x() + (float(layout.edges[index]) - layout.begin) * across
            for span in layout.frames[index].spans:
                width = span.duration_ns * across
                top = self._top + span.depth * height
                if width < LEAST_PX or top + height > self._bottom + 1:
                    continue
                bar = QRectF(start + span.start_ns * across, top, max(1.0, width - 1), height - 1)
                colour = colours[series_of(span.name) or 0]
                painter.fillRect(bar, colour)
                self.title(painter, bar.intersected(area), zone_title(span.name), float(span.duration_ns), colour)


class FrameFlame(FlameView[FrameLayout]):
    """Shows some frames."""

    def __init__(self) -> None:
        self._rows = FrameFlamePainter()
        super().__init__(
            self._rows,
            tr("Flame of the frames"),
            tr("Arrows choose a frame, plus and minus zoom, Home shows everything"),
        )

    def show_frames(self, frames: tuple[FrameZones, ...]) -> None:
        """Show other frames as a whole."""
        if self.layout_of is None or self.layout_of.frames != frames:
            self.show_line(FrameLayout(frames) if frames else None)

    def look_at(self, index: int) -> None:
        """Choose a frame and look at it alone, unless it was chosen here."""
        if self.layout_of is not None and self.chosen != index:
            self.layout_of.look_at(index)
            self.chosen = index
            self.setAccessibleDescription(self.line_of(index))
            self.update()

    def line_of(self, index: int) -> str:
        """Everything about one frame."""
        assert self.layout_of is not None
        return frame_line(self.layout_of.frames[index])

    def tell_at(self, index: int, x: float, y: float) -> str:
        """The zone there, else the frame."""
        assert self.layout_of is not None
        depth = self._rows.depth_at(y)
        span = self.layout_of.span_at(self.time_at(x), depth) if depth is not None else None
        return self.line_of(index) if span is None else f"{zone_title(span.name)} {time_text(span.duration_ns)}"

"""Two captures as flames one above the other: the mean tick of each and its stages, on one scale of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.tr import tr
from editor.ui.kit.contrast import ink_on
from editor.ui.theme.look import look
from engine.telemetry.words import time_text

LABELS, WHOLE, STAGES, GAP, EDGE = 20, 16, 24, 6, 8
TEXT_FROM = 34
ROWS = 2
SIGNS = {"slower": "▲", "faster": "▼"}


@dataclass(frozen=True)
class FlamePart:
    """A stage in both captures: its mean in all ticks [ns], its colour as a series, and what is said of B."""

    title: str
    series: int
    a: float
    b: float
    verdict: str
    sentence: str

    @property
    def change(self) -> str:
        """How B differs, where that is sure: "▲ +18 %"; "" elsewhere."""
        sign = SIGNS.get(self.verdict)
        if sign is None or not self.a:
            return ""
        share = 100.0 * (self.b / self.a - 1.0)
        return f"{sign} {'−' if share < 0 else '+'}{abs(share):.0f} %"


class FlameDiff(QWidget):
    """A above, B below; of B the stages that differ surely are hatched and say by how much."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[FlamePart, ...] = ()
        # It may be squeezed: a page must not hold a low dock open for it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        look.follow(self, FlameDiff.updateGeometry)

    def sizeHint(self) -> QSize:
        """Both rows."""
        return QSize(look.px(160), look.px(ROWS * (WHOLE + STAGES) + GAP + EDGE))

    def minimumSizeHint(self) -> QSize:
        """Nearly nothing."""
        return QSize(1, 1)

    def show_parts(self, parts: Sequence[FlamePart]) -> None:
        """Show another pair; the parts in the order of the tick."""
        self.parts = tuple(parts)
        told = [f"{each.title} {each.change}" for each in self.parts if each.change]
        name = tr("Flames of A and B")
        self.setAccessibleName(f"{name}: {', '.join(told) or tr('no sure difference')}")
        self.update()

    def boxes(self, row: int) -> list[QRectF]:
        """Where the stages of A (0) or B (1) are drawn."""
        values = [each.b if row else each.a for each in self.parts]
        longest = max(sum(each.a for each in self.parts), sum(each.b for each in self.parts)) or 1.0
        left = float(look.px(EDGE + LABELS))
        across = (self.width() - left - look.px(EDGE)) / longest
        top = row * look.px(WHOLE + STAGES + GAP) + look.px(WHOLE)
        found: list[QRectF] = []
        for value in values:
            found.append(QRectF(left, top, value * across, look.px(STAGES)))
            left += value * across
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both flames."""
        painter = QPainter(self)
        for row, letter in enumerate("AB"):
            self._paint_row(painter, row, letter)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a stage says all of it."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tell(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def tell(self, x: float, y: float) -> str:
        """What is said of the stage at a place; "" beside them."""
        for row in range(ROWS):
            for part, box in zip(self.parts, self.boxes(row), strict=True):
                if box.contains(x, y):
                    return part.sentence
        return ""

    def _paint_row(self, painter: QPainter, row: int, letter: str) -> None:
        boxes = self.boxes(row)
        if not boxes:
            return
        middle = Qt.AlignmentFlag.AlignVCenter
        whole = QRectF(boxes[0].left(), boxes[0].top() - look.px(WHOLE), boxes[-1].right() - boxes[0].left(), 1)
        whole.setHeight(look.px(WHOLE) - 1)
        painter.setFont(look.font(strong=True))
        painter.setPen(look.qcolor("text.primary"))
        painter.drawText(QRectF(look.px(EDGE), whole.top(), look.px(LABELS), look.px(WHOLE + STAGES)), middle, letter)
        painter.fillRect(whole, look.qcolor("surface.header"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.qcolor("text.secondary"))
        total = sum(each.b if row else each.a for each in self.parts)
        painter.drawText(whole.adjusted(look.px(4), 0, 0, 0), middle, tr("tick, mean {time}", time=time_text(total)))
        for part, box in zip(self.parts, boxes, strict=True):
            self._paint_part(painter, part, box, part.b if row else part.a, part.change if row else "")

    def _paint_part(self, painter: QPainter, part: FlamePart, box: QRectF, time: float, change: str) -> None:
        if box.width() < 1.0:
            return
        colour = QColor(look.series(part.series))
        bar = box.adjusted(0, 0, -1 if box.width() > 3 else 0, 0)
        painter.fillRect(bar, colour)
        if change:
            tone = look.qcolor("severity.warning" if part.verdict == "slower" else "severity.ok")
            strip = QRectF(bar.left(), bar.bottom() - look.px(5), bar.width(), look.px(5))
            painter.fillRect(strip, look.qcolor("surface.input"))
            painter.fillRect(strip, QBrush(tone, Qt.BrushStyle.BDiagPattern))
        text = " ".join(word for word in (part.title, time_text(time), change) if word)
        room = bar.width() - look.px(6)
        if room < look.px(TEXT_FROM):
            return
        painter.setPen(QPen(QColor(ink_on(colour))))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        place = bar.adjusted(look.px(4), 0, -look.px(2), -look.px(4) if change else 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

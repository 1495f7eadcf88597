"""A column for each thread: how busy it was in the last tick, or, where that was not measured, its share of chunks."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from engine.physics.capture import time_text
from engine.physics.profile import PhysicsStepProfile

HEIGHT, TEXT, COLUMN, GAP = 44, 18, 18, 4


class ThreadBars(QWidget):
    """Bars of one tick's threads, with a line that says it in words."""

    def __init__(self) -> None:
        super().__init__()
        self._profile: PhysicsStepProfile | None = None
        self._allowed = 0
        self._is_compiling = False
        self.text = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.follow(self, lambda bars: (bars.setFixedHeight(look.px(HEIGHT)), bars.update()))

    def show_tick(self, profile: PhysicsStepProfile | None, allowed: int | None, *, is_compiling: bool = False) -> None:
        """Show the threads of a tick; `allowed` is what the run may use."""
        self._profile, self._allowed, self._is_compiling = profile, allowed or 0, is_compiling
        self.text = self._words()
        self.setAccessibleName(tr("Physics threads: {words}", words=self.text))
        self.update()

    def shares(self) -> list[float]:
        """The height of each column, 0 to 1; empty for a serial tick."""
        profile = self._profile
        if profile is None or not profile.threads:
            return []
        if profile.busy_ns_per_thread and profile.total:
            return [min(1.0, busy / profile.total) for busy in profile.busy_ns_per_thread]
        most = max(profile.chunks_per_thread, default=0)
        return [chunks / most if most else 0.0 for chunks in profile.chunks_per_thread]

    def tell(self, x: float) -> str:
        """What a column stands for."""
        profile, place = self._profile, int(x - look.px(8)) // self._pitch()
        if profile is None or not 0 <= place < len(self.shares()):
            return self.text
        parts = [tr("thread {number}", number=place)]
        if place < len(profile.busy_ns_per_thread):
            parts.append(tr("busy {time}", time=time_text(profile.busy_ns_per_thread[place])))
        if place < len(profile.chunks_per_thread):
            parts.append(tr("{count} chunks", count=profile.chunks_per_thread[place]))
        return ", ".join(parts)

    def _words(self) -> str:
        profile = self._profile
        if profile is None:
            return ""
        if not profile.threads:
            if self._is_compiling:
                return tr("serial while the code for threads is compiled")
            if self._allowed:
                return tr("{count} allowed, one does it all: this crowd is too small to share", count=self._allowed)
            return tr("serial: one thread does it all")
        chunks = tr("{count} chunks", count=sum(profile.chunks_per_thread))
        if profile.busy_ns_per_thread and profile.total:
            busy = sum(profile.busy_ns_per_thread) / profile.total / len(profile.busy_ns_per_thread)
            return tr("{count} threads, {chunks}, busy {share} %", count=profile.threads, chunks=chunks,
                      share=f"{min(1.0, busy) * 100:.0f}")  # fmt: skip
        return tr("{count} threads, {chunks}", count=profile.threads, chunks=chunks)

    def _pitch(self) -> int:
        count = max(1, len(self.shares()))
        room = max(1, self.width() - look.px(16))
        return max(2, min(look.px(COLUMN + GAP), room // count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the columns below them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.qcolor("surface.panel"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.qcolor("text.secondary"))
        line = QRectF(look.px(8), 0, self.width() - look.px(16), look.px(TEXT))
        told = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        height, pitch = self.height() - look.px(TEXT) - look.px(4), self._pitch()
        width = max(1, pitch - max(1, min(look.px(GAP), pitch // 4)))
        for place, share in enumerate(self.shares()):
            x = look.px(8) + place * pitch
            painter.fillRect(QRectF(x, look.px(TEXT), width, height), look.qcolor("surface.input"))
            full = share * height
            painter.fillRect(QRectF(x, look.px(TEXT) + height - full, width, full), look.qcolor("plot.axis"))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        self.setToolTip(self.tell(event.position().x()))

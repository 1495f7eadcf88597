"""What the last tick worked on, in a few numbers below the table of stages."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from engine.physics.capture import time_text
from engine.physics.profile import PhysicsStepProfile

ROW = 20
FRAME_NS = 1e9 / 60


def facts(profile: PhysicsStepProfile | None) -> list[tuple[str, str]]:
    """Names and values of one tick; n/a for what can't be told."""
    total = profile.total if profile is not None else None
    if profile is None or total is None:
        return []
    bodies = profile.active_body_count
    return [
        (tr("Bodies"), f"{bodies:,}"),
        (tr("Overlapping pairs"), f"{profile.collision_pair_count:,}"),
        (tr("Solver iterations"), f"{profile.solver_iterations:,}"),
        (tr("Time for each body"), f"{total / bodies:,.0f} ns" if bodies else tr("n/a")),
        (tr("Share of a frame of 16.7 ms"), f"{total / FRAME_NS * 100:.1f} %"),
        (tr("Broad, narrow, integrate"), _stages(profile)),
    ]


def _stages(profile: PhysicsStepProfile) -> str:
    times = (profile.broad_phase, profile.narrow_phase, profile.integration)
    return ", ".join(tr("n/a") if time is None else time_text(time) for time in times)


class Facts(QWidget):
    """The numbers of one tick, right-aligned, as many rows as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The last tick"))

    def show_tick(self, profile: PhysicsStepProfile | None) -> None:
        """Show another tick."""
        self._rows = facts(profile)
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value in self._rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names on the left, values on the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.qcolor("surface.panel"))
        painter.setFont(look.font("caption"))
        left, right, height = look.px(8), self.width() - look.px(8), look.px(ROW)
        for place, (name, value) in enumerate(self._rows[: self.height() // height]):
            line = QRectF(left, place * height, right - left, height)
            painter.setPen(look.qcolor("text.secondary"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(look.qcolor("text.primary"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
        painter.end()

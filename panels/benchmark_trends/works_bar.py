"""Below the pages: what is being measured, how far it is, and the way to give it up; or what went wrong."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, fixed_width, icon_label, row, tool_button, tr
from panels.benchmark_trends.works import Works

STEPS, BAR = 1000, 96


class WorksBar(QWidget):
    """One line, gone while there is nothing to say."""

    def __init__(self, works: Works) -> None:
        super().__init__()
        self._works = works
        self.sign = icon_label("warning-fill", "severity.warning", 14)
        self.told = ElidedLabel(role="secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the measurement"))
        fixed_width(self.bar, BAR)
        self.cancel = tool_button("x", tr("Give it up"), size=22, glyph_size=14)
        self.cancel.clicked.connect(lambda _checked=False: self._end())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(self.sign, (self.told, 1), self.bar, self.cancel, margins=(8, 2, 4, 2), gap=6))

    def refresh(self) -> None:
        """Show how it stands."""
        job, problem = self._works.job, self._works.problem
        self.setVisible(job is not None or bool(problem))
        self.sign.setVisible(job is None)
        self.bar.setVisible(job is not None)
        self.cancel.set_tip(tr("Give it up") if job is not None else tr("Close this message"))
        if job is None:
            self.told.set_whole(tr(problem))
            return
        text = tr("Ending…") if job.is_cancelled else job.text
        self.told.set_whole(": ".join(part for part in (tr(self._works.title), text) if part))
        self.bar.setRange(0, 0 if job.fraction is None else STEPS)
        self.bar.setValue(round(STEPS * (job.fraction or 0.0)))

    def _end(self) -> None:
        if self._works.job is not None:
            self._works.cancel()
            self.refresh()
        else:
            self._works.forget_problem()

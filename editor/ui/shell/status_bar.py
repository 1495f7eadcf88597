"""The status bar: health, parts of panels and jobs left; unsaved changes, tick, frame time and memory right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.agents.light import AgentsLight
from editor.ui.kit.box import fixed_width, row, vertical_line
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.clickable import Clickable
from editor.ui.kit.labels import ElidedLabel, IconLabel, icon_label, label
from editor.ui.theme.look import look

SAID_MS = 8000
SEVERITIES = (
    ("error", "x-circle-fill", "severity.error", "errors"),
    ("warning", "warning-fill", "severity.warning", "warnings"),
    ("hint", "lightbulb", "severity.hint", "hints"),
)


class StatusBar(QWidget):
    """Reads the editor when told to; `run` gets the id of an action that a part stands for, `parts` are of panels."""

    def __init__(
        self,
        editor: Editor,
        run: Callable[[str], None],
        show_panel: Callable[[str], None],
        parts: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._editor = editor
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Status bar"))
        self._counts = {severity: label("0", "caption") for severity, *_rest in SEVERITIES}
        self._job = _JobPart(editor)
        self.agents = AgentsLight(editor, run)
        self._said = ElidedLabel("", "caption")
        self._unsaved = _Fact("circle-fill", tr("Changes since the last save"), "accent.base")
        self._tick = _Fact("timer", tr("The tick that is shown"))
        self._frame = _Fact("gauge", tr("Frame time from picture to picture, and frames a second"))
        self._memory = _Fact("hard-drives", tr("Memory of this program"))
        self._box = QHBoxLayout(self)
        for part in (self._findings(show_panel), row(*parts, gap=8), self.agents, self._job):
            self._box.addWidget(part)
        self._box.addWidget(self._said, 1)
        self._code = self._closed(run)
        for part in (self._code, self._unsaved, self._tick, self._frame, self._memory):
            self._box.addWidget(part)
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.setInterval(SAID_MS)
        self._clear.timeout.connect(lambda: self._said.set_whole(""))
        look.follow(self, StatusBar._fit)
        self.refresh()
        self.refresh_jobs()

    def say(self, text: str) -> None:
        """Show a short text for some seconds."""
        self._said.set_whole(tr(text))
        self._clear.start()

    def refresh(self) -> None:
        """Take findings, unsaved changes, tick, frames and memory from the editor."""
        editor = self._editor
        for severity, _glyph, _colour, word in SEVERITIES:
            count = editor.findings.count(severity)  # type: ignore[arg-type]
            self._counts[severity].setText(f"{count:,}")
            self._counts[severity].setAccessibleName(f"{count} {tr(word)}")
        self._code.setVisible(editor.is_code_off)
        # Once other programs have changed the files, no number of changes lies between them and what is open.
        is_counted = editor.undo.saved_index is not None
        unsaved = _changes(editor.undo.unsaved_count) if is_counted else tr("Unsaved changes")
        self._unsaved.show_text(unsaved if editor.is_dirty else "", "")
        tick = editor.play.tick
        pace, speed = f"{editor.play.pace:.1f}", f"{editor.play.speed:g}"
        late = tr("{pace}× of {speed}×", pace=pace, speed=speed) if editor.play.is_late else ""
        self._tick.show_text(tr("tick {tick}", tick=f"{tick:,}") if tick is not None else "", late)
        frame = editor.frames.recent_ms() if editor.play.is_active else None
        text = f"{frame:.1f} ms  {1000 / frame:.0f} fps" if frame else "n/a"
        self._frame.show_text(text if editor.document is not None else "", "")
        memory = editor.frames.memory_mb
        self._memory.show_text(f"{memory:,.0f} MB" if memory is not None else "n/a", "")

    def refresh_jobs(self) -> None:
        """Take the running jobs from the editor."""
        self._job.refresh()

    def refresh_agents(self) -> None:
        """Take agent access from the editor."""
        self.agents.refresh()

    def _findings(self, show_panel: Callable[[str], None]) -> QWidget:
        parts: list[QWidget] = []
        for severity, glyph, colour, word in SEVERITIES:
            parts.append(row(icon_label(glyph, colour, 14, tip=tr(word.capitalize())), self._counts[severity], gap=4))

        def show() -> None:
            # It opens Problems, and never closes it: who asks what is wrong wants to see it.
            if self._editor.document is not None:
                show_panel("problems")

        box = Clickable(parts, show)
        box.setToolTip(tr("What is wrong with the scene: open Problems"))
        box.setAccessibleName(tr("Findings"))
        return box

    def _closed(self, run: Callable[[str], None]) -> QWidget:
        """Says that an untrusted project's code does not run; a click tells what that means."""
        glyph = icon_label("shield-warning", "severity.warning", 14)
        box = Clickable(
            [row(vertical_line(), glyph, label(tr("Code off"), "caption"), gap=6)], lambda: run("project.trust")
        )
        box.setToolTip(
            tr("This project's own code does not run, since you have not trusted its folder: see what is off")
        )
        box.setAccessibleName(tr("Code off"))
        return box

    def _fit(self) -> None:
        self.setFixedHeight(look.size("size.statusbar"))
        self._box.setContentsMargins(look.px(8), 0, look.px(12), 0)
        self._box.setSpacing(look.px(8))


class _Fact(QWidget):
    """A divider, a glyph and a text; gone while there is nothing to say."""

    def __init__(self, glyph: str, tip: str, colour: str = "icon.secondary") -> None:
        super().__init__()
        self._glyph: IconLabel = icon_label(glyph, colour, 8 if glyph == "circle-fill" else 14)
        self._text = label("", "caption")
        self._box = QHBoxLayout(self)
        for widget in (vertical_line(), self._glyph, self._text):
            self._box.addWidget(widget)
        self.setToolTip(tip)
        look.follow(self, _Fact._fit)

    def show_text(self, text: str, note: str) -> None:
        """Show a text, and a note in brackets."""
        shown = f"{text} ({note})" if note else text
        if shown != self._text.text():
            self._text.setText(shown)
            self._text.setAccessibleName(shown)
        self.setVisible(bool(text))

    def _fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(6))


class _JobPart(QWidget):
    """The oldest running job: title, how far, a bar, cancel, and how many more there are."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._text = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        fixed_width(self._bar, 72)
        self._cancel = ToolButton("x", tr("Cancel"), size=20, glyph_size=12)
        self._cancel.clicked.connect(self._stop)
        self._box = QHBoxLayout(self)
        for widget in (vertical_line(), self._text, self._bar, self._cancel):
            self._box.addWidget(widget)
        look.follow(self, _JobPart._fit)

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        jobs = [job for job in self._editor.jobs.running if not job.quiet]
        self.setVisible(bool(jobs))
        if not jobs:
            return
        job = jobs[0]
        more = tr(", {count} more", count=len(jobs) - 1) if len(jobs) > 1 else ""
        self._text.setText(f"{tr(job.title)} {job.text}".strip() + more)
        self._bar.setRange(0, 0 if job.fraction is None else 1000)
        if job.fraction is not None:
            self._bar.setValue(round(job.fraction * 1000))
        self._cancel.set_tip(tr("Cancel: {title}", title=tr(job.title)))

    def _stop(self) -> None:
        jobs = [job for job in self._editor.jobs.running if not job.quiet]
        if jobs:
            jobs[0].cancel()

    def _fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))


def _changes(count: int) -> str:
    return tr("1 unsaved change") if count == 1 else tr("{count} unsaved changes", count=f"{count:,}")

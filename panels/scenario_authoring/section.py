"""One of the six steps: its number and name, how it stands, and what is in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import IconLabel, column, label, row, tr
from panels.scenario_authoring.looked import State

GLYPHS: dict[State, tuple[str, str, str]] = {
    "ahead": ("circle", "icon.disabled", "Still to come"),
    "now": ("caret-right", "icon.primary", "Now"),
    "done": ("check-circle-fill", "severity.ok", "Done"),
    "wrong": ("x-circle-fill", "severity.error", "Something is wrong"),
    "void": ("minus", "icon.disabled", "n/a"),
}


class Section(QWidget):
    """A head over its parts; those that are still to come show one sentence instead of their parts."""

    def __init__(self, number: int, title: str, ahead: str, *parts: QWidget) -> None:
        super().__init__()
        self.sign = IconLabel("circle", "icon.disabled", 14)
        self.title = label(f"{number}  {title}", "strong")
        self.note = label("", "caption")
        self.ahead = label(ahead, "secondary", wrap=True)
        self.body = column(*parts, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(row(self.sign, self.title, None, self.note, gap=6), self.ahead, self.body, gap=4))

    def show_state(self, state: State, *, has_body: bool, note: str = "") -> None:
        """Show how the step stands; without a body it says what will be here."""
        glyph, colour, told = GLYPHS[state]
        self.sign.show_glyph(glyph, colour)
        self.sign.setToolTip(tr(told))
        self.sign.setAccessibleName(tr(told))
        self.note.setText(note or (tr("n/a") if state == "void" else ""))
        self.ahead.setVisible(not has_body)
        self.body.setVisible(has_body)

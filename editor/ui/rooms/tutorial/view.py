"""The card of the tutorial: what to do, how far one is, and the ways on, back and out."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QProgressBar, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    Ui,
    column,
    explain,
    icon_label,
    label,
    look,
    push_button,
    row,
    tool_button,
    tr,
)
from editor.ui.rooms.tutorial.model import TutorialModel
from editor.ui.rooms.tutorial.pointer import Pointer
from editor.ui.rooms.tutorial.targets import bring_forward, place_of
from editor.ui.shell.shell import Shell

GLYPH = "graduation-cap"
WORDS_FROM = 216
"""From this width on there is room for the words of every button [px at 100 % text size]."""
LOW = 168
"""Below this height there is no room for a title and a row of buttons of their own."""
LEAST, SHARE = 226, 0.34
"""The card is never lower than this, or than this share of a low window."""


class TutorialView(QWidget):
    """A step, or one of the ways to begin."""

    def __init__(self, model: TutorialModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._window = cast("Shell | None", ui.window)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = ""
        self._dock: QDockWidget | None = None
        self._is_low = False
        self._card = self._make_card()
        self._other = EmptyState(GLYPH, "", "", tr("Begin"), self._begin)
        self._more = push_button("", "fix")
        self._more.clicked.connect(self._go_elsewhere)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._card)
        self._stack.addWidget(column((self._other, 1), row(None, self._more, None, margins=(8, 0, 8, 12))))
        self.pointer: Pointer | None = None
        if self._window is not None:
            self.pointer = Pointer(self._window, self._place)
            self.destroyed.connect(self.pointer.deleteLater)
        self.setFocusProxy(self.show_me)
        model.changed.connect(self.show_state)
        self.show_state()

    def _make_card(self) -> QWidget:
        self.progress_text = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, self._model.tutorial.count)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName(tr("Progress"))
        self.passed_text = ElidedLabel("", "caption")
        self.passed = row(icon_label("check-circle-fill", "severity.ok", 14), (self.passed_text, 1), gap=4)
        self.title = label("", "title", wrap=True)
        self.text = label("", wrap=True)
        self.hint = label("", "secondary", wrap=True)
        self._hint_row = row(icon_label("lightbulb", "severity.hint"), (self.hint, 1), gap=6)
        self.show_me = tool_button(
            "crosshair-simple", tr("Outline the control in the window"), text=tr("Show me"), checkable=True, quiet=True
        )
        self.show_me.setAccessibleName(tr("Show me"))
        self.show_me.toggled.connect(self._show_me)
        self.back = push_button(tr("Back"))
        self.back.clicked.connect(self._model.tutorial.back)
        self.on = push_button(tr("Skip"))
        self.on.clicked.connect(self._model.tutorial.next)
        body = column(
            self.title, self.text, self._hint_row, None, margins=(8, 8, 8, 8), gap=6,
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        card = QWidget()
        box = QVBoxLayout(card)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head = row(self.progress_text, (self.passed, 1), margins=(8, 6, 8, 4), gap=8)
        self._feet = row(self.show_me, None, self.back, self.on, margins=(8, 4, 8, 8))
        self._box = box
        box.addWidget(self._head)
        box.addWidget(row((self.bar, 1), margins=(8, 0, 8, 0)))
        box.addWidget(scroll, 1)
        box.addWidget(self._feet)
        return card

    def show_state(self) -> None:
        """Show the step, the end, or how to begin."""
        face = self._model.face
        if face == "step":
            self._show_step()
        else:
            self._show_other(face)
        self._stack.setCurrentIndex(0 if face == "step" else 1)
        if face != "step":
            self.show_me.setChecked(False)

    def _show_step(self) -> None:
        tutorial = self._model.tutorial
        before = self.title.text()
        self.progress_text.setText(tr("{number} of {count}", number=tutorial.number, count=tutorial.count))
        self.bar.setValue(tutorial.number - 1)
        self.title.setText(tr(tutorial.step.title))
        self.text.setText(self._words())
        is_done, hint = tutorial.is_step_done, tutorial.hint
        self.hint.setText(tr(hint))
        self._hint_row.setVisible(bool(hint))
        self._tell_passed()
        self.on.setText(tr("Next") if is_done else tr("Skip"))
        explain(self.back, tr("The step before"), tr(tutorial.why_not_back))
        if self.title.text() != before:
            # What was outlined belongs to the step before; where it was asked for, the next control is shown too.
            self._show_me(self.show_me.isChecked())
        self._announce(f"{self.progress_text.text()}. {self.title.text()}. {tr(tutorial.text)} {self.hint.text()}")

    def _show_other(self, face: str) -> None:
        model = self._model
        if face == "finished":
            self._other.say(tr("The encounter stands"), " ".join(tr(text) for text in model.tutorial.closing))
            self._other.button.setText(tr("Close"))
            self._more.setText(tr("Back to the last step"))
        elif face == "elsewhere":
            name = model.tutorial.progress.project
            self._other.say(
                tr("It goes on in another project"), tr("Your first encounter is in {folder}.", folder=name)
            )
            self._other.button.setText(tr("Begin anew in a new project…"))
            self._more.setText(tr("Open that project"))
        else:
            self._other.say(
                tr("A first encounter in ten minutes"),
                tr("From an empty field to a fight that is played, tuned and won, step by step in the real window."),
            )
            self._other.button.setText(tr("Begin in a new project…"))
            self._more.setText(tr("Begin in this project"))
        why_not = model.why_not_here if face == "offer" else ""
        self._more.setVisible(face != "none" and not why_not)
        self._announce(f"{self._other.title.text()}. {self._other.text.text()}")

    def _announce(self, text: str) -> None:
        """Tell screen readers what is new, without taking the keyboard."""
        self._card.setAccessibleName(text)
        if text != self._said and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._said = text

    def _show_me(self, on: bool) -> None:
        if self.pointer is None or self._window is None:
            return
        if on:
            bring_forward(self._window, self._model.tutorial.target)
        self.pointer.point(on)

    def _place(self) -> QRect | None:
        assert self._window is not None
        return place_of(self._window, self._model.tutorial.target) if self._model.face == "step" else None

    def _begin(self) -> None:
        if self._model.face == "finished" and self._dock is not None:
            self._dock.close()
        else:
            self._ui.run("help.tutorial_anew")

    def _go_elsewhere(self) -> None:
        face = self._model.face
        if face == "finished":
            self._model.tutorial.back()
        elif face == "offer":
            self._model.tutorial.start()
        elif self._window is not None:
            from pathlib import Path

            self._window.open_folder(Path(self._model.tutorial.progress.project))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow card keeps the glyph of its first button only; a low window leaves the card room to be read."""
        super().resizeEvent(event)
        self._be_low(self.height() < look.px(LOW))
        is_wide = self.width() >= look.px(WORDS_FROM) and not self._is_low
        self.show_me.set_text(tr("Show me") if is_wide else "")
        if self._dock is not None and self._window is not None:
            least = min(look.px(LEAST), round(self._window.height() * SHARE))
            if self._dock.minimumHeight() != least:
                self._dock.setMinimumHeight(least)

    def _be_low(self, is_low: bool) -> None:
        """Where there is little height, what to do has it: buttons stand beside the progress, the title in the text."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self._box.removeWidget(self._feet)
        if is_low:
            self._head.append((self._feet, 1))
            self._feet.layout().setContentsMargins(0, 0, 0, 0)
        else:
            self._box.addWidget(self._feet)
            self._feet.layout().setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(8))
        self.title.setVisible(not is_low)
        self._tell_passed()
        self.text.setText(self._words())

    def _words(self) -> str:
        tutorial = self._model.tutorial
        text = tr(tutorial.text)
        return tr("{title}: {text}", title=tr(tutorial.step.title), text=text) if self._is_low else text

    def _tell_passed(self) -> None:
        passed = self._model.tutorial.passed_before
        self.passed_text.set_whole(tr("Done: {title}", title=tr(passed)))
        self.passed.setVisible(bool(passed) and not self._is_low)

    def showEvent(self, event: QShowEvent) -> None:
        """Remember that it is open, for the next start."""
        super().showEvent(event)
        self._find_dock()
        # Later: a workspace may show it for a moment, before it is hidden again because it was closed.
        QTimer.singleShot(0, self, self._seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dock that is closed by hand stays so; one that another workspace hides comes back."""
        if event.type() == QEvent.Type.Close:
            self.show_me.setChecked(False)
            self._model.tutorial.show(False)
        return super().eventFilter(watched, event)

    def _seen(self) -> None:
        if self.isVisible():
            self._model.tutorial.show(True)

    def _find_dock(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QDockWidget):
            above = above.parentWidget()
        if above is not None and above is not self._dock:
            self._dock = above
            above.installEventFilter(self)

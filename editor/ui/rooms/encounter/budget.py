"""The weight of both sides: threat against the budget as a bar and in words, and the field of the budget."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from editor.api import Gesture, Path, Set
from editor.ui.api import NumberField, NumberFormat, fixed_width, label, look, row, tr
from editor.ui.fields.change import Change
from editor.ui.rooms.encounter.model import EncounterModel

BAR_WIDTH, BAR_HEIGHT, FIELD = 72, 6, 64


class BudgetEdit:
    """What the field of the budget edits with: one value of the encounter's head, a drag being one entry."""

    def __init__(self, model: EncounterModel) -> None:
        self._model = model
        self._gesture: Gesture | None = None
        self._start: Any = None

    def edit(self, change: Change) -> None:
        """Take a value as one entry."""
        self._model.set_budget(float(change.apply(self._model.weights()[2])))

    def begin(self) -> None:
        """Start a gesture from the value as it is now."""
        self._start = self._model.editor.document.value(self._path)
        like = [Set(path=self._path, old=self._start, new=self._start)]
        self._gesture = self._model.editor.gestures.begin(tr("Set the budget"), like)

    def preview(self, change: Change) -> None:
        """Show a value, measured from where the gesture began."""
        if self._gesture is not None:
            new = max(0.0, round(float(change.apply(float(self._start or 0.0))), 2)) or None
            self._gesture.preview([Set(path=self._path, old=self._start, new=new)] if new != self._start else [])

    def commit(self) -> None:
        """End the gesture as one entry."""
        if self._gesture is not None:
            self._gesture.commit()
        self._gesture = None

    def cancel(self) -> None:
        """End the gesture as if nothing had happened."""
        if self._gesture is not None:
            self._gesture.cancel()
        self._gesture = None

    @property
    def _path(self) -> Path:
        return Path(f"encounters/{self._model.editor.encounter}", ("budget",))


class WeightBar(QWidget):
    """Threat as a bar: up to the budget where there is one, else beside the party's strength."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._is_over = 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self, lambda bar: bar.updateGeometry())

    def show_share(self, share: float, *, is_over: bool) -> None:
        """Show which share of what is allowed is used."""
        self._share, self._is_over = min(max(share, 0.0), 1.0), is_over
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(look.px(BAR_WIDTH), look.px(BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well and how far it is filled; what is over is also said in words beside it."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.qcolor("surface.input"))
        colour = "severity.error" if self._is_over else "icon.secondary"
        painter.fillRect(QRectF(box.left(), box.top(), box.width() * self._share, box.height()), look.qcolor(colour))


class BudgetBox(QWidget):
    """Threat, the party's strength, and the budget."""

    def __init__(self, model: EncounterModel) -> None:
        super().__init__()
        self._model = model
        self._is_short = False
        self.words = label("", "caption")
        self.bar = WeightBar()
        self.field = NumberField(
            NumberFormat(step=10.0, low=0.0, zero=tr("none")), BudgetEdit(model), tr("Budget of threat, 0 for none")
        )
        fixed_width(self.field, FIELD)
        self.title = label(tr("Budget"), "caption")
        self._inner = row(self.words, self.bar, self.title, self.field, gap=6)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._inner)

    def shorten(self, *, is_short: bool, has_title: bool, has_words: bool) -> None:
        """Say less where there is little room; the tooltip says all."""
        self._is_short = is_short
        self.title.setVisible(has_title)
        self.words.setVisible(has_words)
        self.refresh()
        # At once, so that whoever asks learns what is needed now.
        for part in (self._inner, self):
            part.layout().activate()

    def refresh(self) -> None:
        """Show what everybody weighs now."""
        threat, party, budget = self._model.weights()
        is_over = budget > 0.0 and threat > budget
        numbers = {"threat": f"{threat:,.0f}", "party": f"{party:,.0f}", "budget": f"{budget:,.0f}"}
        text = (
            (tr("Threat {threat}", **numbers) if self._is_short else tr("Threat {threat}, party {party}", **numbers))
            if not budget
            else tr("Threat {threat}, over {budget}", **numbers)
            if is_over
            else tr("Threat {threat} of {budget}", **numbers)
        )
        self.bar.setVisible(budget > 0.0)
        self.words.setText(text)
        tip = tr(
            "The threat of all enemies is {threat}; the party's own strength by the same measure is {party}. One's "
            "threat is the root of its health, through its armour, times its damage in a second.",
            **numbers,
        )
        for part in (self.words, self.bar):
            part.setToolTip(tip)
        self.bar.setAccessibleName(tip)
        self.bar.show_share(threat / (budget or max(threat, party, 1.0)), is_over=is_over)
        self.field.show_values((budget,), "error" if is_over else "")
        self.field.setToolTip(tr("Most threat that the enemies may have together; 0 for no limit"))

"""One setting as a row: override bar, label, revert arrow, slider, number; below it why a number was refused."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from editor.ui.api import (
    ElidedLabel,
    LineEdit,
    fixed_width,
    icon_label,
    label,
    look,
    push_button,
    restyle,
    row,
    tool_button,
    tr,
)
from panels.streaming_diagnostics.knobs import STEPS, Knob
from panels.streaming_diagnostics.tuning import Refusal, Tuning

LABEL, NUMBER, UNIT, BAR = 104, 64, 30, 2
PAGE = 50


class NumberLine(LineEdit):
    """A number that can be typed: Enter or leaving takes it, Esc gives the old one back."""

    def __init__(self, owner: "KnobRow", name: str) -> None:
        super().__init__()
        self._owner = owner
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        fixed_width(self, NUMBER)
        self.returnPressed.connect(owner.take_typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        super().focusOutEvent(event)
        if self.isModified():
            self._owner.take_typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of what was typed or refused."""
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self._owner.is_refused):
            self.setModified(False)
            self._owner.let_go()
            return
        super().keyPressEvent(event)


class KnobRow(QWidget):
    """Turns one knob of a `Tuning`."""

    def __init__(self, tuning: Tuning, knob: Knob) -> None:
        super().__init__()
        self._tuning, self.knob = tuning, knob
        self.is_refused = False
        self._is_changed = False
        name = tr(knob.title)
        self.title = label(name, "secondary", tip=tr(knob.doc))
        fixed_width(self.title, LABEL)
        self.back = tool_button("arrow-u-up-left", tr("Back to {value}", value=self._text(knob.default)), size=20,
                                glyph_size=12)  # fmt: skip
        self.back.clicked.connect(lambda: tuning.revert(knob))
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(PAGE)
        self.slider.setSingleStep(max(1, STEPS // 200))
        self.slider.setMinimumWidth(look.px(72))
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tr(knob.doc))
        self.slider.sliderPressed.connect(tuning.begin)
        self.slider.sliderReleased.connect(tuning.end)
        self.slider.valueChanged.connect(self._slid)
        self.number = NumberLine(self, name)
        self.unit = fixed_width(label(knob.unit, "caption"), UNIT)
        self.reason, self.offer = ElidedLabel(role="error"), push_button("", "fix", glyph="wrench")
        self.offer.clicked.connect(tuning.repair)
        self.trouble = row(icon_label("x-circle-fill", "severity.error", 14), (self.reason, 1), self.offer,
                           margins=(8, 0, 8, 2))  # fmt: skip
        line = QHBoxLayout()
        for part in (self.title, self.back):
            line.addWidget(part)
        line.addWidget(self.slider, 1)
        for part in (self.number, self.unit):
            line.addWidget(part)
        box = QVBoxLayout(self)
        box.addLayout(line)
        box.addWidget(self.trouble)
        self._line = line
        look.follow(self, KnobRow._space)
        self.refresh()

    def refresh(self) -> None:
        """Take the number in force, or the one that was refused."""
        tuning, knob = self._tuning, self.knob
        value = knob.of(tuning.config)
        refusal = tuning.refusal if tuning.refusal is not None and tuning.refusal.knob.id == knob.id else None
        self._show_refusal(refusal)
        shown = refusal.value if refusal is not None else value
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(knob.to_slider(shown))
            self.slider.blockSignals(False)
        if not (self.number.hasFocus() and self.number.isModified()):
            self.number.setText(self._text(shown))
            self.number.setModified(False)
        self._is_changed = not knob.is_default(tuning.config)
        self.back.setVisible(self._is_changed)
        restyle(self.title, role="strong" if self._is_changed else "secondary")
        why = tuning.why_not
        for part in (self.slider, self.number, self.back):
            part.setEnabled(not why)
            part.setAccessibleDescription(why)
        self.slider.setToolTip(why or tr(knob.doc))
        self.update()

    def take_typed(self) -> None:
        """Take the typed number; what is none is told and stays to be corrected."""
        text = self.number.text().replace(",", "").replace("−", "-").strip()
        self.number.setModified(False)
        try:
            value = float(text) * self.knob.factor
        except ValueError:
            self._show_refusal(Refusal(self.knob, 0.0, tr("{text} is no number", text=text or tr("Nothing"))))
            return
        if value != self.knob.of(self._tuning.config):
            self._tuning.begin()
            self._tuning.turn(self.knob, value)
            self._tuning.end()
        else:
            self._tuning.forget_refusal()
            self.refresh()

    def let_go(self) -> None:
        """Show the number in force again."""
        self._tuning.forget_refusal()
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar of a number that differs from the default."""
        if self._is_changed:
            painter = QPainter(self)
            painter.fillRect(QRect(0, look.px(2), look.px(BAR), look.size("size.field")), look.qcolor("accent.base"))
            painter.end()

    def _slid(self, place: int) -> None:
        is_step = not self.slider.isSliderDown()
        if is_step:
            self._tuning.begin()
        self._tuning.slide(self.knob, self.knob.from_slider(place))
        if is_step:
            self._tuning.end()

    def _show_refusal(self, refusal: Refusal | None) -> None:
        self.is_refused = refusal is not None
        restyle(self.number, state="error" if refusal is not None else "")
        self.trouble.setVisible(refusal is not None)
        if refusal is None:
            return
        self.reason.set_whole(tr(refusal.why))
        self.number.setAccessibleDescription(refusal.why)
        self.offer.setText(tr(refusal.offer))
        self.offer.setVisible(bool(refusal.offer))

    def _text(self, value: float) -> str:
        shown = value / self.knob.factor
        return f"{shown:,.0f}" if self.knob.whole or abs(shown) >= 1000 else f"{shown:g}"

    def _space(self) -> None:
        self.layout().setContentsMargins(look.px(BAR + 6), look.px(2), look.px(8), look.px(2))
        self.layout().setSpacing(0)
        self._line.setSpacing(look.px(4))

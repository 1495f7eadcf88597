"""One control for one setting, made from its declaration."""

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MultipleOf
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from editor.core.settings.settings import Settings
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import ElidedLabel, label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look
from engine.document.path import words


def setting_field(settings: Settings, name: str, info: FieldInfo) -> QWidget:
    """A control that shows and sets "section.field"."""
    value = settings.get(name)
    kind = info.annotation
    if get_origin(kind) is Literal:
        field: QWidget = _choice(settings, name, [str(choice) for choice in get_args(kind)], value)
    elif kind is bool:
        field = _switch(settings, name, value)
    elif kind in {int, float}:
        field = _number(settings, name, info, value)
    elif kind is str:
        return _text(settings, name, info, value)
    else:
        field = _texts(settings, name, value)
    field.setAccessibleName(tr(info.title or name))
    field.setToolTip(tr(info.description or ""))
    return field


def _choice(settings: Settings, name: str, choices: list[str], value: str) -> QComboBox:
    field = QComboBox()
    for choice in choices:
        field.addItem(tr(words(choice)), choice)
    field.setCurrentIndex(choices.index(value))
    field.activated.connect(lambda index: settings.set(name, choices[index]))
    return look.follow(field, lambda w: w.setFixedWidth(look.px(180)))


def _switch(settings: Settings, name: str, value: bool) -> QCheckBox:
    field = QCheckBox(tr("On"))
    field.setChecked(value)
    field.toggled.connect(lambda on: settings.set(name, on))
    return field


def _number(settings: Settings, name: str, info: FieldInfo, value: float) -> QSpinBox | QDoubleSpinBox:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    is_whole = info.annotation is int
    field: Any = QSpinBox() if is_whole else QDoubleSpinBox()
    low, high, step = _limits(info)
    smallest = 0 if is_whole else 0.01
    field.setRange(low if low is not None else smallest, high if high is not None else 1_000_000)
    field.setSingleStep(extra.get("step") or step or (1 if is_whole else 0.5))
    if extra.get("unit"):
        field.setSuffix(f" {extra['unit']}")
    field.setValue(value)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.editingFinished.connect(lambda: settings.set(name, _snapped(field.value(), step)))
    field.valueChanged.connect(lambda number: None if field.hasFocus() else settings.set(name, _snapped(number, step)))
    return look.follow(field, lambda w: w.setFixedWidth(look.px(120)))


def _limits(info: FieldInfo) -> tuple[float | None, float | None, float | None]:
    low = high = step = None
    for rule in info.metadata:
        match rule:
            case Ge(ge=value):
                low = value
            case Gt(gt=value):
                low = value + (0.01 if info.annotation is float else 1)
            case Le(le=value):
                high = value
            case Lt(lt=value):
                high = value
            case MultipleOf(multiple_of=value):
                step = value
    return low, high, step


def _snapped(value: float, step: float | None) -> float:
    return type(value)(round(value / step) * step) if step else value


def _text(settings: Settings, name: str, info: FieldInfo, value: str) -> QWidget:
    """A line of text, and below it why the last one was not taken."""
    field, why = LineEdit(), label("", "error", wrap=True)
    field.setText(value)
    field.setAccessibleName(tr(info.title or name))
    field.setToolTip(tr(info.description or ""))
    why.hide()

    def take() -> None:
        try:
            settings.set(name, field.text().strip())
        except ValidationError as refusal:
            # What was typed is not repeated: it may be a key.
            field.setText(settings.get(name))
            why.setText(tr(refusal.errors(include_input=False)[0]["msg"].removeprefix("Value error, ")))
            why.show()
        else:
            why.hide()

    field.editingFinished.connect(take)
    lines = column(look.follow(field, lambda w: w.setFixedWidth(look.px(280))), why, gap=4)
    return look.follow(lines, lambda w: w.setMaximumWidth(look.px(360)))


def _texts(settings: Settings, name: str, value: list[str]) -> QWidget:
    """One line for each text, with a button that takes it off the list."""
    lines = column(gap=4)

    def fill(texts: list[str]) -> None:
        for old in lines.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        for text in texts:
            lines.append(line(text))
        if not texts:
            lines.append(label(tr("None"), "secondary"))

    def line(text: str) -> QWidget:
        remove = ToolButton("x", tr("Remove {text}", text=text), size=22, glyph_size=12)
        remove.clicked.connect(lambda: take(text))
        return row((ElidedLabel(text, keeps_end=True), 1), remove, gap=4)

    def take(gone: str) -> None:
        settings.set(name, [text for text in settings.get(name) if text != gone])
        fill(settings.get(name))

    fill(value)
    return look.follow(lines, lambda w: w.setMaximumWidth(look.px(360)))


def connect_reset(settings: Settings, name: str, rebuild: Callable[[], None]) -> Callable[[], None]:
    """What a reset button does: the default again, and the control made anew."""

    def reset() -> None:
        settings.reset(name)
        rebuild()

    return reset

"""The options of a brush as rows of fields: what each tool can be set to, bound to the shaping service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from editor.core.terrain.shaping import HEIGHT_M, MATERIALS, RADIUS_M, STAMPS, ShapeTool, Shaping
from editor.tr import tr
from editor.ui.fields.change import Change
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.kit.choice_box import ChoiceBox
from editor.ui.kit.labels import label
from editor.ui.theme.look import look

PERCENT = 100.0
Row = tuple[str, str, NumberFormat | tuple[str, ...], float]
"""A setting's name, its title, its numbers or its words, and how many of what is shown are one of what is held."""
SIZE: tuple[Row, ...] = (("radius", "Radius", NumberFormat("m", 0.5, *RADIUS_M), 1.0),)
FORCE: tuple[Row, ...] = (
    ("strength", "Strength", NumberFormat("%", 5.0, 1.0, 100.0), PERCENT),
    ("falloff", "Soft edge", NumberFormat("%", 5.0, 0.0, 100.0), PERCENT),
)
ROWS: dict[ShapeTool, tuple[Row, ...]] = {
    "raise": (*SIZE, *FORCE),
    "flatten": (*SIZE, *FORCE, ("target", "Height", NumberFormat("m", 0.1, *HEIGHT_M), 1.0)),
    "smooth": (*SIZE, *FORCE),
    "paint": (("material", "Material", MATERIALS, 1.0), *SIZE, *FORCE),
    "stamp": (
        ("stamp", "Landform", STAMPS, 1.0),
        *SIZE,
        ("stamp_height", "Height", NumberFormat("m", 0.25, *HEIGHT_M), 1.0),
        ("stamp_turn", "Turned by", NumberFormat("deg", 5.0), 1.0),
    ),
}


class SettingEdit:
    """Edits one number of the brush; a brush is no part of the document, so nothing enters the history."""

    def __init__(self, shaping: Shaping, name: str, scale: float) -> None:
        self._shaping, self._name, self._scale = shaping, name, scale
        self._before: Any = None

    @property
    def shown(self) -> float:
        """The number as the field shows it; 0 for a height that is yet to be picked."""
        held = getattr(self._shaping.settings, self._name)
        return 0.0 if held is None else round(float(held) * self._scale, 6)

    def edit(self, change: Change) -> None:
        """Take a number that was typed."""
        self._take(float(change.apply(self.shown)))

    def begin(self) -> None:
        """A scrub begins."""
        self._before = self.shown

    def preview(self, change: Change) -> None:
        """A scrub goes on."""
        self._take(float(change.apply(self._before)))

    def commit(self) -> None:
        """A scrub ends."""

    def cancel(self) -> None:
        """A scrub is given up."""
        self._take(self._before)

    def _take(self, number: float) -> None:
        self._shaping.set(**{self._name: number / self._scale})


class Words(ChoiceBox):
    """One of a few words."""

    def __init__(self, choices: tuple[str, ...], title: str, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self._choices = choices
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItems([tr(choice.capitalize()) for choice in choices])
        self.activated.connect(lambda index: chosen(choices[index]))

    def show_word(self, word: str) -> None:
        """Show what is chosen."""
        self.setCurrentIndex(self._choices.index(word))

    def looks_for(self, event: QKeyEvent) -> bool:
        """Letters alone; digits go on choosing the brush."""
        return super().looks_for(event) and event.text().isalpha()


class ShapeOptions(QWidget):
    """Label and field of everything that the brush in hand can be set to; the fields line up."""

    def __init__(self, shaping: Shaping, tool: ShapeTool) -> None:
        super().__init__()
        self._shaping = shaping
        self.fields: dict[str, NumberField | Words] = {}
        self._edits: dict[str, SettingEdit] = {}
        self.labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        for line, (name, title, kind, scale) in enumerate(ROWS[tool]):
            words = label(tr(title), "secondary")
            self.labels.append(words)
            self._grid.addWidget(words, line, 0)
            field = self._field(name, tr(title), kind, scale)
            words.setBuddy(field)
            self.fields[name] = field
            self._grid.addWidget(field, line, 1)
        look.follow(self, ShapeOptions._fit)
        self.show_settings()

    def show_settings(self) -> None:
        """Take the numbers of the brush."""
        for name, field in self.fields.items():
            if isinstance(field, Words):
                field.show_word(str(getattr(self._shaping.settings, name)))
                continue
            is_open = getattr(self._shaping.settings, name) is None
            field.show_values((self._edits[name].shown,), "")
            if is_open and not field.hasFocus():
                field.setText(tr("at the press"))

    def _field(self, name: str, title: str, kind: NumberFormat | tuple[str, ...], scale: float) -> NumberField | Words:
        if isinstance(kind, tuple):
            return Words(kind, title, lambda word: self._shaping.set(**{name: word}))
        edit = self._edits[name] = SettingEdit(self._shaping, name, scale)
        return NumberField(kind, edit, title)

    def _fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))

"""The window in which a mesh is looked at before it enters the project: name, units, up, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from editor.core.meshes.placing import UNITS, Choices, adjusted, size_of
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.rooms.assets.thumbnail import picture_of
from editor.ui.theme.look import look
from engine.present.meshes.project import mesh_of
from engine.schema.mesh import MeshFileError, Shape

PICTURE, FIELD = 208, 176


class MeshDialog(QDialog):
    """`asked()` gives the choices and the adjusted shape, or None when it was cancelled."""

    def __init__(
        self,
        parent: QWidget | None,
        shape: Shape,
        first: Choices,
        why_not: Callable[[str], str],
        replaced: Callable[[str], str],
    ) -> None:
        """`why_not` says why a name can't be used, `replaced` what happens to a mesh of that name."""
        super().__init__(parent)
        self._shape, self._why_not, self._replaced = shape, why_not, replaced
        self._made: Shape | None = None
        self.setWindowTitle(tr("Import a mesh"))
        self.setModal(True)
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("The mesh as it will be"))
        self.facts = label("", "secondary")
        self.name = LineEdit(first.name)
        self.unit = self._choice(tr("One unit is"), [(tr(name), name) for name in UNITS], first.unit)
        self.up = self._choice(tr("Up"), [(tr("Y, as in glTF"), "y"), (tr("Z, as in Blender"), "z")], first.up)
        self.scale = QDoubleSpinBox()
        self.scale.setRange(0.001, 1000.0)
        self.scale.setDecimals(3)
        self.scale.setSingleStep(0.1)
        self.scale.setValue(first.scale)
        self.grounded = QCheckBox(tr("Stand it on the ground, middle at its place"))
        self.placed = QCheckBox(tr("Put it into the scene"))
        self.obstacle = QCheckBox(tr("Add an obstacle from its bounds"))
        self.grounded.setChecked(first.grounded)
        self.placed.setChecked(first.placed)
        self.obstacle.setChecked(first.obstacle)
        self.why = label("", "error", wrap=True)
        self.note = label("", "secondary", wrap=True)
        self.cancel = push_button(tr("Cancel"))
        self.do = push_button(tr("Import"), "primary")
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        self.do.setDefault(True)
        self._lay_out()
        for signal in (self.name.textChanged, self.unit.currentIndexChanged, self.up.currentIndexChanged,
                       self.scale.valueChanged, self.grounded.toggled, self.placed.toggled):  # fmt: skip
            signal.connect(self._follow)
        self._follow()
        self.name.selectAll()
        self.name.setFocus()

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return Choices(
            self.name.text().strip(),
            str(self.unit.currentData()),
            self.scale.value(),
            str(self.up.currentData()),
            self.grounded.isChecked(),
            self.placed.isChecked(),
            self.placed.isChecked() and self.obstacle.isChecked(),
        )

    def asked(self) -> tuple[Choices, Shape] | None:
        """Ask; None when it was cancelled."""
        taken = self.exec() == QDialog.DialogCode.Accepted
        return (self.choices, self._made) if taken and self._made is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter imports only what can be imported."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.do.isEnabled():
            return
        super().keyPressEvent(event)

    def _choice(self, title: str, choices: list[tuple[str, str]], chosen: str) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(title)
        for text, data in choices:
            field.addItem(text, data)
        field.setCurrentIndex(field.findData(chosen))
        return field

    def _lay_out(self) -> None:
        fields = QGridLayout()
        rows: list[tuple[str, QWidget]] = [
            (tr("Name"), self.name),
            (tr("One unit is"), self.unit),
            (tr("Scale"), self.scale),
            (tr("Up"), self.up),
        ]
        for line, (title, field) in enumerate(rows):
            name = label(title, "secondary")
            name.setBuddy(field)
            field.setAccessibleName(title)
            fields.addWidget(name, line, 0)
            fields.addWidget(field, line, 1)
        form = QWidget()
        form.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        ticks = column(self.grounded, self.placed, self.obstacle, gap=4)
        texts = column(self.facts, self.why, self.note, gap=4)
        right = column(label(tr("Import a mesh"), "title"), form, ticks, texts, None, gap=12)
        look.follow(right, lambda widget: widget.setFixedWidth(look.px(FIELD + 140)))
        page = QGridLayout(self)
        page.addWidget(column(self.picture, None), 0, 0)
        page.addWidget(right, 0, 1)
        page.addWidget(
            row(icon_label("download-simple", "icon.secondary"), None, self.cancel, self.do, gap=8), 1, 0, 1, 2
        )
        look.follow(self, MeshDialog._fit)

    def _follow(self, *_: Any) -> None:
        """Show what the choices make of it, and whether it can be imported."""
        choices = self.choices
        self.obstacle.setEnabled(choices.placed)
        self.obstacle.setToolTip("" if choices.placed else tr("Put it into the scene first."))
        try:
            self._made = adjusted(self._shape, choices)
            width, height, depth = size_of(self._made)
            count = f"{self._made.triangles:,}"
            size = f"{width:.2f} × {height:.2f} × {depth:.2f} m"
            self.facts.setText(tr("{count} triangles, {size}", count=count, size=size))
            self.picture.setPixmap(picture_of(mesh_of(self._made), "#ffffff", "cube", look.px(PICTURE)))
            why = self._why_not(choices.name)
        except MeshFileError as error:
            self._made, why = None, f"{error.what[:1].upper()}{error.what[1:]}; {tr('expected')} {error.expected}."
        note = "" if why else self._replaced(choices.name)
        for place, text in ((self.why, why), (self.note, note)):
            place.setText(text)
            place.setVisible(bool(text))
        self.do.setEnabled(not why)
        self.do.setText(tr("Replace") if note else tr("Import"))
        self.do.setToolTip(why)

    def _fit(self) -> None:
        page = self.layout()
        assert page is not None
        page.setContentsMargins(*[look.px(16)] * 4)
        page.setSpacing(look.px(16))
        self.picture.setFixedSize(look.px(PICTURE), look.px(PICTURE))
        if self._made is not None:
            self.picture.setPixmap(picture_of(mesh_of(self._made), "#ffffff", "cube", look.px(PICTURE)))

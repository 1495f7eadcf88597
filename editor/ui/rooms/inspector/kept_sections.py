"""The inspector's sections as widgets: made once for each kind, taken up again, and as folded as they were left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QLayout, QWidget

from editor.ui.fields.note import Note
from editor.ui.kit.popup import open_menu
from editor.ui.rooms.inspector.form import Row, Section
from editor.ui.rooms.inspector.menus import Menus
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.row import RowHands
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.rooms.inspector.shaped_line import ShapedLine
from editor.ui.theme.look import look

_LABEL, _LABEL_NARROW, _NARROW_BELOW = 104, 92, 340
FOLDED = "editing.folded_sections"

SectionKey = tuple[str, str, bool, bool]
"""File (empty for an entity), section, whether its kind is known, whether it is the entity's own."""


class RowNaming:
    """Gives a row's reference field what it names things with."""

    def __init__(self, model: InspectorModel, row: Row) -> None:
        self._model, self._row = model, row

    def candidates(self) -> tuple[tuple[str, str, str], ...]:
        """What the reference may name."""
        return self._model.offered(self._row)

    def notes(self) -> Mapping[str, Note]:
        """What is known of what the reference may name."""
        return self._model.notes(self._row.spec.ref)

    def start_pick(self) -> None:
        """Wait for a click on an entity."""
        self._model.picking.start(self._row)

    def stop_pick(self) -> None:
        """Wait no longer."""
        self._model.picking.stop()


class KeptSections:
    """Section widgets, those of earlier selections among them; `run` does an action of the editor by its id.

    What was folded once is folded for every entity, and in the next session; not while `is_searching`, when sections
    open for what is found in them.
    """

    def __init__(self, model: InspectorModel, menus: Menus, run: Callable[[str], object]) -> None:
        self._model, self._menus, self._run = model, menus, run
        self._widgets: dict[SectionKey, SectionWidget] = {}
        self._folded = set(model.editor.settings.get(FOLDED))
        self.is_searching = False

    def of(self, section: Section, file: str, width: int) -> SectionWidget:
        """The widget of a section; one with the same fields from an earlier selection is taken up again.

        Args:
            section: What it shows.
            file: The file whose head it belongs to; empty for the chosen entities.
            width: That of the form [px].
        """
        facts = section.facts
        key = (file, facts.id, facts.is_known, facts.is_own)
        kept = self._widgets.get(key)
        if kept is not None and kept.section.facts.fields == facts.fields:
            return kept
        model, room = self._model, label_width(width)
        is_ground = facts.id == "terrain" and file.startswith("scenes/")
        widget = SectionWidget(
            section,
            lambda row: self._hands(row, file),
            room,
            lambda row: model.state(row, model.header(file) if file else None),
            None if file else self._open_menu,
            lambda: model.prefabs.restore(facts.id[1:]),
            lambda: model.closed_text(facts.id),
            ShapedLine(model.editor, self._run, room) if is_ground else None,
        )
        self._widgets[key] = widget
        widget.header.setChecked(facts.id not in self._folded and not facts.removed_from)
        widget.header.toggled.connect(lambda is_open: self._remember(facts.id, is_open))
        return widget

    def fold(self, widget: SectionWidget) -> None:
        """Let a section be as it was folded before a search."""
        widget.header.setChecked(widget.section.facts.id not in self._folded)

    def discard(self, layout: QLayout, but: Collection[SectionWidget] = ()) -> None:
        """Take sections out of the form for good, all but some."""
        for widget in [each for each in self._widgets.values() if each not in but]:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
            # At once: what waits for its end would be dressed once more by the new style sheet, at the same cost.
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
        self._widgets = {key: widget for key, widget in self._widgets.items() if widget in but}

    def _remember(self, section: str, is_open: bool) -> None:
        if is_open == (section not in self._folded) or self.is_searching or section.startswith("-"):
            return
        (self._folded.discard if is_open else self._folded.add)(section)
        self._model.editor.settings.set(FOLDED, sorted(self._folded))
        for (_, id, *_), widget in self._widgets.items():
            if id == section:
                widget.header.setChecked(is_open)

    def _hands(self, row: Row, file: str) -> RowHands:
        model = self._model
        return RowHands(
            editing=model.editing(row, file),
            naming=RowNaming(model, row),
            revert=lambda: model.revert(row, file),
            repair=lambda fault: model.repair(row, fault, file),
            menu=lambda: self._menus.row(row, file),
        )

    def _open_menu(self, section: Section, at: QWidget) -> None:
        open_menu(at, at.mapToGlobal(QPoint(0, at.height())), self._menus.section(section))


def label_width(width: int) -> int:
    """Room for the names of values [px at 100 % text] in a form of a width [px]: less in a narrow one."""
    return _LABEL_NARROW if 0 < width < look.px(_NARROW_BELOW) else _LABEL

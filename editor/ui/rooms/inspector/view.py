"""The inspector's widgets: kept while the layout of the form stays the same, and filled anew in place."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from editor.api import Path
from editor.ui.api import Attention, EmptyState, Ui, column, label, look, row, tool_button, tr
from editor.ui.fields.reference import ReferenceField
from editor.ui.kit.box import lay_out_now
from editor.ui.kit.gutter import Gutter
from editor.ui.kit.popup import open_menu
from editor.ui.rooms.inspector.add_component import ComponentList
from editor.ui.rooms.inspector.below import BelowField
from editor.ui.rooms.inspector.find_field import FindField
from editor.ui.rooms.inspector.form import Row, form_of
from editor.ui.rooms.inspector.header import InspectorHeader
from editor.ui.rooms.inspector.kept_sections import KeptSections, label_width
from editor.ui.rooms.inspector.menus import Menus
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.only_some import OnlySome
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.rooms.search import nothing_found
from engine.telemetry.zones import zone

_RUNNING_EVERY_MS = 100
FORM_ZONE = "panel/Inspector form"


class InspectorView(QWidget):
    """Header, sections and the way to add a component; the scene's own settings when nothing is selected."""

    def __init__(self, model: InspectorModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self._scale = 0.0
        self._stops: list[QWidget] = []
        self._shown: list[SectionWidget] = []
        self._is_stale = True
        self._ids: tuple[str, ...] = ()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = Menus(model, ui, self)
        self._kept = KeptSections(model, self.menus, ui.run)
        self._below = BelowField(self, ui)
        self.header = InspectorHeader(model, self._entity_menu)
        self.add = tool_button("plus", tr("Add a component"), text=tr("Add component"), glyph_size=14)
        self.add.clicked.connect(self._offer_components)
        self.scene_note = label(tr("Nothing is selected. These are the scene's own settings."), "caption", wrap=True)
        self.locked_note = label("", "caption", wrap=True)
        for note in (self.scene_note, self.locked_note):
            note.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(4))
            note.hide()
        self.words = ""
        self.find = FindField(lambda: self._shown)
        self.find.textChanged.connect(self._search)
        self._find_row = row((self.find, 1), margins=(8, 0, 8, 8))
        self.nothing_found = nothing_found(self.find, tr("No value here is called so"))
        self.nothing_found.hide()
        self._body = QWidget()
        # A long word must be cut, not push the form out of its panel.
        self._body.setMinimumWidth(1)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(0)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._sections)
        self.only_some = OnlySome(model.editor.selection.set)
        inside.addWidget(self.only_some)
        self._foot = row(self.add, None, margins=(8, 8, 8, 8))
        inside.addWidget(self._foot)
        inside.addStretch(1)
        self.scroll = QScrollArea()
        self.scroll.setWidget(self._body)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._gutter = Gutter(self.scroll, self.header, self._find_row)
        self._empty = EmptyState(
            "sliders-horizontal", tr("Nothing to show"), tr("Open a project, and what you select is edited here.")
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            column(
                self.header,
                self.scene_note,
                self.locked_note,
                self._find_row,
                (self.nothing_found, 1),
                (self.scroll, 1),
            )
        )
        self._stack.addWidget(self._empty)
        self._running = QTimer(self)
        self._running.setInterval(_RUNNING_EVERY_MS)
        self._running.timeout.connect(self.show_values)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.form_changed.connect(self._form_changed)
        model.values_changed.connect(self._values_changed)
        model.picking.changed.connect(self._picking_changed)
        model.revealed.connect(self._reveal)
        model.scrubbed.connect(self._scrubbed)
        look.follow(self, InspectorView._dress)

    @property
    def search_field(self) -> FindField:
        """Where values are looked for."""
        return self.find

    def _attend(self, is_seen: bool) -> None:
        """Take in what changed while nobody could see the panel."""
        if is_seen and self._is_stale:
            self.build()
        self._run_timer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels become narrower in a narrow panel."""
        before = label_width(event.oldSize().width())
        super().resizeEvent(event)
        if event.oldSize().isValid() and label_width(event.size().width()) != before:
            self._make_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While an entity is to be picked, Esc stops that, wherever the focus is."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self._model.picking.stop()
            return True
        return super().eventFilter(watched, event)

    def build(self) -> None:
        """Lay out the form; sections that were shown before are taken up again."""
        self._is_stale = False
        self._let_go()
        self._stack.setCurrentIndex(0 if self._model.editor.has_scene else 1)
        wanted = [self._kept.of(section, "", self.width()) for section in self._model.form.sections]
        if not self._model.subjects:
            for header in self._model.headers:
                wanted += [self._kept.of(section, header.file, self.width()) for section in form_of((header,)).sections]
        self._body.setUpdatesEnabled(False)
        for widget in self._shown:
            if widget not in wanted:
                focused = QApplication.focusWidget()
                if focused is not None and widget.isAncestorOf(focused):
                    # Qt would hand the keyboard to whatever comes next, which then hears what is typed.
                    focused.clearFocus()
                self._sections.removeWidget(widget)
                widget.hide()
        for place, widget in enumerate(wanted):
            if self._sections.indexOf(widget) != place:
                self._sections.insertWidget(place, widget)
            widget.show()
        self._shown = wanted
        self.show_values()
        self._below.put_back(wanted)
        lay_out_now(self._body)
        self._body.setUpdatesEnabled(True)
        if self.words:
            self._narrow()
        self._order_tabs()

    def _let_go(self) -> None:
        """Forget what was typed for something else, before a field loses the keyboard and would take it."""
        shown = tuple(subject.id for subject in self._model.subjects)
        if shown != self._ids:
            self._ids = shown
            self._below.take_away()
            for section in self._shown:
                section.let_go()

    def _search(self, text: str) -> None:
        """Show only the values whose name holds the words; each section is as folded as before once none are left."""
        self.words = text.strip().lower()
        self._kept.is_searching = bool(self.words)
        if not self.words:
            for section in self._shown:
                section.narrow("")
                self._kept.fold(section)
        self._narrow()
        self._order_tabs()

    def _narrow(self) -> None:
        found = [section.narrow(self.words) for section in self._shown]
        is_nothing = bool(self.words) and not any(found)
        self.nothing_found.setVisible(is_nothing)
        self.scroll.setVisible(not is_nothing)

    def _order_tabs(self) -> None:
        """The Tab key goes down the form, also where sections of an earlier selection were taken up again."""
        window = self.window()
        # Lists that open, as of a choice, are windows of their own.
        stops = [
            widget
            for section in (*self._shown, self._foot)
            for widget in section.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is window
        ]
        if stops != self._stops:
            self._stops = stops
            for before, widget in itertools.pairwise((self.header.tags, self.find, *stops)):
                QWidget.setTabOrder(before, widget)

    def show_values(self) -> None:
        """Fill the values in place; what was typed and refused for something else is let go."""
        self._let_go()
        self.header.setVisible(bool(self._model.subjects))
        self.scene_note.setVisible(not self._model.subjects and bool(self._model.headers))
        self.header.show_values()
        self._foot.setVisible(bool(self._model.entities))
        self.only_some.show_components(self._model.partial if not self.words else ())
        why = self._model.why_locked
        self.locked_note.setText(why)
        self.locked_note.setVisible(bool(why) and not self._model.subjects)
        self.add.setEnabled(not why)
        self.add.set_tip(why or tr("Add a component"))
        for section in self._shown:
            section.show_values()

    def _reveal(self, key: str) -> None:
        """Bring a row into sight and point at it until something else is shown."""
        for section in self._shown:
            for each in section.section.rows:
                is_it = each.key == key
                if is_it:
                    section.header.setChecked(True)
                    section.show_values()
                if each.key in section.rows:
                    section.rows[each.key].point_out(is_it)
                if is_it:
                    # The form was just laid out: its rows have their places only once that is done.
                    QTimer.singleShot(0, section.rows[key], lambda row=section.rows[key]: self._scroll_to(row))

    def _scrubbed(self, row: Row, paths: tuple[Path, ...]) -> None:
        self._below.show(self._shown, row, paths)

    def _scroll_to(self, row: QWidget) -> None:
        self.scroll.ensureWidgetVisible(row, 0, look.px(60))

    def _form_changed(self) -> None:
        self._is_stale = True
        if self._attention.is_on:
            with zone(FORM_ZONE):
                self.build()
        self._run_timer()

    def _values_changed(self) -> None:
        if self._attention.is_on:
            with zone(FORM_ZONE):
                self.show_values()
        else:
            self._is_stale = True
        self._run_timer()

    def _run_timer(self) -> None:
        """While a copy runs and the panel is seen, running values are read ten times a second.

        Only entities have such: the settings of a scene stand still, and reading them took half a millisecond a frame.
        """
        if self._attention.is_on and self._model.entities and self._model.editor.play.session is not None:
            self._running.start()
        else:
            self._running.stop()

    def _picking_changed(self) -> None:
        row = self._model.picking.row
        application = QApplication.instance()
        if application is not None:
            (application.installEventFilter if row is not None else application.removeEventFilter)(self)
        for section in self._shown:
            for key, widget in section.rows.items():
                if isinstance(widget.field, ReferenceField):
                    widget.field.show_picking(row is not None and row.key == key)

    def _dress(self) -> None:
        """Sizes are taken when widgets are made: another text size makes all of them anew, another theme none.

        Sections of earlier selections go with a theme: nobody sees them, and each would be dressed for it.
        """
        if look.scale != self._scale:
            self._make_anew()
        else:
            self._kept.discard(self._sections, but=self._shown)

    def _make_anew(self) -> None:
        """Lay out the form with new widgets."""
        self._scale = look.scale
        self._below.set_aside()
        self._shown = []
        self._kept.discard(self._sections)
        self._form_changed()

    def _offer_components(self) -> None:
        popup = ComponentList(self._model.addable(), self._add_component, self)
        popup.open_at(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _add_component(self, id: str) -> None:
        """Add a component and bring it into sight, its head above all."""
        self._model.add_component(id)
        for section in self._shown:
            if section.section.facts.id == id:
                QTimer.singleShot(0, section, lambda section=section: self._show_section(section))

    def _show_section(self, section: SectionWidget) -> None:
        self.scroll.ensureWidgetVisible(section, 0, 0)
        self.scroll.ensureWidgetVisible(section.header, 0, 0)

    def _entity_menu(self, at: QWidget, of: str) -> None:
        lines = self.menus.overrides() if of == "overrides" else self.menus.entity()
        open_menu(at, at.mapToGlobal(QPoint(0, at.height())), lines)

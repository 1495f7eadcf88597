"""Problems as a table: what, which entity, where, and the quick fix as a link."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedLayout, QVBoxLayout, QWidget

from editor.api import Finding
from editor.ui.api import Attention, EmptyState, Table, Ui, explain, look, row, tool_button, tr
from editor.ui.kit.popup import Entry, open_menu
from editor.ui.rooms.problems.groups import GROUPINGS, Grouping, GroupRow
from editor.ui.rooms.problems.model import SEVERITIES, ProblemsModel
from editor.ui.rooms.search import SearchField, nothing_found
from editor.ui.rooms.severities import GLYPHS, SeverityButton
from editor.ui.rooms.table import Cell, Column, RowsModel

_WORDS_FROM, _WHOLE_FILTER = 560, 112
_GROUPED: dict[Grouping, str] = {
    "none": "No groups",
    "severity": "By severity",
    "kind": "By kind",
    "entity": "By entity",
    "file": "By file",
}
_PROBLEM, _ENTITY, _WHERE, _FIX = range(4)


class ProblemsTable(Table):
    """The findings; the fix column works like a link, Enter repairs the current row."""

    def __init__(self, model: ProblemsModel, rows: RowsModel) -> None:
        super().__init__((0, 136, 124, 164), drop=(_WHERE, _ENTITY))
        self._model, self._rows = model, rows
        self.setModel(rows)
        self.setAccessibleName(tr("Problems"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._go)
        self.clicked.connect(self._clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the entity, Ctrl+Enter makes the fix; Left, Right and Enter fold a group."""
        finding = self._rows.item(self.currentIndex())
        if isinstance(finding, GroupRow):
            self._key_in_group(event, finding)
        elif finding is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._model.door(finding)[0]:
                self._model.open_door(finding)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._model.fix(finding)
            else:
                self._model.go_to(finding)
        else:
            super().keyPressEvent(event)

    def _key_in_group(self, event: QKeyEvent, group: GroupRow) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._model.fix_group(group)
        elif is_enter or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(group, not group.is_open if is_enter else event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _fold(self, group: GroupRow, is_open: bool) -> None:
        """Fold or unfold a group; its head, which stays where it is, keeps the keyboard."""
        place = self._rows.rows().index(group)
        self._model.fold(group, is_open)
        self.setCurrentIndex(self._rows.index(place, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer is a hand over a fix."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        finding = self._rows.item(index)
        if isinstance(finding, GroupRow):
            has_link = bool(self._model.fixes_of(finding))
        else:
            has_link = finding is not None and bool(finding.fix or self._model.door(finding)[0])
        is_link = index.column() == _FIX and has_link
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def _clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        finding = self._rows.item(index)
        if isinstance(finding, GroupRow):
            if index.column() == _FIX and self._model.fixes_of(finding):
                self._model.fix_group(finding)
            else:
                self._fold(finding, not finding.is_open)
        elif index.column() == _FIX and finding is not None and len(self._model.ways(finding)) > 1:
            below = self.visualRect(self._rows.index(index.row(), _FIX)).bottomLeft()
            open_menu(self, self.viewport().mapToGlobal(below), self.ways_of(finding))
        elif index.column() == _FIX and finding is not None and finding.fix:
            self._model.fix(finding)
        elif index.column() == _FIX and finding is not None and self._model.door(finding)[0]:
            self._model.open_door(finding)
        elif finding is not None and not self._model.why_not_go(finding):
            self._model.go_to(finding)

    def ways_of(self, finding: Finding) -> list[Entry]:
        """The repairs that a finding offers."""
        model = self._model
        others = [
            (tr(other), partial(model.fix_otherwise, finding, place), model.why_not(commands))
            for place, (other, commands) in enumerate(finding.other_fixes)
        ]
        first = (finding.fix_title or tr("Fix"), lambda: model.fix(finding), model.why_not(finding.fix))
        return [first, *others] if finding.fix else others

    def menu_of(self, finding: Finding) -> list[Entry]:
        """What can be done about a finding."""
        model = self._model
        no_fix = "" if finding.fix else tr("There is no fix that fits every case.")
        same = model.same_kind(finding)
        of_kind = [command for other in same for command in other.fix]
        alone = no_fix or ("" if len(same) > 1 else tr("There is no other of this kind with a fix."))
        title = tr("Fix all {count} of this kind", count=len(same)) if len(same) > 1 else tr("Fix all of this kind")
        name = model.entity_name(finding) or model.place(finding)
        return [
            *(self.ways_of(finding) or [(tr("Fix"), lambda: None, no_fix)]),
            (title, lambda: model.fix_kind(finding), alone or model.why_not(of_kind)),
            (
                tr("Go to {name}", name=name) if name else tr("Go there"),
                lambda: model.go_to(finding),
                model.why_not_go(finding),
            ),
            (tr("Copy the text"), lambda: QApplication.clipboard().setText(finding.text), ""),
        ]

    def _open_menu(self, at: QPoint) -> None:
        """The menu of the row under the pointer, or of the current one when a key asks for it."""
        index = self.indexAt(at)
        finding = self._rows.item(index if index.isValid() else self.currentIndex())
        if isinstance(finding, GroupRow):
            open_menu(self, self.viewport().mapToGlobal(at), self.menu_of_group(finding))
        elif finding is not None:
            open_menu(self, self.viewport().mapToGlobal(at), self.menu_of(finding))

    def menu_of_group(self, group: GroupRow) -> list[Entry]:
        """What can be done about a group."""
        model, safe = self._model, self._model.fixes_of(group)
        nothing = "" if safe else tr("None of them has a fix that is safe to make.")
        texts = "\n".join(finding.text for finding in group.findings)
        return [
            (
                tr("Fix all {count} of this group", count=len(safe)) if safe else tr("Fix all of this group"),
                lambda: model.fix_group(group),
                nothing or model.why_not([command for each in safe for command in each.fix]),
            ),
            (tr("Fold") if group.is_open else tr("Unfold"), lambda: model.fold(group, not group.is_open), ""),
            (tr("Copy the texts"), lambda: QApplication.clipboard().setText(texts), ""),
        ]

    def _go(self, index: QModelIndex | QPersistentModelIndex) -> None:
        finding = self._rows.item(index)
        if finding is not None and index.column() != _FIX and not isinstance(finding, GroupRow):
            self._model.go_to(finding)


class ProblemsView(QWidget):
    """Severity filter, search, all safe fixes, and the findings."""

    def __init__(self, model: ProblemsModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._is_stale = True
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {severity: SeverityButton(severity, model.show) for severity in SEVERITIES}
        self.search = SearchField(tr("Filter problems"), glass=False)
        look.follow(self.search, lambda field: field.setMinimumWidth(look.px(_WHOLE_FILTER)))
        look.follow(self.search, lambda field: field.setMaximumWidth(look.px(180)))
        self.search.textChanged.connect(model.search)
        self.fix_all = tool_button("wrench", tr("Make all safe fixes"), text=tr("Fix 0 safe"), size=22, glyph_size=14)
        self.fix_all.clicked.connect(model.fix_safe)
        self.group = tool_button(
            "list-bullets", tr("Group the problems"), size=22, glyph_size=14, checkable=True, quiet=True
        )
        self.group.clicked.connect(self._open_grouping)
        columns = [Column(tr(title)) for title in ("Problem", "Entity", "Where", "Quick fix")]
        self.rows = RowsModel(columns, self._cells)
        self.table = ProblemsTable(model, self.rows)
        self.search.narrowed = self.table
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        self._clean = EmptyState("check-circle-fill", tr("No problems"), "", colour="severity.ok")
        self._clean.button.setObjectName("problems.check")
        self._none = nothing_found(self.search)
        for page in (self.table, self._clean, self._none):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(
            row(*self.buttons.values(), None, (self.search, 1), self.group, self.fix_all, margins=(4, 4, 4, 4))
        )
        box.addWidget(lists, 1)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.show_findings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons lose their words before they are cut."""
        super().resizeEvent(event)
        for button in self.buttons.values():
            button.compact(self.width() < look.px(_WORDS_FROM))

    def _attend(self, is_seen: bool) -> None:
        """Take in what came while nobody could see the panel."""
        if is_seen and self._is_stale:
            self.show_findings()

    def show_findings(self) -> None:
        """Show the findings as they are now."""
        self._is_stale = False
        model = self._model
        for severity, button in self.buttons.items():
            button.count(model.count(severity))
        rows = model.findings()
        self.rows.show(model.rows())
        self.group.setChecked(model.grouping != "none")
        self.group.set_tip(tr("Group the problems: {how}", how=tr(_GROUPED[model.grouping]).lower()))
        self.rows.refresh()
        says = {
            _ENTITY: any(model.entity_name(finding) for finding in rows),
            _WHERE: any(model.place(finding) for finding in rows),
            _FIX: any(finding.fix or model.door(finding)[0] for finding in rows),
        }
        self.table.hide_empty(frozenset(column for column, is_said in says.items() if not is_said))
        safe = len(model.safe())
        self.fix_all.set_text(tr("Fix {count} safe", count=safe))
        nothing = tr("No problem has a fix that is safe to make.") if not safe else ""
        explain(self.fix_all, tr("Make all safe fixes as one step"), model.why_locked or nothing)
        is_open = model.editor.document is not None
        self._clean.offer(tr("Check the scene now") if is_open else "", lambda: self._ui.run("scene.validate"))
        if not is_open:
            self._clean.say(tr("No project is open"), tr("What is wrong with a scene is listed here, with repairs."))
        else:
            self._clean.say(tr("No problems"), tr("No rule has anything to say against the open scene."))
        shown = self.table if self.rows.rows() or not self.search.text() else self._none
        self._stack.setCurrentWidget(self._clean if model.is_clean else shown)

    def _open_grouping(self) -> None:
        """Offer the ways to group; the button shows whether there are groups, not that it was clicked."""
        self.group.setChecked(self._model.grouping != "none")
        entries: list[Entry] = [(tr(_GROUPED[each]), partial(self._model.group_by, each), "") for each in GROUPINGS]
        open_menu(self.group, self.group.mapToGlobal(self.group.rect().bottomLeft()), entries)

    def _changed(self) -> None:
        if self._attention.is_on:
            self.show_findings()
        else:
            self._is_stale = True

    def _text(self, finding: Finding) -> str:
        """What is wrong; with the entity's name where its column had to go."""
        return finding.text if self.table.isColumnHidden(_ENTITY) else self._model.text(finding)

    def _cells(self, finding: Finding | GroupRow) -> tuple[Cell, ...]:
        if isinstance(finding, GroupRow):
            return self._group_cells(finding)
        glyph, colour = GLYPHS[finding.severity]
        why = self._model.why_not(finding.fix)
        fix: Any = Cell()
        if finding.fix:
            tint = "text.disabled" if why else "text.link"
            ways = [title for title, _ in self._model.ways(finding)]
            text = tr("Choose a repair…") if len(ways) > 1 else finding.fix_title or tr("Fix")
            fix = Cell(text, "wrench", tint, tint, tip=why or tr(" or ").join(ways))
        elif title := self._model.door(finding)[1]:
            fix = Cell(tr(title), "git-merge", "text.link", "text.link", tip=tr(title))
        return (
            Cell(self._text(finding), glyph, colour, tip=finding.text),
            Cell(self._model.entity_name(finding), colour="text.secondary"),
            Cell(self._model.place(finding), colour="text.secondary"),
            fix,
        )

    def _group_cells(self, group: GroupRow) -> tuple[Cell, ...]:
        glyph, colour = GLYPHS[group.severity]
        caret = "▾" if group.is_open else "▸"
        safe = len(self._model.fixes_of(group))
        fix = Cell()
        if safe:
            why = self._model.why_locked
            tint = "text.disabled" if why else "text.link"
            title = tr("Fix 1") if safe == 1 else tr("Fix all {count}", count=safe)
            fix = Cell(title, "wrench", tint, tint, tip=why or tr("As one step"))
        head = Cell(f"{caret}  {group.title}  ({len(group.findings):,})", glyph, colour, strong=True, tip=group.title)
        return head, Cell(), Cell(), fix

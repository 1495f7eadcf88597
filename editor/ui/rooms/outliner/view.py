"""The outliner's panel: filter, tree and footer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from editor.ui.api import EmptyState, Ui, column, explain, icon_label, label, look, row, tool_button, tr
from editor.ui.kit.popup import pop_up
from editor.ui.rooms.outliner.filter_help import FilterHelpButton
from editor.ui.rooms.outliner.item_model import OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel
from editor.ui.rooms.outliner.tree_view import OutlinerTree
from editor.ui.rooms.search import SearchField

# The context menu: actions of the registry by group; those that do not exist are left out.
_MENU = (
    ("view.frame",),
    ("edit.duplicate", "entity.group", "entity.ungroup", "entity.save_as_prefab"),
    ("entity.hide", "entity.lock"),
    ("edit.cut", "edit.copy", "edit.paste"),
    ("edit.delete",),
)

_PLACES = {
    "scene": ("scene.open_", "project.new_scene", "project.rename_scene"),
    "encounter": ("encounter.open_", "encounter.new", "encounter.duplicate", "encounter.rename"),
}
"""The menu of the rows that are files: which family opens another one, and what is done with files."""
FOOT_FROM, FILTER_FROM = 112, 76
_SEARCH_AFTER_MS = 120


class OutlinerView(QWidget):
    """Every entity of the scene and its encounter."""

    def __init__(self, model: OutlinerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.items = OutlinerItems(model)
        # Qt keeps what is connected to the items, which keeps the tree and its window: they must go with the panel.
        self.items.setParent(self)
        self.tree = OutlinerTree(model, self.items)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.filter = SearchField(tr("Filter: name, c:component, tag:, is:broken"))
        self.filter.narrowed = self.tree
        self.terms = FilterHelpButton(self.filter, ui.editor.settings)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._search)
        self.filter.textChanged.connect(self._wait.start)
        self.add = tool_button("plus", tr("Add entity"))
        self.add.clicked.connect(self._open_add)
        self.problem = label("", "caption", wrap=True)
        self.problem.setContentsMargins(look.px(8), 0, look.px(8), look.px(4))
        self.problem.hide()
        self.count, self.selected = label("", "caption"), label("", "caption")
        self._nothing = EmptyState(
            "magnifying-glass", tr("Nothing fits the filter"), "", tr("Clear the filter"), self.filter.clear
        )
        self._empty = EmptyState(
            "stack", tr("No scene is open"), tr("Open a project, and its entities are listed here.")
        )
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        for page in (self.tree, self._nothing, self._empty):
            self._stack.addWidget(page)
        self.mode = label("", "strong")
        self.back = tool_button("arrow-u-up-left", tr("Back to the scene"))
        self.back.clicked.connect(self._leave_prefab)
        self.bar = row(icon_label("puzzle-piece", "accent.base", 14), (self.mode, 1), self.back, margins=(8, 4, 4, 0))
        self.head = row((self.filter, 1), self.terms, self.add, margins=(8, 4, 4, 4))
        self.foot = row(self.count, None, self.selected, margins=(8, 4, 8, 4))
        whole = column(self.bar, self.head, self.problem, (lists, 1), self.foot)
        whole_box = QStackedLayout(self)
        whole_box.addWidget(whole)
        model.counted.connect(self._counted)
        model.selected.connect(self._follow_selection)
        self._counted()

    @property
    def search_field(self) -> SearchField:
        """Where things are looked for."""
        return self.filter

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the entities have it: the counts go first, then a filter that is not used."""
        super().resizeEvent(event)
        self.foot.setVisible(self.height() >= look.px(FOOT_FROM))
        self.head.setVisible(self.height() >= look.px(FILTER_FROM) or bool(self.filter.text()))

    def _follow_selection(self, ids: tuple[str, ...]) -> None:
        self.tree.show_selection(ids)

    def _search(self) -> None:
        self._model.search(self.filter.text())
        self.problem.setText(self._model.filter.problem)
        self.problem.setVisible(bool(self._model.filter.problem))
        self._counted()

    def _counted(self) -> None:
        mode = self._model.editor.prefab_mode
        self.bar.setVisible(mode.name is not None)
        self.mode.setText(tr("Prefab: {title}", title=mode.title))
        count, selected = map(tr, self._model.footer)
        self.count.setText(count)
        self.selected.setText(selected)
        if self._model.tree.root is None:
            page: QWidget = self._empty
        elif self._model.filter and not self._model.tree.nodes:
            self._nothing.say(tr("Nothing fits the filter"), tr("No entity fits “{text}”.", text=self.filter.text()))
            page = self._nothing
        else:
            page = self.tree
        self._stack.setCurrentWidget(page)
        explain(self.add, tr("Add entity"), tr(self._model.why_locked))

    def _leave_prefab(self) -> None:
        """Go back to the scene. The button goes with the prefab; letters typed next must not land in the filter."""
        self._ui.run("prefab.back")
        self.tree.setFocus()

    def _open_add(self) -> None:
        """Everything that the registry can add, with its key and, when it is off, its reason."""
        actions = self._ui.editor.actions
        groups = [[action.id for action in actions if action.id.startswith("add.")]]
        self._popup(groups, self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _open_menu(self, at: QPoint) -> None:
        actions = self._ui.editor.actions
        node = self.items.node(self.tree.indexAt(at))
        if node is not None and node.kind in _PLACES:
            places = [action.id for action in actions if action.id.startswith(_PLACES[node.kind][0])]
            groups = (places, [id for id in _PLACES[node.kind][1:] if id in actions])
            self._popup([list(group) for group in groups if group], self.tree.viewport().mapToGlobal(at))
            return
        known = [[id for id in group if id in actions] for group in _MENU]
        self._popup([group for group in known if group], self.tree.viewport().mapToGlobal(at), rename=True)

    def _popup(self, groups: list[list[str]], at: QPoint, *, rename: bool = False) -> None:
        actions = self._ui.editor.actions
        menu = QMenu(self)
        current = self.tree.currentIndex()
        if rename and current.isValid() and current.flags() & Qt.ItemFlag.ItemIsEditable:
            entry = menu.addAction(look.icon("pencil-line"), f"{tr('Rename')}\tF2")
            entry.triggered.connect(lambda: self.tree.edit(current))
            menu.addSeparator()
        if rename:
            self._add_folds(menu)
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            for id in group:
                is_on, why_not = actions.enabled(id)
                title = actions.title(id) if is_on else f"{actions.title(id)}: {why_not}"
                glyph = actions.get(id).icon
                entry = menu.addAction(look.icon(glyph), title) if glyph else menu.addAction(title)
                entry.setEnabled(is_on)
                if (checked := actions.get(id).checked) is not None:
                    entry.setCheckable(True)
                    entry.setChecked(checked())
                entry.triggered.connect(lambda _=False, id=id: self._ui.run(id))
        pop_up(menu, at)

    def _add_folds(self, menu: QMenu) -> None:
        """What is done with whole branches."""
        below = self._model.below(self._ui.editor.selection.ids)
        entries = (
            (tr("Add an empty entity below"), self._model.add_below, tr(self._model.why_not_add_below)),
            (tr("Select what is below"), lambda: self._model.select(below), "" if below else tr("Nothing is below.")),
            (tr("Unfold all"), lambda: self.tree.fold_all(is_open=True), ""),
            (tr("Fold all"), lambda: self.tree.fold_all(is_open=False), ""),
        )
        for title, run, why_not in entries:
            entry = menu.addAction(f"{title}: {why_not}" if why_not else title)
            entry.setEnabled(not why_not)
            entry.triggered.connect(lambda _=False, run=run: run())
        menu.addSeparator()

"""The shortcut list: every action with its keys, found by typing, changed by pressing others, conflicts resolved."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from editor.core.actions.registry import Action
from editor.core.actions.shortcuts import Bindings, holders, swapped, taken
from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import explain, push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.kit.views import Table
from editor.ui.settings.key_recorder import KeyRecorder
from editor.ui.shell.menus import MENUS
from editor.ui.theme.look import look

ID = Qt.ItemDataRole.UserRole
CHOOSE = "Choose an action first."


def by_menu(actions: Iterable[Action]) -> list[Action]:
    """The actions in the order of the menu bar and of each menu, then those that stand in none."""
    rank = {menu: place for place, menu in enumerate(MENUS)}

    def place(action: Action) -> tuple[int, str]:
        menu, _, group = action.menu.partition("/")
        return rank.get(menu, len(rank)), group

    return sorted(actions, key=place)


class ShortcutsPage(QDialog):
    """A table of actions; below it the keys of the chosen one are recorded.

    Keys that another action has are not taken silently: a line names it and offers to take them, to swap, or to leave
    everything as it is.
    """

    def __init__(self, parent: QWidget | None, editor: Editor) -> None:
        super().__init__(parent)
        self._editor = editor
        self._wanted = ""
        self._undone: list[Bindings] = []
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.field = LineEdit()
        self.field.setPlaceholderText(tr("Search actions and keys"))
        self.field.setAccessibleName(tr("Search actions and keys"))
        self.field.textChanged.connect(lambda _text: self._fill())
        self.changed_only = QCheckBox(tr("Changed"))
        self.changed_only.setToolTip(tr("Show only what is not as it comes"))
        self.changed_only.toggled.connect(lambda _on: self._fill())
        self.model = QStandardItemModel(0, 3)
        self.model.setHorizontalHeaderLabels([tr("Action"), tr("Menu"), tr("Keys")])
        self.table = Table((0, 100, 190))
        self.table.setModel(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Actions"))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.table.activated.connect(lambda _index: self.recorder.click())
        self.recorder = KeyRecorder()
        self.recorder.recorded.connect(self.want)
        self.none_button = self._button(tr("No keys"), lambda: self._set(""))
        self.reset_button = self._button(tr("Default keys"), self._reset)
        self.all_button = self._button(tr("Reset all"), lambda: self._apply({}))
        self.undo_button = self._button(tr("Undo"), self._undo)
        self.note = label("", "secondary", wrap=True)
        self.conflict = self._conflict_box()
        box = QVBoxLayout(self)
        box.addWidget(row((self.field, 1), self.changed_only, gap=8))
        box.addWidget(self.table, 1)
        box.addWidget(
            row(self.recorder, self.none_button, self.reset_button, None, self.undo_button, self.all_button, gap=8)
        )
        box.addWidget(self.conflict)
        box.addWidget(self.note)
        self._fill()
        self._choose()
        look.follow(self, ShortcutsPage._fit)

    def chosen(self) -> str | None:
        """The id of the chosen action."""
        index = self.table.currentIndex()
        return self.model.item(index.row(), 0).data(ID) if index.isValid() else None

    def want(self, keys: str) -> None:
        """Give keys to the chosen action, or ask first where another one has them."""
        id_ = self.chosen()
        if id_ is None:
            return
        others = holders(self._editor.actions, keys, id_)
        if not others:
            self._set(keys)
            return
        self._wanted = keys
        me, other = self._called(id_), self._called(others[0])
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.clash.setText(tr("{keys} belongs to {other}. What shall {me} do?", keys=shown, other=other, me=me))
        self.take_button.setText(tr("Take from {other}", other=self._short(others[0])))
        before = self._editor.actions.keys(id_)
        why_not = "" if before else tr("{me} has no keys to give in return.", me=me)
        explain(self.swap_button, tr("{other} gets {keys} instead", other=other, keys=before), why_not)
        self.conflict.show()
        self.note.hide()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _conflict_box(self) -> QWidget:
        self.clash = label("", wrap=True)
        self.take_button = push_button(tr("Take"), "primary")
        self.take_button.clicked.connect(lambda: self._set(self._wanted))
        self.swap_button = self._button(tr("Swap keys"), self._swap)
        self.leave_button = self._button(tr("Leave as it is"), self._choose)
        glyph = icon_label("warning-fill", "severity.warning", tip=tr("Conflict"))
        answers = row(self.take_button, self.swap_button, self.leave_button, None, gap=8)
        return column(row(glyph, (self.clash, 1), gap=8), answers, gap=8)

    def _button(self, text: str, run: Callable[[], object]) -> QWidget:
        button = push_button(text)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _fill(self, keep: str | None = None) -> None:
        """Show the actions that fit the search; `keep` stays, since who changed it wants to see it."""
        actions, own = self._editor.actions, self._editor.settings.shortcuts
        wanted = self.field.text().lower().split()
        id_ = self.chosen()
        self.model.removeRows(0, self.model.rowCount())
        for action in by_menu(actions):
            shown = [each for each in (actions.keys(action.id), actions.also(action.id)) if each]
            keys = ", ".join(QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in shown)
            is_own = action.id in own
            text = f"{tr(action.title)} {tr(action.category)} {keys} {' '.join(shown)}".lower()
            is_found = (is_own or not self.changed_only.isChecked()) and all(word in text for word in wanted)
            if not is_found and action.id != keep:
                continue
            items = [QStandardItem(text) for text in (tr(action.title), tr(action.category), keys)]
            items[0].setData(action.id, ID)
            items[0].setToolTip(tr(action.description))
            if action.icon:
                items[0].setIcon(look.icon(action.icon, "icon.secondary"))
            if is_own:
                items[2].setFont(look.font(strong=True))
                items[2].setToolTip(tr("Yours; it comes with {keys}", keys=action.keys or tr("no keys")))
            self.model.appendRow(items)
            if action.id == id_:
                self.table.setCurrentIndex(items[0].index())

    def _choose(self) -> None:
        """Take the state of the chosen action; a conflict that was not resolved is let go."""
        id_, own = self.chosen(), self._editor.settings.shortcuts
        self.conflict.hide()
        self.note.show()
        first = "" if id_ else tr(CHOOSE)
        explain(self.recorder, tr("Press the new keys"), first)
        explain(self.none_button, tr("Take its keys away"), first or self._why_none(id_))
        explain(self.reset_button, tr("Give it the keys it comes with"), first or self._why_default(id_))
        explain(self.all_button, tr("All keys as they come"), "" if own else tr("No keys have been changed."))
        explain(self.undo_button, tr("Take the last change back"), "" if self._undone else tr("Nothing to undo here."))
        text = tr("Record keys for {action}, or press Enter in the list.", action=self._called(id_)) if id_ else first
        self.note.setText(text)

    def _why_none(self, id_: str | None) -> str:
        return "" if id_ and self._editor.actions.keys(id_) else tr("It has no keys.")

    def _why_default(self, id_: str | None) -> str:
        return "" if id_ in self._editor.settings.shortcuts else tr("It has the keys it comes with.")

    def _set(self, keys: str) -> None:
        id_ = self.chosen()
        if id_ is not None:
            self._apply(taken(self._editor.actions, self._editor.settings.shortcuts, id_, keys))

    def _swap(self) -> None:
        id_ = self.chosen()
        if id_ is not None:
            self._apply(swapped(self._editor.actions, self._editor.settings.shortcuts, id_, self._wanted))

    def _reset(self) -> None:
        """The default keys; where another action has been given them meanwhile, it is asked for like any others."""
        id_ = self.chosen()
        if id_ is not None:
            keys = self._editor.actions.get(id_).keys
            self.want(keys) if keys else self._set("")

    def _undo(self) -> None:
        bindings = self._undone.pop()
        self._take(bindings)

    def _apply(self, bindings: Bindings) -> None:
        self._undone.append(dict(self._editor.settings.shortcuts))
        self._take(bindings)

    def _take(self, bindings: Bindings) -> None:
        self._editor.settings.set_shortcuts(bindings)
        self._editor.actions.rebind(bindings)
        self._fill(keep=self.chosen())
        self._choose()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _called(self, id_: str) -> str:
        action = self._editor.actions.get(id_)
        return f"{tr(action.title).rstrip('…')} ({tr(action.category)})"

    def _short(self, id_: str) -> str:
        return tr(self._editor.actions.get(id_).title).rstrip("…")

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(8))
        resize_within(self, look.px(720), look.px(560))

"""The shortcut list: every action with its keys, found by typing, changed by pressing other keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from editor.core.editor import Editor
from editor.core.keys import normal
from editor.ui.kit.box import row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import label
from editor.ui.kit.views import Table
from editor.ui.screen_fit import resize_within
from editor.ui.theme.look import look
from editor.ui.tr import tr

ID = Qt.ItemDataRole.UserRole


class ShortcutsPage(QDialog):
    """A table of actions; the field below changes the keys of the chosen one and says who else wants them."""

    def __init__(self, parent: QWidget | None, editor: Editor) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search actions and keys"))
        self.field.setAccessibleName(tr("Search actions and keys"))
        self.field.textChanged.connect(self._fill)
        self.model = QStandardItemModel(0, 3)
        self.model.setHorizontalHeaderLabels([tr("Action"), tr("Menu"), tr("Keys")])
        self.table = Table((0, 100, 150))
        self.table.setModel(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Actions"))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.keys = QKeySequenceEdit()
        self.keys.setAccessibleName(tr("New keys"))
        self.keys.setMaximumSequenceLength(1)
        self.set_button = push_button(tr("Set keys"), "primary")
        self.set_button.clicked.connect(self._set)
        self.reset_button = push_button(tr("Default keys"))
        self.reset_button.clicked.connect(self._reset)
        self.note = label("", "secondary", wrap=True)
        self.keys.keySequenceChanged.connect(lambda _sequence: self._tell())
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.table, 1)
        box.addWidget(
            row(label(tr("New keys"), "secondary"), self.keys, self.set_button, self.reset_button, None, gap=8)
        )
        box.addWidget(self.note)
        self._fill("")
        self._choose()
        look.follow(self, ShortcutsPage._fit)

    def chosen(self) -> str | None:
        """The id of the chosen action."""
        index = self.table.currentIndex()
        return self.model.item(index.row(), 0).data(ID) if index.isValid() else None

    def _fill(self, typed: str) -> None:
        wanted = typed.lower().split()
        self.model.removeRows(0, self.model.rowCount())
        for action in self._editor.actions:
            keys = self._editor.actions.keys(action.id)
            text = f"{tr(action.title)} {action.category} {keys}".lower()
            if all(word in text for word in wanted):
                items = [QStandardItem(text) for text in (tr(action.title), tr(action.category), keys)]
                items[0].setData(action.id, ID)
                if action.icon:
                    items[0].setIcon(look.icon(action.icon, "icon.secondary"))
                self.model.appendRow(items)

    def _choose(self) -> None:
        id_ = self.chosen()
        for widget in (self.keys, self.set_button, self.reset_button):
            widget.setEnabled(id_ is not None)
            widget.setToolTip("" if id_ else tr("Choose an action first."))
        self.keys.setKeySequence(QKeySequence(self._editor.actions.keys(id_)) if id_ else QKeySequence())
        self._tell()

    def _tell(self) -> None:
        id_, keys = self.chosen(), self._typed()
        others = [
            action.title
            for action in self._editor.actions
            if keys and action.id != id_ and normal(self._editor.actions.keys(action.id)) == keys
        ]
        if id_ is None:
            self.note.setText(tr("Choose an action first."))
        elif others:
            self.note.setText(
                tr("{keys} also belongs to {others}, which loses it.", keys=keys, others=", ".join(others))
            )
        else:
            self.note.setText(tr("Press keys in the field, then set them. An empty field takes them away."))

    def _typed(self) -> str:
        return normal(self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _set(self) -> None:
        id_ = self.chosen()
        if id_ is None:
            return
        keys = self._typed()
        bindings = dict(self._editor.settings.shortcuts)
        for action in self._editor.actions:
            if keys and action.id != id_ and normal(self._editor.actions.keys(action.id)) == keys:
                bindings[action.id] = ""
        bindings[id_] = keys
        self._apply(bindings, id_)

    def _reset(self) -> None:
        id_ = self.chosen()
        if id_ is not None:
            self._apply({key: keys for key, keys in self._editor.settings.shortcuts.items() if key != id_}, id_)

    def _apply(self, bindings: dict[str, str], id_: str) -> None:
        self._editor.settings.set_shortcuts(bindings)
        self._editor.actions.rebind(bindings)
        self._fill(self.field.text())
        for row_number in range(self.model.rowCount()):
            if self.model.item(row_number, 0).data(ID) == id_:
                self.table.setCurrentIndex(self.model.index(row_number, 0))

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(8))
        resize_within(self, look.px(640), look.px(560))

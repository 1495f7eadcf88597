"""The keys of the running game: what each key and mouse button does, changed by pressing others."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from editor.core.actions.keys import normal
from editor.core.editor import Editor
from editor.core.play.keys import ROLES, TAKEN, PlayKeys, title_of
from editor.qt_keys import button_name, key_name
from editor.tr import tr
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import row
from editor.ui.kit.buttons import explain, push_button
from editor.ui.kit.labels import icon_label, label, ring_for_keyboard
from editor.ui.kit.views import Table
from editor.ui.settings.page import NO_GAMEPAD
from editor.ui.theme.look import look

ID = Qt.ItemDataRole.UserRole
OF_THE_EDITOR = ("play.possess_next", "play.autopilot", "play.throw", "view.controls_hud", "play.pause", "play.stop")
"""Actions of the editor that one wants while playing."""


class PressButton(QPushButton):
    """Once clicked, it waits for a key or a mouse button and tells its name; Esc gives up."""

    pressed_key = Signal(str)
    is_waiting = False

    def __init__(self) -> None:
        super().__init__(tr("Give it a key…"))
        self.setProperty("kind", "primary")
        self.setAutoDefault(False)
        ring_for_keyboard(self)
        self.clicked.connect(lambda: self.wait(True))

    def wait(self, on: bool) -> None:
        """Begin or end to wait."""
        self.is_waiting = on
        self.setText(tr("Press a key or a mouse button; Esc gives up") if on else tr("Give it a key…"))

    def event(self, event: QEvent) -> bool:
        """While it waits, no key is a shortcut and none moves the focus."""
        if self.is_waiting:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                self._take(key_name(event))
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """While it waits, a click is an answer."""
        if self.is_waiting:
            self._take(f"mouse {button_name(event.button())}")
            return
        super().mousePressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        """Who looks elsewhere no longer waits."""
        self.wait(False)
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def _take(self, key: str) -> None:
        self.wait(False)
        if key != "escape":
            self.pressed_key.emit(key)


class PlayKeysPage(QDialog):
    """A table of what the player can do; the buttons below change the keys of the chosen row."""

    def __init__(self, parent: QWidget | None, editor: Editor) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setWindowTitle(tr("Keys while playing"))
        self.model = QStandardItemModel(0, 3)
        self.model.setHorizontalHeaderLabels([tr("In the game"), tr("Keys"), tr("Also in the editor")])
        self.table = Table((0, 190, 190))
        self.table.setModel(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("What the player can do"))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.press = PressButton()
        self.press.pressed_key.connect(self.give)
        self.none_button = push_button(tr("No key"))
        self.none_button.clicked.connect(lambda: self._change(self.keys.without))
        self.default_button = push_button(tr("Reset this one"), tip=tr("Give the chosen row its default keys"))
        self.default_button.clicked.connect(lambda: self._change(self.keys.as_default))
        self.all_button = push_button(tr("Reset all"), tip=tr("Give every row its default keys"))
        self.all_button.clicked.connect(lambda: self._take({}))
        self._tips = {
            self.press: tr("Press the new key"),
            self.none_button: tr("Take its keys away"),
            self.default_button: tr("Give the chosen row its default keys"),
        }
        self.note = label("", "secondary", wrap=True)
        box = QVBoxLayout(self)
        box.addWidget(self.table, 1)
        box.addWidget(row(self.press, self.none_button, self.default_button, self.all_button, None, gap=8))
        box.addWidget(self.note)
        box.addWidget(
            row(icon_label("game-controller", "icon.secondary"), (label(tr(NO_GAMEPAD), wrap=True), 1), gap=8)
        )
        self._fill()
        self.table.setCurrentIndex(self.model.index(0, 0))
        look.follow(self, PlayKeysPage._fit)

    @property
    def keys(self) -> PlayKeys:
        """The keys in force."""
        return PlayKeys(self._editor.settings.play_keys)

    def chosen(self) -> str:
        """The id of the chosen role; empty for a line of the editor."""
        index = self.table.currentIndex()
        return str(self.model.item(index.row(), 0).data(ID) or "") if index.isValid() else ROLES[0].id

    def give(self, key: str) -> None:
        """Give a key to the chosen role; who had it loses it, and the note says so."""
        role = self.chosen()
        losers = self.keys.sharing(role, key)
        try:
            chosen = self.keys.with_key(role, key)
        except ValueError as refusal:
            self.note.setText(tr(str(refusal)))
            return
        self._take(chosen)
        if losers:
            others = ", ".join(tr(other.title) for other in losers)
            words = [tr("{key} belonged to {others}, which lost it.", key=tr(title_of(key)), others=others)]
            bare = [tr(other.title) for other in losers if not self.keys.by_role[other.id]]
            if bare:
                words.append(tr("Without a key it cannot be done by hand: {others}.", others=", ".join(bare)))
            self.note.setText(" ".join(words))

    def _change(self, change: object) -> None:
        self._take(change(self.chosen()))  # type: ignore[operator]

    def _take(self, chosen: dict[str, list[str]]) -> None:
        at = self.table.currentIndex().row()
        self._editor.settings.set_play_keys(chosen)
        self._fill()
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._tell()

    def _fill(self) -> None:
        keys = self.keys
        self.model.removeRows(0, self.model.rowCount())
        for role in ROLES:
            bound = ", ".join(tr(title_of(key)) for key in keys.by_role[role.id]) or tr("none")
            items = [QStandardItem(text) for text in (tr(role.title), bound, ", ".join(self._also(role.id)))]
            items[0].setData(role.id, ID)
            if not keys.by_role[role.id]:
                items[1].setIcon(look.icon("warning-fill", "severity.warning"))
            self.model.appendRow(items)
        # The keys of the editor that go on counting in a running game: whoever looks for Esc or F4 looks here.
        actions = self._editor.actions
        lines = [(tr("Pause menu"), tr("Esc"))]
        lines += [(tr(actions.get(id_).title), actions.keys(id_) or tr("none")) for id_ in OF_THE_EDITOR]
        for title, keys in lines:
            items = [QStandardItem(text) for text in (title, keys, tr("An action of the editor"))]
            items[0].setIcon(look.icon("keyboard", "icon.secondary"))
            self.model.appendRow(items)

    def _also(self, role: str) -> list[str]:
        """What the editor does with the same keys while the game does not have them."""
        wanted = {normal(key) for key in self.keys.by_role[role] if not key.startswith("mouse")}
        return [
            tr(action.title)
            for action in self._editor.actions
            if action.keys and normal(self._editor.actions.keys(action.id)) in wanted
        ]

    def _tell(self) -> None:
        role = self.chosen()
        why_not = "" if role else tr("It is an action of the editor: its keys are changed in Keyboard shortcuts.")
        for button, tip in self._tips.items():
            explain(button, tip, why_not)
        if why_not:
            self.note.setText(why_not)
            return
        also = self._also(role)
        if not self.keys.by_role[role]:
            self.note.setText(tr("It has no key, so it cannot be done by hand."))
        elif also:
            text = tr(
                "While you play, the key is the game's; otherwise it does this: {others}.", others=", ".join(also)
            )
            self.note.setText(text)
        else:
            self.note.setText(" ".join(tr(why) for why in TAKEN.values()))

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(8))
        resize_within(self, look.px(640), look.px(560))

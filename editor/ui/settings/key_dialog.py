"""The dialog that puts a key into the system's key-ring, tells where it lies, and takes it out again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editor.core.proposals.key_ring import KeyRing
from editor.tr import tr
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import explain, push_button
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look

WIDTH, HEIGHT = 440, 300
NO_RING = "This system offers no key-ring to programs. Keep the key in an environment variable instead."


class KeyDialog(QDialog):
    """What is typed as the key shows as dots, is let go as soon as it is stored, and stands in no text of a widget."""

    def __init__(self, parent: QWidget | None, ring: KeyRing, name: str) -> None:
        """`name` is the one that is proposed for the key."""
        super().__init__(parent)
        self._ring = ring
        self._looked = name
        self.setWindowTitle(tr("Store a key"))
        self.where = label("", wrap=True)
        self.name, self.key = LineEdit(name), LineEdit()
        self.name.setAccessibleName(tr("Name of the key"))
        self.name.editingFinished.connect(self._look)
        self.name.textChanged.connect(lambda _text: self.refresh())
        self.key.setAccessibleName(tr("Key"))
        self.key.setEchoMode(LineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.key.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.key.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.key.textChanged.connect(lambda _text: self.refresh())
        self.told, self.problem = label("", "secondary", wrap=True), label("", "error", wrap=True)
        self.store, self.forget = push_button(tr("Store"), "primary"), push_button(tr("Forget the key"))
        self.close_it = push_button(tr("Close"))
        self.store.clicked.connect(lambda _checked=False: self._store())
        self.forget.clicked.connect(lambda _checked=False: ring.forget(self.name.text().strip()))
        self.close_it.clicked.connect(lambda _checked=False: self.accept())
        box = QVBoxLayout(self)
        box.addWidget(self.where)
        box.addWidget(column(label(tr("Name"), "secondary"), self.name, gap=4))
        box.addWidget(column(label(tr("Key"), "secondary"), self.key, gap=4))
        box.addWidget(column(self.told, self.problem, gap=4))
        box.addStretch(1)
        box.addWidget(row(self.forget, None, self.close_it, self.store, gap=8))
        ring.changed.connect(self.refresh)
        self.finished.connect(lambda _result: self._let_go())
        ring.look(name)
        self.refresh()
        look.follow(self, KeyDialog._fit)

    def refresh(self) -> None:
        """Show what is known of the key-ring and of the key under this name."""
        ring, told, name = self._ring, self._ring.told, self.name.text().strip()
        is_known, is_there = told.name == name and not ring.is_busy, told.name == name and told.has_key
        if told.ring:
            self.where.setText(
                tr(
                    "The key is put into {ring}, the key-ring of this system. The settings keep its name alone; the "
                    "key goes to the server that is asked, and to nobody else.",
                    ring=told.ring,
                )
            )
        elif ring.is_busy:
            self.where.setText(tr("Looking for the key-ring of this system…"))
        else:
            # Why there is none stands here alone: it is all that there is to say.
            brings = tr("On Linux a key-ring is GNOME Keyring or KWallet; macOS and Windows bring one.")
            self.where.setText(f"{tr(told.problem or NO_RING)} {brings}")
        lies = tr("A key lies under this name.") if is_there else tr("No key lies under this name.")
        found = tr("Looking…") if ring.is_busy else lies if name and is_known else ""
        self.told.setText(found if told.ring else "")
        self.told.setVisible(bool(self.told.text()))
        self.problem.setText(tr(told.problem) if told.problem and told.ring else "")
        self.problem.setVisible(bool(self.problem.text()))
        busy = tr("The key-ring is at work.") if ring.is_busy else ""
        missing = "" if told.ring else tr("There is no key-ring.")
        self.key.setEnabled(bool(told.ring))
        self.key.setPlaceholderText(tr("Paste it here") if told.ring else "")
        self.key.setToolTip(missing)
        self.key.setAccessibleDescription(missing)
        why = busy or missing or ("" if name else tr("Give it a name first.")) or self._why_no_key()
        explain(self.store, tr("Put the key into the key-ring"), why)
        explain(self.forget, tr("Take the key out of the key-ring"), busy or missing or ("" if is_there else lies))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing that was typed outlives the dialog."""
        self._let_go()
        super().closeEvent(event)

    def _look(self) -> None:
        name = self.name.text().strip()
        if name == self._looked:
            return  # only left, not changed: Store stays as it is
        self._looked = name
        if why := self._ring.look(name):
            self.name.setText("")
            self.problem.setText(tr(why))
            self.problem.show()

    def _why_no_key(self) -> str:
        return "" if self.key.text() else tr("Paste the key first.")

    def _store(self) -> None:
        typed = self.key.text()
        self.key.setText("")  # which forgets what could be undone, too
        why = self._ring.store(self.name.text(), typed)
        if why:
            self.problem.setText(tr(why))
            self.problem.show()

    def _let_go(self) -> None:
        self.key.setText("")
        self._ring.changed.disconnect(self.refresh, missing_ok=True)

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(*[look.px(16)] * 4)
        layout.setSpacing(look.px(12))
        resize_within(self, look.px(WIDTH), look.px(HEIGHT))

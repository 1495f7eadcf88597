"""The changes room: what to compare with, the tree of differences, and the way back."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QStackedLayout, QVBoxLayout, QWidget

from editor.core.history.changes import Since
from editor.ui.api import Attention, EmptyState, Ui, explain, label, push_button, row, tool_button, tr
from editor.ui.rooms.changes.model import ChangesModel
from editor.ui.rooms.changes.tree import ChangesTree
from editor.ui.rooms.search import SearchField, clear

GHOSTS = "overlay.changes"
"""The action that shows in the picture where things stood before."""
LOOK_AFTER_MS = 150
"""A drag changes the project with each frame; it is compared once the hand pauses."""


class ChangesView(QWidget):
    """What differs, or why nothing is listed."""

    def __init__(self, model: ChangesModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.since = QComboBox()
        self.since.setAccessibleName(tr("Compare with"))
        for since, title in (("saved", tr("Since the last save")), ("opened", tr("Since it was opened"))):
            self.since.addItem(title, since)
        self.since.activated.connect(lambda _: model.compare_with(cast("Since", self.since.currentData())))
        self.ghosts = tool_button(
            "ghost", tr("Show in the scene where things stood before"), size=22, glyph_size=14, checkable=True
        )
        self.ghosts.clicked.connect(self._toggle_ghosts)
        self.search = SearchField(tr("Filter by entity or by what changed"))
        self.search.textChanged.connect(model.search)
        self.tree = ChangesTree(model)
        self.search.narrowed = self.tree
        self.tree.selectionModel().selectionChanged.connect(self._tell)
        self.back = push_button(tr("Revert"))
        self.back.clicked.connect(lambda: model.revert(self.tree.chosen()))
        self.count = label("", "caption")
        self.empty = EmptyState("git-diff", tr("Nothing has changed"), tr("What differs will be listed here."))
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row((self.since, 1), self.ghosts, margins=(8, 4, 4, 0), gap=4))
        box.addWidget(row((self.search, 1), margins=(8, 4, 8, 4)))
        box.addWidget(lists, 1)
        box.addWidget(row((self.count, 1), self.back, margins=(8, 4, 8, 4), gap=8))
        self.setFocusProxy(self.tree)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(model.look)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the differences as they are known."""
        model = self._model
        changes = model.changes()
        self.since.setCurrentIndex(self.since.findData(model.since))
        self.tree.show_changes(changes)
        self._stack.setCurrentWidget(self.tree if changes else self.empty)
        if not model.is_open:
            self.empty.say(tr("No project is open"), tr("What differs from its last save will be listed here."))
        elif model.count and not changes:
            self.empty.say(tr("No change has these words"), "")
        elif not model.is_current and not model.count:
            self.empty.say(tr("Comparing"), tr("What differs will be listed here."))
        elif model.since == "saved":
            self.empty.say(
                tr("Nothing has changed since the last save"), tr("Each difference will stand here, with a way back.")
            )
        else:
            self.empty.say(
                tr("Nothing has changed since it was opened"), tr("Each difference will stand here, with a way back.")
            )
        if model.count and not changes:
            self.empty.offer(tr("Clear the filter"), lambda: clear(self.search))
        else:
            is_saved = model.is_open and model.since == "saved"
            self.empty.offer(tr("Look since it was opened") if is_saved else "", lambda: model.compare_with("opened"))
        self._tell()

    def _tell(self, *_: object) -> None:
        model, chosen = self._model, self.tree.chosen()
        total = tr("{count} changes", count=f"{model.count:,}") if model.count != 1 else tr("1 change")
        self.count.setText(tr("{count} selected", count=f"{len(chosen):,}") if chosen else total if model.count else "")
        why = model.why_locked or ("" if chosen else tr("Select what to take back first."))
        explain(self.back, tr("Take the selected changes back, as one step of the history"), why)
        actions = model.editor.actions
        checked = actions.get(GHOSTS).checked if GHOSTS in actions else None
        self.ghosts.setChecked(checked is not None and checked())
        explain(
            self.ghosts,
            tr("Show in the scene where things stood before"),
            "" if model.is_open else tr("Open a project first."),
        )

    def _toggle_ghosts(self) -> None:
        self._ui.run(GHOSTS)
        self._tell()

    def _attend(self, is_seen: bool) -> None:
        if is_seen:
            self._changed()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
            self._later.start()

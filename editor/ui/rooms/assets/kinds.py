"""The field that chooses which kind of asset is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from editor.ui.api import tr
from editor.ui.rooms.assets.catalogue import KINDS


def kind_words(kind: str) -> str:
    """A kind as a heading: "Prefabs"."""
    return {
        "prefab": tr("Prefabs"),
        "mesh": tr("Meshes"),
        "scene": tr("Scenes"),
        "encounter": tr("Encounters"),
        "decision": tr("Pinned decisions"),
    }[kind]


class KindField(QComboBox):
    """All kinds, or one; letters look for a kind instead of choosing a tool, and the wheel changes nothing."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Kind of asset"))
        self.setToolTip(tr("Which kind of asset is shown"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(tr("All assets"), "")
        for kind in KINDS:
            self.addItem(kind_words(kind), kind)
        self._tell = chosen
        self.currentIndexChanged.connect(self._chosen)

    def show_kind(self, kind: str) -> None:
        """Choose a kind; all for an empty text."""
        self.setCurrentIndex(self.findData(kind))

    def _chosen(self, index: int) -> None:
        self._tell(self.itemData(index))

    def event(self, event: QEvent) -> bool:
        """Keep letters from the shortcuts of tools."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel never changes a choice by accident."""
        event.ignore()

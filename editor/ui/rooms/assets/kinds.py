"""The field that chooses which kind of asset is shown."""

from __future__ import annotations

from collections.abc import Callable

from editor.ui.api import ChoiceBox, tr
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


class KindField(ChoiceBox):
    """All kinds, or one."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Kind of asset"))
        self.setToolTip(tr("Which kind of asset is shown"))
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

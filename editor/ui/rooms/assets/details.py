"""What is known of the chosen asset: its kind, who uses it with a way there, and the repair where it is missing."""

from __future__ import annotations

from difflib import get_close_matches

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, label, look, push_button, row, tr
from editor.ui.kit.views import Table
from editor.ui.rooms.assets.catalogue import Asset
from editor.ui.rooms.assets.model import AssetsModel
from editor.ui.rooms.table import Cell, Column, RowsModel
from engine.document.edits.uses import Use
from engine.present.meshes import MESHES

WIDTH = 252
_PLACE = 112


class AssetDetails(QWidget):
    """The right side of the browser; hidden while nothing is chosen."""

    def __init__(self, model: AssetsModel) -> None:
        super().__init__()
        self._model = model
        self._asset: Asset | None = None
        self.title = ElidedLabel("", "strong")
        self.note = label("", "secondary", wrap=True)
        self.rows = RowsModel((Column(tr("Used by")), Column(tr("Where"))), _cells)
        self.table = Table((0, _PLACE))
        self.table.setAccessibleName(tr("Used by"))
        self.table.setModel(self.rows)
        self.table.clicked.connect(self._clicked)
        self.table.installEventFilter(self)
        self.instead = QComboBox()
        self.instead.setAccessibleName(tr("Use instead"))
        self.use = push_button(tr("Use instead"), "fix", glyph="wrench")
        self.use.clicked.connect(self._use)
        self.forget = push_button(tr("Use the default"), "fix", glyph="arrow-u-up-left")
        self.forget.clicked.connect(self._forget)
        self.repair = row((self.instead, 1), self.use, self.forget, gap=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(4), 0, look.px(8), look.px(4))
        box.setSpacing(look.px(4))
        box.addWidget(self.title)
        box.addWidget(self.note)
        box.addWidget(self.repair)
        box.addWidget(self.table, 1)
        # Without a table the words stay at the top.
        box.addStretch(0)

    def show_asset(self, asset: Asset | None) -> None:
        """Tell of an asset; None hides the details."""
        self._asset = asset
        self.setVisible(asset is not None)
        if asset is None:
            return
        uses = self._model.uses(asset)
        self.title.set_whole(asset.name)
        self.note.setText(facts(asset, len(uses)))
        self.rows.show(uses)
        self.table.setVisible(bool(uses))
        self.repair.setVisible(asset.is_missing)
        if asset.is_missing:
            known = list(self._model.instead(asset))
            self.instead.clear()
            self.instead.addItems(known)
            for near in get_close_matches(asset.id, known, 1, 0.0):
                self.instead.setCurrentText(near)
            why = self._model.why_locked
            self.use.setEnabled(bool(known) and not why)
            self.forget.setEnabled(not why)
            self.forget.setVisible(asset.kind == "mesh")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter goes to the current row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self.rows.item(self.table.currentIndex()))
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _clicked(self, index: QModelIndex) -> None:
        self._go(self.rows.item(index))

    def _use(self) -> None:
        self._repair(self.instead.currentText())

    def _forget(self) -> None:
        self._repair(None)

    def _go(self, use: Use | None) -> None:
        if use is not None:
            self._model.go(use)

    def _repair(self, new: str | None) -> None:
        if self._asset is not None:
            self._model.repair(self._asset, new)


def facts(asset: Asset, uses: int) -> str:
    """What an asset is, in one or two sentences."""
    count = tr("used in 1 place") if uses == 1 else tr("used in {count} places", count=uses)
    used = count if uses else tr("not used")
    if asset.is_missing:
        return tr("No {kind} is called so; {used}.", kind=asset.kind, used=used)
    if asset.kind == "mesh":
        triangles = f"{MESHES[asset.id]().triangle_count:,}"
        made = tr("Imported mesh") if asset.file else tr("Mesh of the engine")
        return tr("{made}, {triangles} triangles, {used}.", made=made, triangles=triangles, used=used)
    kind = {
        "prefab": tr("Prefab"),
        "scene": tr("Scene"),
        "encounter": tr("Encounter"),
        "decision": tr("Pinned decision"),
    }[asset.kind]
    return tr("{kind}, {used}.", kind=kind, used=used)


def _cells(use: Use) -> tuple[Cell, ...]:
    who = use.text.partition(" in ")[0]
    folder, _, place = use.path.file.partition("/")
    glyph = {"scenes": "stack", "encounters": "sword", "prefabs": "puzzle-piece"}.get(folder, "file")
    return (
        Cell(f"{who[:1].upper()}{who[1:]}", tip=use.text),
        Cell(place or folder, glyph, "icon.secondary", "text.secondary", tip=f"{use.path.file}.toml"),
    )

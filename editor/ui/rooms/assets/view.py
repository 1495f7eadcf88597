"""The assets as pictures with names, and what is known of the chosen one; pictures are drawn one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidgetItem, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Ui, explain, label, look, row, tool_button, tr
from editor.ui.dialogs.name_question import prefab_question
from editor.ui.kit.popup import open_menu
from editor.ui.rooms.assets.asset_list import ID, PICTURE, AssetList
from editor.ui.rooms.assets.catalogue import KINDS, Asset
from editor.ui.rooms.assets.details import WIDTH, AssetDetails
from editor.ui.rooms.assets.kinds import KindField, kind_words
from editor.ui.rooms.assets.menu import ask, entries
from editor.ui.rooms.assets.model import AssetsModel
from editor.ui.rooms.assets.plan import plan
from editor.ui.rooms.assets.thumbnail import picture_of, thumbnail
from editor.ui.rooms.assets.whole import whole_mesh
from editor.ui.rooms.search import SearchField, clear

_SETTLED_MS = 300
WAYS_ON = {"scene": ("New scene…", "project.new_scene"), "encounter": ("New encounter…", "encounter.new")}
"""What an empty kind offers, its title and action; elsewhere it is to import a mesh."""
_NARROW = 440
"""Below this width [px at 100 % text] the details make room for the pictures."""


class AssetsView(QWidget):
    """Kind and filter, pictures, and details."""

    def __init__(self, model: AssetsModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._is_stale = True
        self._is_following = False
        self._pictures: dict[str, tuple[tuple[object, ...], QPixmap]] = {}
        self._shown: tuple[Asset, ...] = ()
        self._waiting: list[tuple[QListWidgetItem, Asset]] = []
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kinds = KindField(model.show_kind)
        self.search = SearchField(tr("Filter: name, c:component, tag:, is:unused, is:missing"), glass=False)
        self.search.textChanged.connect(model.search)
        self.note = label("", "caption")
        self.list = AssetList(model)
        self.search.narrowed = self.list
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.dropped.connect(self._save_as)
        self.list.asked.connect(self._ask)
        self.details = AssetDetails(model)
        self.details.hide()
        self._empty = EmptyState("package", *self._nothing())
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(lists)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([look.px(2 * WIDTH), look.px(WIDTH)])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.importing = tool_button("download-simple", tr("Import mesh…"))
        self.importing.clicked.connect(lambda: ui.run("assets.import_mesh"))
        self.bar = row(self.kinds, (self.search, 1), self.note, self.importing, margins=(8, 4, 4, 4), gap=8)
        box.addWidget(self.bar)
        box.addWidget(self._split, 1)
        self._painter = QTimer(self)
        self._painter.setInterval(0)
        self._painter.timeout.connect(self._paint_next)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._redraw)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        model.redrawn.connect(self._unsettled)
        model.chosen.connect(self._show_chosen)
        model.unfiltered.connect(self._show_all)
        look.follow(self, AssetsView._restyled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel shows pictures alone."""
        super().resizeEvent(event)
        self._show_details()

    def _attend(self, is_seen: bool) -> None:
        """Take in what changed while nobody could see the panel; unseen, no picture is drawn."""
        if not is_seen:
            self._painter.stop()
        elif self._is_stale:
            self.show_assets()
        else:
            self._redraw()

    def show_assets(self) -> None:
        """Show the assets as they are now; pictures that are not drawn yet follow one by one."""
        self._is_stale = False
        assets = self._shown = self._model.assets()
        self._is_following = True
        self.list.clear()
        self._waiting = []
        for asset in assets:
            item = QListWidgetItem(asset.name)
            item.setData(ID, asset.key)
            item.setSizeHint(self.list.gridSize())
            item.setToolTip(_tip(asset))
            self.list.addItem(item)
            if asset.key in self._pictures:
                item.setIcon(_marked(self._pictures[asset.key][1], asset))
        self._is_following = False
        self._show_chosen(self._model.current)
        why = self._model.why_locked
        self.note.setText(
            why if why and self._model.total else tr("{count} of {total}", count=len(assets), total=self._model.total)
        )
        explain(self.importing, tr("Import mesh…"), why)
        self._empty.say(*self._nothing())
        self._empty.offer(*self._way_on())
        self._stack.setCurrentIndex(0 if assets else 1)
        self._redraw()

    def _redraw(self) -> None:
        """Let every picture be drawn that is not there, or shows what is otherwise by now."""
        if not self._attention.is_on:
            return
        drawn = {key: looks for key, (looks, _) in self._pictures.items()}
        self._waiting = [
            (self.list.item(row), asset)
            for row, asset in enumerate(self._shown)
            if drawn.get(asset.key) != self._model.looks(asset)
        ]
        if self._waiting:
            self._painter.start()

    def _unsettled(self) -> None:
        """Wait until nothing changes for a moment: a drag changes a scene many times, and its plan is drawn once."""
        self._settled.start()

    def _show_all(self) -> None:
        """Let the filter go: something that it hides is to be seen."""
        self.search.clear()
        self.kinds.show_kind("")

    def _selected(self) -> None:
        """What the user chooses here is shown in the inspector, where it can be edited there."""
        items = self.list.selectedItems()
        if items and not self._is_following:
            self._is_following = True
            self._model.choose(items[0].data(ID))
            self._is_following = False
            self._show_details()

    def _show_chosen(self, key: str) -> None:
        """Mark the asset that is chosen; none when entities are selected."""
        if self._is_following:
            return
        self._is_following = True
        items = [self.list.item(row) for row in range(self.list.count())]
        wanted = next((item for item in items if item.data(ID) == key), None)
        if wanted is None:
            self.list.clearSelection()
        else:
            self.list.setCurrentItem(wanted)
        self._is_following = False
        self._show_details()

    def _show_details(self) -> None:
        is_wide = self.width() >= look.px(_NARROW)
        self.details.show_asset(self._model.get(self._model.current) if is_wide and self._model.current else None)
        # The pictures are laid out anew beside the details; only then is it known where the chosen one lies.
        QTimer.singleShot(0, self, self._scroll_to_chosen)

    def _scroll_to_chosen(self) -> None:
        for item in self.list.selectedItems()[:1]:
            self.list.scrollToItem(item)

    def _nothing(self) -> tuple[str, str]:
        if not self._model.editor.has_scene:
            return tr("No assets"), tr("Prefabs, meshes, scenes and encounters of an open project stand here.")
        if self._model.total:
            return tr("Nothing fits the filter"), tr("No asset fits “{text}”.", text=self.search.text())
        if self._model.kind in KINDS[1:]:
            return tr("None of this kind"), tr("The project has no {kind}.", kind=kind_words(self._model.kind).lower())
        return tr("No prefabs"), tr("Prefabs are things made once and placed many times.")

    def _way_on(self) -> tuple[str, Callable[[], object]]:
        """What to do where there is no asset: show all again, or make the first of the kind."""
        if self._model.total:
            return tr("Clear the filter"), lambda: clear(self.search)
        is_open, kind = self._model.editor.has_scene, self._model.kind
        title, action = WAYS_ON.get(kind, ("Import mesh…", "assets.import_mesh"))
        return (tr(title) if is_open else ""), lambda: self._ui.run(action)

    def _paint_next(self) -> None:
        if not self._waiting:
            self._painter.stop()
            return
        item, asset = self._waiting.pop(0)
        place, side = self._model.place_of(asset), look.px(PICTURE)
        if place is not None:
            picture = plan(place, side)
        elif whole := self._model.whole(asset):
            picture = picture_of(whole_mesh(whole), asset.tint, asset.glyph, side)
        else:
            picture = thumbnail(asset.mesh, asset.tint, asset.glyph, side)
        self._pictures[asset.key] = (self._model.looks(asset), picture)
        item.setIcon(_marked(picture, asset))

    def _open_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        asset = self._model.get(item.data(ID)) if item is not None else None
        lines = entries(self._model, asset, self) if asset is not None else []
        if lines:
            open_menu(self, self.list.viewport().mapToGlobal(at), lines)

    def _ask(self, what: str, key: str) -> None:
        asset = self._model.get(key)
        if asset is not None:
            ask(self._model, asset, what, self)

    def _save_as(self, entity: str) -> None:
        name = prefab_question(self.window(), self._model.name_of(entity), self._model.why_not_named).asked()
        if name:
            self._model.save_as(entity, name)

    def _changed(self) -> None:
        if not self._model.editor.has_scene:
            # They would keep the files of a closed project.
            self._pictures = {}
        if self._attention.is_on:
            self.show_assets()
        else:
            self._is_stale = True

    def _restyled(self) -> None:
        self._pictures = {}
        self._changed()


def _marked(picture: QPixmap, asset: Asset) -> QIcon:
    """The picture with the glyph of its kind in a corner: a prefab and its mesh look the same and act otherwise."""
    marks = {"prefab": ("puzzle-piece", "accent.base"), "mesh": ("cube", "icon.secondary")}
    if asset.kind not in marks:
        return QIcon(picture)
    marked, side = picture.copy(), look.px(16)
    x, y = marked.width() - side, marked.height() - side
    painter = QPainter(marked)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.qcolor("surface.window"))
    painter.drawRoundedRect(x, y, side, side, look.px(3), look.px(3))
    glyph, colour = marks[asset.kind]
    painter.drawPixmap(x + look.px(2), y + look.px(2), look.pixmap(glyph, colour, 12))
    painter.end()
    return QIcon(marked)


def _tip(asset: Asset) -> str:
    if asset.is_missing:
        return tr("{name}: no {kind} is called so; used in {count} places", name=asset.id, kind=asset.kind,
                  count=asset.uses)  # fmt: skip
    used = tr("used in {count} places", count=asset.uses) if asset.uses else tr("not used in this project")
    kinds = {
        "prefab": tr("prefab"),
        "mesh": tr("mesh, a picture without a body"),
        "scene": tr("scene"),
        "encounter": tr("encounter"),
    }
    # A place is opened and played, not used; what people call it is told whole, since the card cuts it.
    parts = (asset.name, kinds.get(asset.kind, ""), "" if asset.kind in ("scene", "encounter") else used)
    told = ", ".join(part for part in parts if part)
    return told if asset.name == asset.id else f"{told}\n{asset.id}"

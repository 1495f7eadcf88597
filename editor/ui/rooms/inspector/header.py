"""The top of the inspector: what is selected, its name, id, prefab and overrides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.tr import tr
from editor.ui.fields.line import Line
from editor.ui.kit.box import Box, column, row
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import ElidedLabel, icon_label, label, restyle
from editor.ui.rooms.authoring import WHAT_IS_LIVE
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.subjects import EntitySubject
from editor.ui.rooms.known_glyph import known_glyph


class NameField(Line):
    """The name, taken on Enter or on leaving; Esc gives the old one back."""

    def __init__(self, take: Callable[[str], None]) -> None:
        super().__init__()
        self._take = take
        self._name = ""
        self.setAccessibleName(tr("Name"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyle(self, state="over")
        self.editingFinished.connect(self._finished)

    def show_name(self, name: str) -> None:
        """Show a name unless another one is being typed."""
        self._name = name
        if not (self.hasFocus() and self.isModified()) and self.text() != name:
            self.setText(name)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the old name back."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._name)
            self.setModified(False)
        else:
            super().keyPressEvent(event)

    def _finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._take(self.text())
            self.setText(self._name)


class InspectorHeader(Box):
    """One entity's name and origin, the number of several, or that nothing is selected."""

    def __init__(self, model: InspectorModel, open_menu: Callable[[QWidget, str], None]) -> None:
        super().__init__([], across=False, margins=(8, 8, 4, 8), gap=4)
        self._model = model
        self.glyph = icon_label("cube", "icon.primary", 18)
        self.name = NameField(model.rename)
        self.title = ElidedLabel(role="strong")
        self.pin = ToolButton("lock-simple-open", tr("Keep showing this"), checkable=True, quiet=True)
        self.pin.toggled.connect(self._pinned)
        self.menu = ToolButton("dots-three-vertical", tr("More"), colour="icon.secondary")
        self.menu.clicked.connect(lambda: open_menu(self.menu, "entity"))
        self.prefab_glyph = icon_label("puzzle-piece", "accent.base", 14)
        self.prefab = ElidedLabel(role="secondary")
        self.overrides = ToolButton("", tr("What it says otherwise than its prefab"), text=" ", size=20, quiet=True)
        self.overrides.clicked.connect(lambda: open_menu(self.overrides, "overrides"))
        self.users = label("", "chip")
        self.id = label("", "mono")
        self.id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.first = row(self.glyph, (self.name, 1), (self.title, 1), self.pin, self.menu, gap=6)
        self.second = row(self.prefab_glyph, (self.prefab, 1), self.overrides, self.users, self.id, 4, gap=6)
        self.tags = NameField(model.set_tags)
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setPlaceholderText(tr("Tags, divided by spaces"))
        restyle(self.tags, state="")
        self.third = row(icon_label("tag", "icon.secondary", 14), 4, (self.tags, 1), 28, gap=6)
        # Two lines: beside each other they do not fit the narrowest inspector.
        live = row(icon_label("info", "icon.secondary", 12), (label(tr(WHAT_IS_LIVE), "caption", wrap=True), 1), gap=6)
        running = row(icon_label("circle-fill", "play.running", 8), (label(tr("Running value"), "caption"), 1), gap=10)
        self.play: Box = column(live, running, gap=4)
        for part in (self.first, self.second, self.third, self.play):
            self.append(part)

    def show_values(self) -> None:
        """Show what the model's subjects are now."""
        entities = self._model.entities
        is_one = len(entities) == 1
        self.first.setVisible(bool(entities))
        self.second.setVisible(is_one)
        self.third.setVisible(bool(entities))
        self.name.setVisible(is_one)
        self.title.setVisible(len(entities) > 1)
        self.play.setVisible(self._model.editor.play.state != "stopped")
        tips = {self.name: "", self.tags: tr("Words to find it by, as in the outliner's filter tag:word")}
        for field, tip in tips.items():
            field.setEnabled(not self._model.why_locked)
            field.setAccessibleDescription(tr(self._model.why_locked) if self._model.why_locked else "")
            field.setToolTip(field.accessibleDescription() or tip)
        if is_one:
            self._show_one()
        elif entities:
            self.glyph.show_glyph("selection-all")
            self.title.set_whole(tr("{count} entities selected", count=len(entities)))
            self._show_tags_of_many()

    def _show_one(self) -> None:
        entity = self._model.entities[0]
        self.glyph.show_glyph(
            known_glyph(self._model.glyph()), "accent.base" if entity.prefab or entity.is_prefab else "icon.primary"
        )
        self.name.show_name(entity.name)
        self.tags.show_name(" ".join(entity.view.tags))
        self.tags.setPlaceholderText(tr("Tags, divided by spaces"))
        titles = [title for _, title in entity.prefabs]
        self.prefab.set_whole(_kind(entity, titles))
        chain = tr(", which is made from ").join(titles)
        self.prefab_glyph.setToolTip(tr("Made from {chain}", chain=chain) if titles else "")
        self.prefab_glyph.setVisible(bool(entity.prefab) or entity.is_prefab)
        count = self._model.overrides()
        self.overrides.setVisible(bool(entity.prefab) and count > 0)
        self.overrides.set_text(tr("1 override") if count == 1 else tr("{count} overrides", count=count))
        self.users.setVisible(entity.is_prefab)
        if entity.is_prefab:
            users = self._model.prefabs.users()
            self.users.setText(tr("1 instance") if users == 1 else tr("{count} instances", count=f"{users:,}"))
        self.id.setText(entity.id)
        # A prefab's id is its name once more.
        self.id.setVisible(not entity.is_prefab)

    def _show_tags_of_many(self) -> None:
        """The tags that all have; where they differ, that they do and how one word is added to each."""
        tags = [entity.view.tags for entity in self._model.entities]
        is_mixed = any(each != tags[0] for each in tags[1:])
        self.tags.show_name("" if is_mixed else " ".join(tags[0]))
        self.tags.setPlaceholderText(
            tr("Mixed tags; +word adds, -word takes away") if is_mixed else tr("Tags, divided by spaces")
        )

    def _pinned(self, is_on: bool) -> None:
        self._model.pin(is_on)
        self.pin.set_glyph("lock-simple-fill" if is_on else "lock-simple-open")
        self.pin.set_tip(tr("Follow the selection again") if is_on else tr("Keep showing this"))


def _kind(entity: EntitySubject, titles: list[str]) -> str:
    """What a subject is with regard to prefabs."""
    if entity.is_prefab:
        return tr("Prefab, variant of {name}", name=titles[0]) if titles else tr("Prefab")
    if not titles and not entity.prefab and entity.file.startswith("prefabs/"):
        return tr("Of the prefab itself")
    return titles[0] if titles else entity.prefab or tr("No prefab")

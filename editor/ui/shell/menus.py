"""Menus and shortcuts, made from the action registry."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor.core.actions.registry import Action, ActionRegistry
from editor.tr import tr
from editor.ui.shell.mnemonics import underline, with_mnemonics
from editor.ui.theme.look import look

MENUS = ("File", "Edit", "Entity", "Encounter", "Play", "View", "Tools", "Help")


class Menus(QObject):
    """Fills the menu bar; each menu looks at the state of its actions when it opens.

    `run` gets the id of the chosen action.
    """

    def __init__(self, bar: QMenuBar, actions: ActionRegistry, run: Callable[[str], None]) -> None:
        super().__init__(bar)
        self._bar, self._actions, self._run = bar, actions, run
        self._menus: dict[str, QMenu] = {}
        self.fill()

    def fill(self) -> None:
        """Make a menu for each name that has actions."""
        self._bar.clear()
        self._menus = {}
        names = [name for name in MENUS if self._actions.in_menu(name)]
        for name, title in zip(names, with_mnemonics([tr(name) for name in names]), strict=True):
            menu = QMenu(title, self._bar)
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda menu=menu, name=name: self._open(menu, name))
            self._bar.addMenu(menu)
            self._menus[name] = menu

    def _open(self, menu: QMenu, name: str) -> None:
        if menu.isVisible():
            return  # Qt may tell again of a menu that is open, in the lines of which somebody is
        below = self._bar.mapToGlobal(self._bar.rect().bottomLeft()).y()
        room = self._bar.screen().availableGeometry().bottom() - below
        fill_menu(menu, name, self._actions, self._run, room)

    def menu(self, name: str) -> QMenu:
        """One menu; KeyError when no action lives in it."""
        return self._menus[name]


def fill_menu(
    menu: QMenu, name: str, actions: ActionRegistry, run: Callable[[str], None], room: int | None = None
) -> None:
    """Put the actions of a menu into it as they are now; large families go into a menu of their own.

    Where it would be higher than `room` [pixels], so do further ones, until it fits: large texts in a small window.
    """
    folds = FOLDS.get(name, ())
    menu.ensurePolished()
    for count in range(len(folds) + 1):
        _fill(menu, name, actions, run, (*folds[:count], *FAMILIES))
        if room is None or menu.sizeHint().height() <= room:
            break


def _fill(
    menu: QMenu,
    name: str,
    actions: ActionRegistry,
    run: Callable[[str], None],
    families: Sequence[tuple[str | tuple[str, ...], str]],
) -> None:
    menu.clear()
    for old in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    for group in actions.in_menu(name):
        if not menu.isEmpty():
            menu.addSeparator()
        made: dict[tuple[str, ...], QMenu] = {}
        for action in group:
            home = menu
            way: tuple[str, ...] = ()
            for title in _way(action.id, families):
                way = (*way, title)
                if way not in made:
                    made[way] = home.addMenu(tr(title))
                    made[way].setToolTipsVisible(True)
                home = made[way]
            add_item(home, action, actions, run)
    underline(menu)


def _way(action: str, families: Sequence[tuple[str | tuple[str, ...], str]]) -> list[str]:
    """The titles of the menus that an action lies in: where it folds, and its family, the first that fits of each."""
    found: dict[bool, str] = {}
    for prefix, title in families:
        if action.startswith(prefix):
            found.setdefault(isinstance(prefix, tuple), title)
    return [found[is_fold] for is_fold in (True, False) if is_fold in found]


FAMILIES = (
    ("play.speed_", "Speed"),
    ("play.skill_", "Autopilot skill"),
    ("play.director_", "Director"),
    ("view.theme_", "Theme"),
    ("view.text_", "Text size"),
    ("view.panel_", "Panels"),
    ("view.workspace_", "Workspace"),
    ("dock.", "This panel"),
    ("file.sample_", "Open a sample"),
    ("add.prefab_", "Add a prefab"),
    ("scene.open_", "Open a scene"),
    ("encounter.open_", "Open an encounter"),
    ("overlay.", "Overlay"),
    ("align.", "Align"),
    ("shape.", "Shape the ground"),
    ("tool.snap_", "Snapping"),
    ("tool.move_step_", "Move step"),
    ("tool.turn_step_", "Rotation step"),
    ("distribute.", "Distribute"),
    ("face.", "Face"),
    ("nudge.", "Nudge"),
    ("view.bookmark_", "Go to a bookmark"),
    ("view.set_bookmark_", "Set a bookmark"),
    ("tool.", "Tool"),
    ("prefab.", "Prefab"),
)
FOLDS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "File": ((("project.new_scene", "project.rename_scene", "project.delete_scene", "scene.open_"), "Scenes"),),
    "Entity": (
        (("tool.",), "Tools and steps"),
        (("align.", "distribute.", "face.", "nudge."), "Arrange"),
        (("entity.up", "entity.down", "entity.to_encounter", "entity.to_scene"), "Order"),
        (("add.empty", "add.party_member", "add.obstacle", "add.light"), "Add"),
    ),
    "Play": (
        (("play.populate_", "play.unpopulate", "play.throw"), "People and balls"),
        (("play.step_back", "play.replay", "play.take_over", "play.branch"), "Past"),
        (
            ("play.possess", "play.autopilot", "play.skill_", "play.director_", "play.banter", "play.why"),
            "Who plays",
        ),
        (("play.save_", "play.open_"), "Recordings"),
        (("play.from_",), "Play from"),
    ),
    "View": (
        (("view.save_workspace", "view.rename_workspace", "view.delete_workspace", "view.reset_layout"), "Layouts"),
        (("view.theme_", "view.text_", "view.larger_text", "view.smaller_text"), "Look"),
        (("view.eject", "view.inset", "view.controls_hud", "view.engine_hud", "view.streaming_hud"), "While playing"),
        (
            ("view.perspective", "view.top", "view.front", "view.side", "view.bookmark_", "view.set_bookmark_"),
            "Views of the scene",
        ),
    ),
}
"""What goes into a menu of its own where there is no room for all lines, the first first: how ids begin, its title."""


def add_item(menu: QMenu, action: Action, actions: ActionRegistry, run: Callable[[str], None]) -> QAction:
    """One line of a menu: glyph, title, keys; when it is off, its tooltip says why."""
    title = tr(actions.title(action.id))
    # "Entity: lock" is "Lock" there; a verb such as that of "Play from here" stays.
    named = menu.title().replace("&", "")
    if title.startswith(f"{named}: "):
        title = title[len(named) + 2 :]
        title = title[:1].upper() + title[1:]
    keys = QKeySequence(actions.keys(action.id)).toString(QKeySequence.SequenceFormat.NativeText)
    item = QAction(f"{title.replace('&', '&&')}\t{keys}" if keys else title.replace("&", "&&"), menu)
    item.setData(action.id)
    enabled, why_not = actions.enabled(action.id)
    item.setEnabled(enabled)
    why_not = tr(why_not) if why_not else ""
    item.setToolTip(why_not or tr(action.description) or title)
    item.setStatusTip(why_not)
    if action.checked is not None:
        item.setCheckable(True)
        item.setChecked(action.checked())
    elif action.icon:
        item.setIcon(look.icon(action.icon))
    item.triggered.connect(lambda _checked=False: run(action.id))
    menu.addAction(item)
    return item


class Shortcuts(QObject):
    """Every shortcut of the registry on one window; an action that is off still hears its keys and says why."""

    def __init__(self, window: QWidget, actions: ActionRegistry, run: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._actions, self._run = window, actions, run
        self._made: list[QAction] = []
        self.fill()
        actions.changed.connect(self.fill)

    def fill(self) -> None:
        """Take the shortcuts as they are now."""
        for old in self._made:
            self._window.removeAction(old)
            old.deleteLater()
        self._made = []
        for action in self._actions:
            keys = self._actions.keys(action.id)
            if not keys:
                continue
            item = QAction(action.title, self._window)
            item.setShortcuts([QKeySequence(each) for each in (keys, self._actions.also(action.id)) if each])
            item.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            item.setAutoRepeat(action.id in {"edit.undo", "edit.redo", "play.step"})
            item.triggered.connect(lambda _checked=False, id_=action.id: self._run(self._actions.heir(id_)))
            self._window.addAction(item)
            self._made.append(item)

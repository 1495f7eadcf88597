"""Menus and shortcuts, made from the action registry."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor.core.actions.registry import Action, ActionRegistry
from editor.tr import tr
from editor.ui.shell.mnemonics import underline, with_mnemonics
from editor.ui.theme.look import look

MENUS = ("File", "Edit", "Entity", "Encounter", "Play", "View", "Help")


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
            menu.aboutToShow.connect(lambda menu=menu, name=name: fill_menu(menu, name, self._actions, self._run))
            self._bar.addMenu(menu)
            self._menus[name] = menu

    def menu(self, name: str) -> QMenu:
        """One menu; KeyError when no action lives in it."""
        return self._menus[name]


def fill_menu(menu: QMenu, name: str, actions: ActionRegistry, run: Callable[[str], None]) -> None:
    """Put the actions of a menu into it as they are now; large families go into a menu of their own."""
    menu.clear()
    for group in actions.in_menu(name):
        if not menu.isEmpty():
            menu.addSeparator()
        families: dict[str, QMenu] = {}
        for action in group:
            family = next((title for prefix, title in FAMILIES if action.id.startswith(prefix)), None)
            if family is not None:
                if family not in families:
                    families[family] = menu.addMenu(tr(family))
                    families[family].setToolTipsVisible(True)
                add_item(families[family], action, actions, run)
            else:
                add_item(menu, action, actions, run)
    underline(menu)


FAMILIES = (
    ("play.speed_", "Speed"),
    ("play.skill_", "Autopilot skill"),
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

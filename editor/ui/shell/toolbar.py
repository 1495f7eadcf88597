"""The toolbar: tools and snapping left, play in the middle where it never moves, workspaces and search right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from editor.core.actions.builtin.play import speed_text
from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.action_buttons import ActionButton, with_keys
from editor.ui.kit.box import Box, row, vertical_line
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.popup import below, pop_up
from editor.ui.shell.menus import add_item
from editor.ui.shell.toolbar_menus import PLAYING, SNAPPING, Groups, open_below
from editor.ui.theme.look import look

COMPACT_BELOW, NARROW_BELOW = 1440, 1000
LONGEST_OWN = 16
OF_WORKSPACES = (
    "view.save_workspace_as",
    "view.save_workspace",
    "view.rename_workspace",
    "view.delete_workspace",
    "view.reset_layout",
)
WORKSPACE_GLYPHS = {"Author": "pencil-simple", "Play": "game-controller", "Profile": "chart-bar", "Review": "git-diff"}


class Toolbar(QWidget):
    """A grid with equal stretch on both sides of the play controls."""

    def __init__(self, editor: Editor, run: Callable[[str], None], workspaces: list[str]) -> None:
        super().__init__()
        self._editor, self._run = editor, run
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Toolbar"))
        self._buttons: list[ActionButton] = []
        self.workspace_buttons: dict[str, ToolButton] = {}
        self._is_compact = self._is_narrow = False
        self._own_name = ""
        grid = QGridLayout(self)
        grid.setSpacing(0)
        grid.addWidget(self._left(), 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._middle(), 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._right(workspaces), 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        look.follow(self, Toolbar._fit)

    def refresh(self) -> None:
        """Take the state of all actions."""
        for button in self._buttons:
            button.refresh()
        tools, play = self._editor.tools, self._editor.play
        self._snap.set_text("" if self._is_narrow else f" {tools.step_m:g} m")
        self._axes.set_text("" if self._is_narrow else " " + (tr("World") if tools.space == "world" else tr("Local")))
        self._axes.set_glyph("globe-hemisphere-west" if tools.space == "world" else "cube")
        self._speed.set_text(f" {speed_text(play.speed)}")
        by_action = {button.action: button for button in self._buttons}
        start = by_action["play.start"]
        start.set_glyph("play-fill", "play.running" if start.isEnabled() else "icon.primary")
        pause = by_action["play.pause"]
        pause.set_glyph(
            "pause-fill", {"playing": "play.running", "paused": "play.paused"}.get(play.state, "icon.primary")
        )
        self._autopilot.setChecked(play.autopilot is not None)
        actions = self._editor.actions
        for name, button in self.workspace_buttons.items():
            tip = tr("{name} workspace", name=tr(name))
            button.setToolTip(with_keys(tip, actions, f"view.workspace_{name.lower()}"))
        self._search.setToolTip(with_keys(tr("Commands"), actions, "view.palette"))

    def set_workspace(self, name: str, own: str = "") -> None:
        """Light the button of the workspace that is shown; `own` is what the user calls it, if it is the user's."""
        for other, button in self.workspace_buttons.items():
            button.setChecked(other == name)
        self._own_name = own
        self._own.setChecked(bool(own))
        self._own.set_tip(tr("Your workspaces: {name} is shown", name=own) if own else tr("Your workspaces"))
        short = own if len(own) <= LONGEST_OWN else f"{own[: LONGEST_OWN - 1]}…"
        self._own.set_text(f" {short}" if own and not self._is_compact else "")

    def set_width(self, width: float) -> None:
        """Fit into a width in pixels at 100 % text size: first workspaces lose their glyphs, then tools their text."""
        compact, narrow = width < COMPACT_BELOW, width < NARROW_BELOW
        if (compact, narrow) == (self._is_compact, self._is_narrow):
            return
        self._is_compact, self._is_narrow = compact, narrow
        for name, button in self.workspace_buttons.items():
            button.setText(tr(name) if compact else f" {tr(name)}")
            button.set_glyph("" if compact else WORKSPACE_GLYPHS[name])
        shown = [name for name, button in self.workspace_buttons.items() if button.isChecked()]
        self.set_workspace(shown[0] if shown else "", self._own_name)
        self.refresh()

    def _button(self, action: str, **options: object) -> ActionButton:
        button = ActionButton(action, self._editor.actions, self._run, **options)  # type: ignore[arg-type]
        self._buttons.append(button)
        return button

    def _left(self) -> Box:
        tools = [self._button(action.id) for action in self._editor.actions.in_toolbar("tools")]
        tools += [self._button(action.id) for action in self._editor.actions.in_toolbar("shape")]
        self._snap = self._button("tool.snap", text=" 0.5 m", quiet=True)
        self._axes = self._button("tool.axes", text=" World", quiet=True)
        self._axes.setCheckable(False)
        more = self._arrow(tr("How moves snap"), tr("Snapping"), SNAPPING)
        return row(*tools, 4, vertical_line(), 4, self._snap, more, self._axes, gap=2)

    def _middle(self) -> Box:
        controls = [self._button(action.id) for action in self._editor.actions.in_toolbar("play")]
        self._autopilot = self._button("play.autopilot", quiet=True)
        self._speed = ToolButton("gauge", tr("Speed of the game's clock"), text=" 1×")
        self._speed.clicked.connect(self._open_speeds)
        more = self._arrow(tr("Play from, play as"), tr("Play"), PLAYING)
        well = row(*controls, more, self._autopilot, self._speed, margins=(2, 2, 2, 2), gap=2, name="well")
        well.setAccessibleName(tr("Play controls"))
        return well

    def _arrow(self, tip: str, title: str, groups: Groups) -> ToolButton:
        """A small button that opens a menu of actions."""
        arrow = ToolButton("caret-down", tip, glyph_size=10)
        arrow.clicked.connect(lambda: open_below(arrow, title, groups, self._editor.actions, self._run))
        return arrow

    def _right(self, workspaces: list[str]) -> Box:
        for name in workspaces:
            button = ToolButton(
                WORKSPACE_GLYPHS[name], tr("{name} workspace", name=tr(name)), text=f" {tr(name)}", checkable=True
            )
            button.clicked.connect(lambda _checked=False, name=name: self._run(f"view.workspace_{name.lower()}"))
            self.workspace_buttons[name] = button
        self._own = ToolButton("caret-down", tr("Your workspaces"), checkable=True)
        self._own.clicked.connect(self._open_workspaces)
        self._search = ToolButton("magnifying-glass", tr("Commands"), size=28)
        self._search.clicked.connect(lambda: self._run("view.palette"))
        well = row(*self.workspace_buttons.values(), self._own, margins=(2, 2, 2, 2), gap=2, name="well")
        well.setAccessibleName(tr("Workspaces"))
        return row(well, self._search, gap=4)

    def _open_workspaces(self) -> None:
        # The click that opens the menu is no choice: it is lit while a workspace of the user's own is shown.
        self._own.setChecked(bool(self._own_name))
        menu = QMenu(tr("Workspace"), self)
        menu.setToolTipsVisible(True)
        actions = self._editor.actions
        own = [action for action in actions if action.id.startswith("view.workspace_own_")]
        for action in own:
            add_item(menu, action, actions, self._run)
        if own:
            menu.addSeparator()
        for id_ in OF_WORKSPACES:
            add_item(menu, actions.get(id_), actions, self._run)
        pop_up(menu, below(self._own))

    def _open_speeds(self) -> None:
        menu = QMenu(tr("Speed"), self)
        for action in self._editor.actions.in_toolbar("speed"):
            add_item(menu, action, self._editor.actions, self._run)
        pop_up(menu, below(self._speed))

    def _fit(self) -> None:
        self.setFixedHeight(look.size("size.toolbar"))
        self.layout().setContentsMargins(look.px(8), 0, look.px(8), 0)

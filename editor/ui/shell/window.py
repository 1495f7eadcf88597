"""The main window: menu, toolbar, docks, status bar, and the start screen while no project is open."""

from collections.abc import Callable
from pathlib import Path

from psygnal import SignalInstance
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QToolBar, QWidget

from editor.api import WORKSPACES, PanelSpec
from editor.core.actions.builtin import install as install_core
from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.actions import install as install_ui
from editor.ui.actions.scene import project_actions
from editor.ui.actions.view import open_settings
from editor.ui.agents.flow import AgentsFlow
from editor.ui.docks.docks import Docks
from editor.ui.docks.panel_cycle import give_keyboard, go_to_next, is_inside
from editor.ui.docks.panel_host import PanelHost
from editor.ui.docks.workspaces import Workspaces
from editor.ui.help.flow import open_help
from editor.ui.help.tutorial import resume
from editor.ui.loop.faults import Faults
from editor.ui.loop.frame_loop import FrameLoop
from editor.ui.palette.palette import Palette
from editor.ui.palette.sources import PaletteSources
from editor.ui.play.failed import tell_failed
from editor.ui.play.past_flow import PastFlow
from editor.ui.project.flow import ProjectFlow
from editor.ui.project.outside_flow import OutsideFlow
from editor.ui.services import Ui
from editor.ui.shell.centre import Centre
from editor.ui.shell.menus import Menus, Shortcuts
from editor.ui.shell.pages import Pages
from editor.ui.shell.shell import Shell
from editor.ui.shell.slots import parts_of
from editor.ui.shell.status_bar import StatusBar
from editor.ui.shell.thumbnail import keep_thumbnail
from editor.ui.shell.title_corner import TitleCorner
from editor.ui.shell.toasts import Toasts
from editor.ui.shell.toolbar import Toolbar
from editor.ui.start.samples import Sample
from editor.ui.start.screen import StartScreen
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from engine.document import ChangeSet


class MainWindow(Shell):
    """Everything the user sees; it owns no state but its widgets.

    `after_first_paint` is called once, when the window has been drawn for the first time; `make_viewport` makes the
    picture in its middle, late, since the window must stand before it.
    """

    def __init__(
        self,
        editor: Editor,
        specs: list[PanelSpec],
        after_first_paint: Callable[[], None],
        make_viewport: Callable[[Editor, QWidget], QWidget],
    ) -> None:
        super().__init__()
        self.editor, self.specs = editor, specs
        self.ui = Ui(editor, self)
        self.ui.first_paint.then(lambda: QTimer.singleShot(0, self, after_first_paint))
        self._leaving = False
        self._project_actions: list[str] = []
        self.setDocumentMode(True)
        self.setMinimumSize(960, 600)
        self.hosts = {spec.id: PanelHost(spec, self.ui) for spec in specs}
        self.docks = Docks(self)
        self.docks.wanted.connect(lambda id_: self.hosts[id_].want())
        for spec in specs:
            self.docks.add(spec.id, spec.title, self.hosts[spec.id], spec.dock, spec.help)
        self.workspaces = Workspaces(self.docks, specs, self.size)
        self.flow = ProjectFlow(self, editor, self.ui)
        self.agents = AgentsFlow(self, editor, self.ui)
        install_core(editor)
        install_ui(self)
        self.past = PastFlow(editor, self.ui, self.workspaces, self.show_workspace)
        self.centre = Centre(editor, self.ui, make_viewport)
        self.start = StartScreen(editor, self.ui.run, self.open_folder, self.open_sample, self.flow.recovery.show)
        self.flow.recovery.changed = self.start.show_lost
        self._pages = Pages()
        self._pages.addWidget(self.start)
        self._pages.addWidget(self.centre)
        self.setCentralWidget(self._pages)
        self.toolbar = Toolbar(editor, self.ui.run, self.workspaces.available())
        self.ui.parts = lambda slot: parts_of(slot, self.ui, specs)
        self.status = StatusBar(editor, self.ui.run, self.show_panel, self.ui.parts("status"))
        self._top = self._bar("toolbar", self.toolbar, Qt.ToolBarArea.TopToolBarArea)
        self._bar("statusbar", self.status, Qt.ToolBarArea.BottomToolBarArea)
        self.menus = Menus(self.menuBar(), editor.actions, self.ui.run)
        self.corner = TitleCorner(editor)
        self.menuBar().setCornerWidget(self.corner, Qt.Corner.TopRightCorner)
        self.shortcuts = Shortcuts(self, editor.actions, self.ui.run)
        others = PaletteSources(editor, specs, self.show_help, lambda title: open_settings(self, title))
        self.palette_popup = Palette(self, editor, self.ui.run, others)
        self.toasts = Toasts(self._pages)
        self.faults = Faults(editor, self.ui, lambda: self.hosts)
        self.outside = OutsideFlow(self)
        self.loop = FrameLoop(editor, self.centre.frame)
        self.ui.show_panel = self.show_panel
        self.ui.show_help = self.docks.show_help = self.show_help
        self.ui.show_toast = self.toasts.show
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(0)
        self._refresh.timeout.connect(self.refresh)
        self._take_steps()
        self._connect()
        look.follow(self, lambda w: w.menuBar().setFixedHeight(look.size("size.menubar")))
        self._show_pages()
        self.refresh()

    # -- what actions do ------------------------------------------------------------------------------------------

    def open_folder(self, folder: Path, trusted: bool | None = None, *, goes_back: bool = True) -> bool:
        """Open a project, asking what has to be asked."""
        self.keep_picture()
        return self.flow.open(folder, trusted=trusted, goes_back=goes_back)

    def open_sample(self, sample: Sample) -> bool:
        """Open a sample, or the user's own copy of it."""
        self.keep_picture()
        return self.flow.samples.open(sample)

    def start_project(self, folder: Path) -> bool:
        """Start a project from the starter in an empty folder."""
        return self.flow.start(folder)

    def save(self) -> bool:
        """Save; a file that cannot be written is told of, and nothing is lost."""
        return self.flow.saving.save()

    def close_project(self) -> None:
        """Go back to the start screen, asking about unsaved changes."""
        self.keep_picture()
        if self.flow.leave():
            self.editor.close()

    def open_palette(self, typed: str = "") -> None:
        """Open the command palette."""
        self.palette_popup.open(typed)

    def toggle_panel(self, id_: str) -> None:
        """Open a panel, bring it to the front, or close it when it can be seen."""
        if self.docks.is_open(id_) and not self.docks.is_visible(id_):
            self.docks.focus(id_)
        else:
            self.docks.toggle(id_)
        self.soon()

    def show_panel(self, id_: str) -> None:
        """Open a panel and give it the keyboard."""
        if id_ in self.hosts:
            self.docks.focus(id_)

    def show_workspace(self, name: str) -> None:
        """Show the panels of a task."""
        was_in_toolbar = is_inside(QApplication.focusWidget(), self.toolbar)
        self.workspaces.show(name)
        resume(self)
        if not was_in_toolbar and is_inside(QApplication.focusWidget(), self.toolbar):
            # The panel that had the keyboard is gone, and Qt gave it to the first button there is.
            give_keyboard(self, self.centre)
        self.soon()

    def show_help(self, topic: str) -> None:
        """Open the help at a page, or at that of the panel with this id."""
        open_help(self, topic if ":" in topic else f"panel:{topic}")

    def save_picture(self, path: Path) -> None:
        """Save what the viewport shows."""
        viewport = self.centre.viewport
        if viewport is not None and viewport.grab().save(str(path)):
            self.ui.toast(tr("Picture saved"), str(path))
        else:
            self.ui.toast(tr("The picture was not saved"), tr("{path} cannot be written.", path=path), "error")

    def keep_picture(self) -> None:
        """Keep the viewport's picture for the start screen."""
        viewport, document = self.centre.viewport, self.editor.document
        if viewport is None or not self.centre.has_viewport or document is None or not viewport.isVisible():
            return
        keep_thumbnail(viewport, self.editor.recents.thumbnail(document.folder))

    # -- keeping what is shown true -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take the state of everything outside the panels."""
        if self.editor.has_scene:
            self.toolbar.refresh()
            own = self.workspaces.own(self.workspaces.current)
            self.toolbar.set_workspace(self.workspaces.current, own.name if own else "")
            self.editor.balance.attend(self.workspaces.base(self.workspaces.current) == WORKSPACES[0])
        self.centre.refresh(self.workspaces.base(self.workspaces.current))
        self.corner.refresh()
        self.status.refresh()
        self.loop.adapt()
        title = f"{self.editor.title}[*] - AstraWeave" if self.editor.document else "AstraWeave"
        self.setWindowTitle(title)
        self.setWindowModified(self.editor.is_dirty)

    def soon(self, *_values: object) -> None:
        """Refresh once when the current work is done, however often it is asked for."""
        self._refresh.start()

    def dress(self) -> None:
        """Put the look of the settings on the program."""
        appearance, scale = self.editor.settings.appearance, look.scale
        bottom, height = self.workspaces.bottom() if self.editor.document is not None else ("", 0)
        look.set(appearance.theme, appearance.text_scale / 100, appearance.reduced_motion)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        with self.editor.watchdog.excused():
            apply(application, look)
        if look.scale == scale:
            # Another theme leaves every panel as large as the user has made it.
            return
        self._follow_width()
        if self.editor.document is not None:
            self.workspaces.resize()
        if bottom:
            # The panels there are read in lines, and lines are higher now.
            self.docks.raise_to(bottom, min(round(height * look.scale / scale), self.workspaces.most_bottom))

    def _follow_width(self) -> None:
        self.toolbar.set_width(self.width() / look.scale)

    def _links(self) -> list[tuple[SignalInstance, Callable[..., object]]]:
        """What the window follows of the editor."""
        editor = self.editor
        loose = (editor.selection, editor.undo, editor.play, editor.tools, editor.clipboard, editor.findings)
        return [
            *((part.changed, self.soon) for part in (*loose, editor.outside, editor.actions)),
            (editor.frames.changed, self.status.refresh),
            (editor.play.ticked, self._on_tick),
            (editor.jobs.changed, self.status.refresh_jobs),
            (editor.agents.changed, self.status.refresh_agents),
            (editor.jobs.finished, self._job_ended),
            (editor.said, self.status.say),
            (editor.opened, self._on_opened),
            (editor.scene_changed, self._on_scene),
            (editor.play.failed, self._on_failed),
            (editor.settings.changed, self._on_setting),
            (editor.document_changed, self._on_document),
        ]

    def _connect(self) -> None:
        for signal, slot in self._links():
            signal.connect(slot)

    def _disconnect(self) -> None:
        others = (
            (self.editor.actions.changed, self.shortcuts.fill),
            (self.editor.actions.ran, self.palette_popup.remember),
        )
        for signal, slot in (*self._links(), *others):
            signal.disconnect(slot, missing_ok=True)

    def _on_opened(self) -> None:
        self._show_pages()
        resume(self)
        self.take_project_actions()
        self.soon()

    def _on_scene(self) -> None:
        self.take_project_actions()
        self.soon()

    def _on_document(self, change: ChangeSet) -> None:
        """Menus follow when files come or go, or are called otherwise."""
        is_structure = change.structure and any(not path.keys for path in change.paths)
        if is_structure or any(path.keys == ("title",) for path in change.paths):
            self.take_project_actions()

    def take_project_actions(self) -> None:
        """Offer the scenes and prefabs that the project has now."""
        actions = project_actions(self.editor)
        self.editor.actions.replace(self._project_actions, actions)
        self._project_actions = [action.id for action in actions]

    def _show_pages(self) -> None:
        is_open = self.editor.document is not None
        if is_open:
            self.centre.build()
            self._pages.setCurrentWidget(self.centre)
            wanted = self.workspaces.current or self.workspaces.first
            self.workspaces.current = ""
            if wanted:
                self.workspaces.show(wanted)
            # A layout holds the toolbar too: it may come from a time when none was shown.
            self._top.show()
        else:
            self.workspaces.keep()
            self._top.hide()
            self.docks.hide_all()
            self.start.refresh()
            self.flow.recovery.look()
            self._pages.setCurrentWidget(self.start)
            self.start.setFocus()

    def _on_tick(self, _tick: int) -> None:
        # While a copy plays, the frames tell a few times a second.
        if self.editor.play.state != "playing":
            self.soon()

    def _on_failed(self, text: str) -> None:
        tell_failed(self.ui, text, self.flow.trust)

    def _job_ended(self, job: object) -> None:
        if job.state == "failed" and not job.tells_itself:  # type: ignore[attr-defined]
            self.toasts.show(tr("{title} failed", title=tr(job.title)), str(job.error), "error")  # type: ignore[attr-defined]

    def _on_setting(self, name: str) -> None:
        if name.startswith("appearance."):
            self.dress()
        if name.startswith("editing."):
            self._take_steps()
        self.soon()

    def _take_steps(self) -> None:
        editing, tools = self.editor.settings.editing, self.editor.tools
        tools.is_snapping, tools.step_m, tools.step_deg = editing.snap, editing.snap_step_m, editing.snap_step_deg
        tools.is_on_grid, tools.resting = editing.snap_to_grid, editing.resting

    def _bar(self, name: str, widget: QWidget, area: Qt.ToolBarArea) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName(f"bar.{name}")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.addWidget(widget)
        bar.layout().setContentsMargins(0, 0, 0, 0)
        self.addToolBar(area, bar)
        return bar

    # -- Qt's events ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remember when the window was drawn first."""
        super().paintEvent(event)
        self.ui.first_paint.note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the compact rules."""
        super().resizeEvent(event)
        self._follow_width()
        if self.editor.document is not None:
            self.workspaces.follow_size()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab passes over panels that stand behind a tab."""
        return go_to_next(self, self.docks, forward=forward)

    def changeEvent(self, event: QEvent) -> None:
        """Stop counting frames while the window is hidden."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.editor.frames.pause()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, keep layout and picture, end all work."""
        if not self.flow.leave():
            event.ignore()
            return
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """Let everything go in order; the window is not used after it."""
        if self._leaving:
            return
        self._leaving = True
        self.keep_picture()
        if self.editor.document is not None:
            self.workspaces.keep()
        self.loop.stop()
        self._refresh.stop()
        self._disconnect()
        self.agents.close()
        self.outside.close()
        self.past.close()
        self.toasts.clear()
        for host in self.hosts.values():
            host.close_panel()
        self.centre.release()
        self.docks.close()
        self.editor.shut_down()
        self.faults.remove()

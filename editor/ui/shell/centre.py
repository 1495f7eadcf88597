"""The middle of the window: the viewport in its play frame, or the message that stands in for it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.docks.panel_host import describe
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.popup import open_menu
from editor.ui.loop.qt_messages import take_messages
from editor.ui.play.chip import PlayChip
from editor.ui.play.place_menu import entries_at
from editor.ui.play.screens.end_screen import EndScreen
from editor.ui.play.screens.pause_menu import PauseMenu
from editor.ui.services import Ui
from editor.ui.shaping.bar import ShapeBar
from editor.ui.theme.look import look

LEAST = (160, 90)
"""The smallest picture [px at 100 % text size]."""


class Centre(QWidget):
    """Holds the viewport; while a copy plays, a green frame (amber when paused) and a chip say so."""

    def __init__(self, editor: Editor, ui: Ui, make_viewport: Callable[[Editor, QWidget], QWidget]) -> None:
        """`make_viewport` comes from the composition root: the window and the viewport do not know each other."""
        super().__init__()
        self._make_viewport = make_viewport
        self.setObjectName("background")
        self._editor, self._ui = editor, ui
        self.viewport: QWidget | None = None
        self._picture: Any = None
        """The viewport as what draws; None where a message stands in for it."""
        self._nowhere: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._edges = [QFrame(self) for _ in range(4)]
        for edge in self._edges:
            edge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            edge.setAutoFillBackground(True)
            edge.hide()
        self._edge_colour = ""
        self._chip = PlayChip(self, ui.run)
        self.pause_menu = PauseMenu(self, editor, ui.run)
        self.end_screen = EndScreen(self, editor, ui.run)
        self.shape_bar = ShapeBar(self, editor, ui.run)
        look.follow(self, lambda centre: centre.refresh())

    def build(self) -> None:
        """Make the viewport; one that fails leaves a message in its place, and everything else works."""
        if self.viewport is not None:
            return
        try:
            widget = self._make_viewport(self._editor, self)
        except Exception as error:
            text = describe(error)
            self._editor.log.add("error", "viewport", text)
            widget = EmptyState(
                "monitor",
                tr("The scene cannot be drawn here"),
                tr("{text} Everything but the picture works; a graphics driver with OpenGL 3.3 is needed.", text=text),
            )
        else:
            self._picture = widget
            self._picture.covered = self._covered
            self._picture.wants_menu = self.pause_menu.open
            self._picture.offers = self._offer
        take_messages()
        self.viewport = widget
        self._stack.addWidget(widget)
        self._nowhere = EmptyState(
            "stack",
            tr("The project has no scene"),
            tr("A scene is a place; what happens in it are its encounters."),
            tr("New scene…"),
            lambda: self._ui.run("project.new_scene"),
        )
        self._stack.addWidget(self._nowhere)
        self.refresh()

    @property
    def has_viewport(self) -> bool:
        """Whether the scene is drawn here."""
        return self._picture is not None

    def release(self) -> None:
        """Let the viewport go; the centre is not used after it."""
        self.shape_bar.release()
        self.end_screen.release()
        if self._picture is not None:
            self._picture.shut_down()
        self._picture = None

    def frame(self) -> None:
        """Show one picture of the running game; called by the window's loop after the game's clock went on."""
        if self._picture is not None:
            self._picture.frame()

    def refresh(self, workspace: str = "") -> None:
        """Show by frame and chip whether a copy plays, what to do where there is no scene, and what a task shows."""
        if workspace and self._picture is not None:
            self._picture.state.show_task(workspace)
        if self.viewport is not None and self._nowhere is not None:
            self._stack.setCurrentWidget(self.viewport if self._editor.has_scene else self._nowhere)
        play = self._editor.play
        active = play.state in {"playing", "paused"}
        colour = look.qcolor("play.running" if play.state == "playing" else "play.paused")
        # Each style sheet dresses its widget anew, and this is called after every click.
        is_new, self._edge_colour = colour.name() != self._edge_colour, colour.name()
        for edge in self._edges:
            if is_new:
                palette = edge.palette()
                palette.setColor(edge.backgroundRole(), colour)
                edge.setPalette(palette)
                edge.setStyleSheet(f"background:{colour.name()}")
            edge.setVisible(active)
        self._chip.show_state(play)
        self.end_screen.show_state()
        if play.state != "paused" or play.has_ended:
            self.pause_menu.close_screen()
        self._chip.setVisible(play.state != "stopped" and not self.end_screen.isVisibleTo(self))
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Small: what stands over the picture gives way, and panels get the room that their workspace gives them."""
        return QSize(look.px(LEAST[0]), look.px(LEAST[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame at the edges."""
        super().resizeEvent(event)
        self._place()

    def _offer(self, where: QPoint, x: float, y: float) -> None:
        """What can be done at a point of the picture."""
        open_menu(self, where, entries_at(self._editor, self.viewport, x, y, self._ui.run))

    def _covered(self) -> list[tuple[float, float, float, float]]:
        """What stands over the picture, so that nothing is painted under it."""
        shown = [part.geometry() for part in (self.shape_bar, self._chip) if part.isVisible()]
        return [(float(box.x()), float(box.y()), float(box.width()), float(box.height())) for box in shown]

    def _place(self) -> None:
        width, height, line = self.width(), self.height(), look.px(2)
        places = (
            (0, 0, width, line),
            (0, height - line, width, line),
            (0, 0, line, height),
            (width - line, 0, line, height),
        )
        for edge, place in zip(self._edges, places, strict=True):
            edge.setGeometry(*place)
            edge.raise_()
        self.shape_bar.raise_()
        self._chip.place(width, height)
        for screen in (self.pause_menu, self.end_screen):
            if screen.isVisibleTo(self):
                screen.fit()
                screen.raise_()

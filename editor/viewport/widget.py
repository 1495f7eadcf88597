"""The viewport as a widget: shows the open scene, or the running game, and lets hands work in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.core.play.keys import PlayKeys
from editor.tr import tr
from editor.viewport.actions import bookmarks, viewport_actions
from editor.viewport.bars.chips import ChipBar
from editor.viewport.bars.prefab import PrefabBar
from editor.viewport.camera.camera import Camera
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.camera.looks import look_at_place, look_first
from editor.viewport.camera.navigation import FARTHEST_ENDLESS_M, FARTHEST_M, Navigation, ViewKind
from editor.viewport.ground.endless import drawn_quads
from editor.viewport.hands.dropping import ViewportDropping
from editor.viewport.hands.hands import LONGEST_STEP_S
from editor.viewport.hands.interaction import Interaction
from editor.viewport.hands.play_input import PlayInput
from editor.viewport.overlays import find_overlays
from editor.viewport.overlays.chunks import CHUNKS
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.hud_layout import Rect
from editor.viewport.paint.legend import Legend
from editor.viewport.paint.overpaint import Overpaint
from editor.viewport.picture.inset import GamePicture
from editor.viewport.picture.resolution import Resolution
from editor.viewport.picture.shader_follower import ShaderFollower
from editor.viewport.picture.source import PictureSource
from editor.viewport.presenters.choose import make_canvas
from editor.viewport.presenters.host import Shot
from editor.viewport.presenters.message import MessageCanvas
from editor.viewport.render.options import RenderOptions
from editor.viewport.view_state import ViewState
from engine.document import ChangeSet
from engine.present.draw_list import DrawList, Point

if TYPE_CHECKING:
    from editor.core.editor import Editor

LARGE = 1_000
"""From how many entities on baked shadows wait for a pause in the edits."""
SETTLE_MS = 200
STREAM_MS = 15
"""While ground still comes in, the next picture follows after so long."""


class ViewportWidget(ViewportDropping):
    """One view of the open scene. Nothing is drawn while nothing changes; in play `frame` draws each picture."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.state = ViewState(
            frozenset(overlay.id for overlay in find_overlays() if overlay.is_on_at_start),
            editor.settings.play.hidden_hud,
            partial(editor.settings.set, "play.hidden_hud"),
        )
        self.navigation = Navigation()
        self.source = PictureSource(editor, self.state)
        self.interaction = Interaction(editor, self.navigation, self.source, self)
        self.game_camera = GameCamera()
        self.play_input = PlayInput(PlayKeys(editor.settings.play_keys))
        self.pictures_drawn = 0
        self.inset = GamePicture(self)
        self.covered: Callable[[], list[Rect]] = list
        """What the window has put over the picture (left, top, width, height); nothing is painted under it."""
        self.colours = Colours(editor.settings.appearance.theme)
        self._resolution = Resolution()
        self.legend = Legend()
        self._overpaint = Overpaint(self)
        self._picture, self._shown_from = DrawList(), self.navigation.camera
        self._last_frame: float | None = None
        self._must_settle = self._must_arrive = self._looks_around = False
        self._shown_scene: tuple[object, ...] = ()
        self._home_look: tuple[tuple[object, ...], ViewKind, Camera] | None = None
        self.setAccessibleName(tr("Viewport"))
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 90)
        self.canvas = self._made_canvas()
        self.chips = ChipBar(self.state, self.navigation, self._overpaint.hud_titles, self, partial(bookmarks, editor))
        self.chips.dress(self.colours)
        self.prefab_bar = PrefabBar(editor, self)
        self.prefab_bar.dress(self.colours)
        self._own_actions = [action for action in viewport_actions(editor, self) if action.id not in editor.actions]
        editor.actions.add(*self._own_actions)
        editor.play.hands = self.hands_now
        self._shaders = ShaderFollower(editor, self.refresh, self)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.refresh)
        self._streaming = QTimer(self, singleShot=True, interval=STREAM_MS)
        self._streaming.timeout.connect(self.refresh)
        redrawn = (
            editor.selection.changed, editor.tools.changed, editor.tools.shaping.changed, self.source.changed,
            self.state.changed, self.navigation.changed, self.interaction.changed,
        )  # fmt: skip
        self._links = [
            (editor.document_changed, self._on_change),
            (editor.scene_changed, self._on_scene),
            (editor.tools.frame_requested, self._on_frame_request),
            (editor.tools.place_requested, self._on_place_request),
            (editor.play.changed, self._on_play),
            (editor.play.travelled, self._on_travel),
            (editor.play.ticked, self._on_tick),
            (editor.settings.changed, self._on_setting),
            *((signal, self.refresh) for signal in redrawn),
        ]
        for signal, slot in self._links:
            signal.connect(slot)
        self._on_scene()

    # ---- for the presenter ----
    def shot(self) -> Shot:
        """The picture to draw now."""
        self._shown_from = self.camera()
        self.source.endless.look_from(self._shown_from, self.width() / max(1, self.height()))
        self._picture = self.interaction.shaping.over(self.source.picture(), float(self.height()))
        play, is_new = self.editor.play, self._must_settle or self._must_arrive or not self.game_camera.is_set
        if play.session is not None and is_new:
            self.game_camera.settle(self._picture)
            if self._must_arrive:
                self._fly_from_the_game()
            self._must_settle = self._must_arrive = False
            self._shown_from = self.camera()
        share = self._resolution.share if play.state == "playing" else 1.0
        return Shot(self._picture, self._shown_from, self._options(), share, self.inset.shot())

    def tip_at(self, x: float, y: float) -> str:
        """What the legend's row at a place of the widget means; empty where there is none."""
        return self.legend.tip_at(x, y) or self.inset.tip_at(x, y)

    def still(self) -> QPixmap:
        """The picture alone: whoever makes it small could read no chip, name or legend."""
        with self._overpaint.left_out():
            return self.canvas.grab()

    def paint_over(self, painter: QPainter) -> None:
        """Everything at full resolution over the picture."""
        self._overpaint.paint(painter, self._picture, self._shown_from, (float(self.width()), float(self.height())))

    def drawn(self, seconds: float, *, software: bool) -> None:
        """A picture was drawn and took so long."""
        self.pictures_drawn += 1
        self.editor.terrain.is_software = software
        if self.editor.terrain.is_endless and self.source.endless.is_settling and self.editor.play.state != "playing":
            self._streaming.start()
        if self.editor.play.state == "playing":
            self._resolution.learn(seconds, software=software)
        elif self.editor.has_scene and not self.interaction.is_dragging:
            self.editor.tools.spot = self.interaction.spot()

    # ---- for the window ----
    @property
    def presenter(self) -> str:
        """How pictures reach the screen: "egl", "gl" or "none"."""
        return str(self.canvas.kind)

    def camera(self) -> Camera:
        """Where the shown picture is taken from."""
        return self.game_camera.camera(self.source.heights()) if self.is_in_game else self.navigation.camera

    @property
    def heard_from(self) -> tuple[Point, Point]:
        """Where the ears are [m], and which way is right: with the player in the game, else with the camera."""
        camera, place = self.camera(), self._picture.camera_target if self.is_in_game else None
        x, y, z = camera.right.tolist()
        return place or camera.eye, (x, y, z)

    @property
    def player_place(self) -> Point | None:
        """Where the shown picture's player is [m]; None where there is none."""
        return self._picture.camera_target

    def frame(self) -> None:
        """One picture of the running game: the window calls it after the game's clock went on."""
        now = time.perf_counter()
        seconds = min(now - self._last_frame, LONGEST_STEP_S) if self._last_frame is not None else 0.0
        self._last_frame = now
        play = self.editor.play
        if play.session is None:
            return
        self.game_camera.is_calm = self.editor.settings.appearance.reduced_motion
        if play.state == "playing":
            if self.is_captured and self.editor.settings.view.edge_turn:
                self._turn_at_edge(seconds)
            self.game_camera.watch(
                self._picture, seconds * max(play.speed, 1.0), leads=play.autopilot is not None and not self._turning
            )
        self.canvas.refresh()
        if self.canvas.kind == "egl" and self.isVisible():
            # At once, so that the loop that called measures what the picture cost.
            self.canvas.repaint()

    def refresh(self, *_: object) -> None:
        """Draw again soon."""
        if shiboken6.isValid(self):
            self.canvas.refresh()
            self.chips.follow()

    def toggle_eject(self) -> None:
        """Fly freely while the game goes on, or return to the player."""
        if not self.is_ejected:
            self._fly_from_the_game()
        self._looks_around = not self.is_ejected and self.editor.play.state != "playing"
        self.is_ejected = not self.is_ejected
        play = self.editor.play
        # Who comes back to a game that goes on, and played it, plays on.
        self.capture(not self.is_ejected and play.state == "playing" and play.autopilot is None)

    def _fly_from_the_game(self) -> None:
        """The free camera begins where the game's is; what was looked at while editing comes back at the end."""
        self.navigation.leave(self._shown_scene)
        self.navigation.camera = replace(self.game_camera.camera(self.source.heights()), ortho=0.0)
        self.navigation.kind = "perspective"

    def toggle_controls(self) -> None:
        """Unfold or fold the list of the game's keys."""
        if self.editor.play.session is not None:
            self._overpaint.keys_card.toggle(self.editor.play.session)
            self.refresh()

    def pick(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """Whom a badge at a point names, else the entity under it, looking through some."""
        return self._overpaint.named_at(x, y, without) or self.canvas.pick(x, y, without)

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities in a rectangle."""
        return self.canvas.pick_box(left, top, right, bottom)

    def shut_down(self) -> None:
        """Let go of the editor and of OpenGL; the widget is not used after it."""
        self._fly_timer.stop()
        self._hold_timer.stop()
        self._shaders.stop()
        self._settling.stop()
        self._streaming.stop()
        for signal, slot in self._links:
            signal.disconnect(slot, missing_ok=True)
        self._links = []
        self.editor.actions.remove(*(action.id for action in self._own_actions))
        self._own_actions = []
        self.editor.play.hands = lambda: None
        self.source.endless.close()
        self.canvas.release()

    # ---- what changed ----
    def _on_change(self, _change: ChangeSet) -> None:
        """Show an edit at once; in a large scene its baked shadows, half of the drawing, follow when edits pause."""
        if self.editor.has_scene and len(self.editor.view.entities) > LARGE:
            self._settling.start()
        self._reach_as_far_as_the_ground()
        self.refresh()

    def _reach_as_far_as_the_ground(self) -> None:
        """An edit, too, makes a patch endless or an endless world a patch."""
        self.navigation.farthest = FARTHEST_ENDLESS_M if self.editor.terrain.is_endless else FARTHEST_M

    def _on_scene(self) -> None:
        self.interaction.cancel()
        editor = self.editor
        place = (editor.document and editor.document.folder, editor.scene)
        if editor.has_scene:
            self.game_camera.take_over(editor.view)
            is_away = editor.follower.is_away or editor.prefab_mode.name is not None
            if is_away and self._home_look is None:
                self._home_look = (self._shown_scene, self.navigation.kind, self.navigation.camera)
            home, self._home_look = self._home_look, self._home_look if is_away else None
            if home is not None and home[0] == place:
                self._settling.stop()
                self._reach_as_far_as_the_ground()
                _, self.navigation.kind, self.navigation.camera = home
            elif place != self._shown_scene:
                self._settling.stop()
                self._reach_as_far_as_the_ground()
                self._look_at_scene()
        self._shown_scene = place
        self.prefab_bar.follow(self.width(), self.chips.width())
        self.refresh()

    def _look_at_scene(self) -> None:
        """Begin with those who fight in the picture, seen from above and behind."""
        view = self.editor.view
        points = self.source.points_of(tuple(entity.id for entity in view.with_component("team")))
        points = points or self.source.points_of(())
        look_first(self.navigation, points, is_endless=self.editor.terrain.is_endless)

    def _on_frame_request(self, ids: tuple[str, ...]) -> None:
        if self.editor.has_scene:
            self.navigation.frame(self.source.outlines_of(ids), reach=0.5)

    def _on_place_request(self, x: float, z: float) -> None:
        if not self.editor.has_scene:
            return
        is_wild = self.editor.view.header.terrain.kind == "endless"
        look_at_place(self.navigation, x, z, self.source.height_at, is_wild=is_wild)

    def _on_play(self) -> None:
        play = self.editor.play
        if play.state == "playing" and not self.is_captured:
            if self._looks_around:
                # Who flew about while the game was held, and plays on, wants to play.
                self._looks_around, self.is_ejected, self._must_settle = False, False, True
            if play.tick == 0:
                self.is_ejected = False
                self.game_camera.take_over(self.editor.view)
            self._last_frame = None
            if play.autopilot is None and not self.is_ejected:
                self.capture(True)
            if self.is_captured or play.tick == 0:
                # The form that had it turns to running values, and Qt would give it to the next field there.
                self.setFocus()
        elif play.state != "playing" and self.is_captured:
            self.capture(False)
        if play.state == "stopped":
            self.is_ejected = False
            self.navigation.come_back(self._shown_scene)
            # The next run, a recorded one too, begins with its own camera.
            if self.editor.has_scene:
                self.game_camera.take_over(self.editor.view)
        self.refresh()

    def _on_travel(self) -> None:
        """Elsewhere, or at the start once more: the camera does not fly there, nor does a free one stay behind."""
        if self.editor.has_scene:
            self.game_camera.take_over(self.editor.view)
            self._must_arrive = self.is_ejected
        if not self.window().focusWidget():
            # Whose field went with the chapter goes on typing to the game, not to the editor's keys.
            self.setFocus()

    def _on_tick(self, _tick: int) -> None:
        self.play_input.forget_taps()
        if self.editor.play.state != "playing":
            self._must_settle = True
            self.refresh()

    def _on_setting(self, name: str) -> None:
        if name == "play.hidden_hud":
            self.state.hide_hud(self.editor.settings.play.hidden_hud)
        if name == "play_keys":
            self.play_input.bind(PlayKeys(self.editor.settings.play_keys))
            self.refresh()
        if name.startswith("appearance."):
            self.colours = Colours(self.editor.settings.appearance.theme)
            self.chips.dress(self.colours)
            self.prefab_bar.dress(self.colours)
            self._overpaint.dress()
            self.refresh()

    def _options(self) -> RenderOptions:
        editor, playing = self.editor, self.editor.play.session is not None
        hovered = self.interaction.hovered
        return RenderOptions(
            editing=not playing and self.state.light != "game",
            grid=self.state.grid and not playing,
            selected=frozenset(editor.selection.ids),
            hovered=frozenset({hovered} if hovered else ()),
            selected_colour=self.colours.text("viewport.selected"),
            hovered_colour=self.colours.text("viewport.hovered"),
            handles=self.interaction.handles(),
            settled=not self.interaction.is_dragging and not self._settling.isActive(),
            clear_to=self._picture.camera_target if self.is_in_game else None,
            terrain_debug=CHUNKS.id in self.state.overlays,
            terrain_quads=drawn_quads(editor.terrain),
        )

    def _made_canvas(self) -> QWidget:
        canvas = make_canvas(self, self, self.editor.settings.view.presenter)
        if isinstance(canvas, MessageCanvas):
            canvas.retry.connect(self._try_again)
        return canvas

    def _try_again(self) -> None:
        old, self.canvas = self.canvas, self._made_canvas()
        old.hide()
        old.deleteLater()
        self.canvas.setGeometry(self.rect())
        self.canvas.show()
        self.canvas.lower()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The picture fills the widget."""
        self.canvas.setGeometry(self.rect())
        self.canvas.lower()
        self.chips.fit(self.width())
        self.chips.move(8, 8)
        self.prefab_bar.follow(self.width(), self.chips.width())
        self.interaction.size = (float(max(self.width(), 1)), float(max(self.height(), 1)))
        self.canvas.refresh()

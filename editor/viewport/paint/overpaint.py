"""Puts together what is painted over the picture, in edit and in play."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from editor.core.play.keys import title_of
from editor.core.tools import Tools
from editor.tr import tr
from editor.viewport.camera.camera import Camera
from editor.viewport.camera.navigation import Navigation
from editor.viewport.hands.interaction import Interaction
from editor.viewport.hands.play_input import PlayInput
from editor.viewport.hud import controls
from editor.viewport.hud.direction import BLOCK as DIRECTION
from editor.viewport.hud.direction import TITLE as DIRECTION_TITLE
from editor.viewport.hud.direction import direction_block
from editor.viewport.hud.engine import BLOCK, EngineHud
from editor.viewport.hud.streaming import BLOCK as STREAMING
from editor.viewport.hud.streaming import TITLE as STREAMING_TITLE
from editor.viewport.hud.streaming import StreamingHud
from editor.viewport.overlays import Swatch, find_overlays
from editor.viewport.paint import chrome, view_gizmo
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.danger import DANGER, DangerPainter
from editor.viewport.paint.floats import FloatPainter
from editor.viewport.paint.hud import HudPainter
from editor.viewport.paint.hud_layout import TOP_CLEAR, Rect
from editor.viewport.paint.leads import paint_leads
from editor.viewport.paint.legend import Legend
from editor.viewport.paint.plates import PlatePainter, paint_labels
from editor.viewport.picture.inset import Around, GamePicture
from engine.present.draw_list import DrawList

PLAY_CHIP_WIDTH = 200.0
STATUS_HIGH = 34.0
RESTING_TEXTS = {"kept": "", "ground": "on the ground", "surface": "onto obstacles"}
PARTY_BLOCK = "party"


class Painted(Around, Protocol):
    """The viewport, as far as what lies over its picture tells of it."""

    navigation: Navigation
    interaction: Interaction
    play_input: PlayInput
    colours: Colours
    legend: Legend
    inset: GamePicture
    chips: QWidget
    covered: Callable[[], list[Rect]]
    is_captured: bool

    @property
    def is_in_game(self) -> bool:
        """Whether the picture follows the player of a running copy."""
        ...


class Overpaint:
    """Paints names, labels, handles' letters, legend, chips, HUD and frame for one viewport."""

    def __init__(self, viewport: Painted) -> None:
        self._viewport = viewport
        self._plates = PlatePainter()
        self._floats = FloatPainter()
        self._engine = EngineHud(viewport.editor)
        self._streaming = StreamingHud(viewport.editor)
        self._hud: HudPainter | None = None
        self._danger = DangerPainter()
        self.keys_card = controls.KeysCard()
        self._titles: dict[str, str] = {}
        self._named: list[tuple[Rect, str]] = []
        self._is_left_out = False

    @contextmanager
    def left_out(self) -> Generator[None]:
        """Paint nothing meanwhile."""
        self._is_left_out = True
        try:
            yield
        finally:
            self._is_left_out = False

    def dress(self) -> None:
        """The theme changed."""
        self._hud = None

    def named_at(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """Whom the foremost badge or chip at a place is about, looking through some; None where there is none."""
        for (left, top, wide, high), entity in reversed([*self._named, *self._plates.standing]):
            if left <= x <= left + wide and top <= y <= top + high and entity not in without:
                return entity
        return None

    def hud_titles(self) -> dict[str, str]:
        """Id -> title of the HUD blocks seen in the running game, and of the engine's own."""
        own = {DANGER: "Warning when you are nearly down", controls.BLOCK: "Controls", BLOCK: "Engine"}
        return {**self._titles, **own, STREAMING: STREAMING_TITLE, DIRECTION: DIRECTION_TITLE}

    def paint(self, painter: QPainter, picture: DrawList, camera: Camera, size: tuple[float, float]) -> None:
        """Paint everything that belongs to the picture."""
        if self._is_left_out:
            return
        viewport = self._viewport
        play = viewport.editor.play
        viewport.legend.clear()
        in_game = play.session is not None and not viewport.is_ejected
        # One's own health stands in the party block; without one, as over everybody else, over one's head.
        is_told = in_game and any(block.id == PARTY_BLOCK for block in picture.hud)
        player = next((plate.entity for plate in picture.plates if plate.side == "player"), "") if is_told else ""
        smooth = play.state == "playing"
        fixed = [*self._chips(size), *viewport.covered()]
        blocked = [*self._placed_hud(picture, size, fixed), *fixed]
        if in_game and viewport.state.shows_hud(DANGER):
            self._danger.paint(painter, picture.danger, size)
        ratio = painter.device().devicePixelRatioF()
        self._plates.is_stark = is_stark = viewport.colours.is_stark
        foremost = self._plates.foremost(picture.plates, camera, size, ratio, blocked)
        self._named.clear()
        labels = paint_labels(
            painter, picture.labels, camera, size, [*blocked, *foremost], self._named, is_stark=is_stark
        )
        if in_game:
            labels += paint_leads(painter, picture.labels, camera, size, [*blocked, *foremost, *labels])
        self._plates.paint(
            painter, picture.plates, camera, size, without=player, smooth=smooth, taken=labels, blocked=blocked
        )
        self._floats.paint(painter, picture.floats, camera, size, [*blocked, *foremost])
        if self._hud is not None and play.session is not None:
            self._hud.paint(painter)
            if viewport.state.legend:
                swatches = self._swatches(is_in_game=True)
                choice = viewport.editor.settings.view.legend
                viewport.legend.paint(
                    painter, size, swatches, viewport.colours, picture.notes, taken=blocked, choice=choice
                )
        else:
            self._paint_editing(painter, picture, camera, size)
        viewport.inset.paint(painter, viewport.colours)
        if not in_game:
            view_gizmo.paint(painter, camera, size, viewport.colours)
        hint = self._hint()
        if hint:
            # While a scene is edited, legend and status stand in the way at the bottom.
            foot = [] if play.is_active else [(0.0, size[1] - STATUS_HIGH, size[0], STATUS_HIGH)]
            chrome.paint_hint(painter, size, hint, viewport.colours, [*blocked, *foot])

    def _is_by_hand(self) -> bool:
        """Whether a person plays, rather than the autopilot, and still can."""
        viewport, play = self._viewport, self._viewport.editor.play
        return viewport.is_in_game and play.autopilot is None and not play.has_ended

    def _hint(self) -> str:
        """What the mouse and the keys do now: while something is dragged, and while a copy plays."""
        viewport = self._viewport
        play = viewport.editor.play
        if not play.is_active:
            hint = viewport.interaction.hint()
            return tr(hint) if hint else ""
        if play.session is not None and viewport.is_ejected:
            keys = viewport.editor.actions.keys("view.eject")
            way = keys or tr("View, Free camera while playing")
            return tr("Free camera; {keys} returns to the player", keys=way)
        if play.state != "playing" or play.autopilot is not None:
            return ""
        return "" if viewport.is_captured else tr("Click into the picture to take control; Esc pauses")

    def _paint_editing(self, painter: QPainter, picture: DrawList, camera: Camera, size: tuple[float, float]) -> None:
        viewport, colours = self._viewport, self._viewport.colours
        interaction, tools = viewport.interaction, viewport.editor.tools
        if not viewport.editor.has_scene:
            return
        gizmo = interaction.gizmo()
        if gizmo is not None:
            chrome.paint_letters(painter, gizmo.tips(camera, size), colours)
        if viewport.state.legend:
            swatches = self._swatches(is_in_game=False)
            taken = viewport.covered()
            choice = viewport.editor.settings.view.legend
            viewport.legend.paint(painter, size, swatches, colours, picture.notes, beside=taken, choice=choice)
        snapping = snapping_text(tools)
        grid = "1 m grid" if viewport.state.grid else "no grid"
        speed = f"fly {speed_text(viewport.navigation.speed)}"
        chrome.paint_status(painter, size, (grid, snapping, speed, self._place()), colours)
        if interaction.box is not None:
            chrome.paint_box(painter, interaction.box, colours)
        readout = interaction.readout()
        if readout is not None:
            chrome.paint_readout(painter, *readout, colours)
        name = self._hovered_name()
        if name:
            chrome.paint_readout(painter, name, *interaction.last, colours)

    def _place(self) -> str:
        """Where the brush is, or else the camera."""
        viewport = self._viewport
        shaping = viewport.interaction.shaping
        spot = shaping.spot if shaping.is_ready else None
        if spot is not None:
            return f"brush {place_text(spot[0], spot[2])}"
        x, _y, z = viewport.navigation.camera.eye
        return f"camera {place_text(x, z)}"

    def _hovered_name(self) -> str:
        """The name of what is under the pointer, where no plate says it."""
        viewport = self._viewport
        hovered = viewport.interaction.hovered
        entity = viewport.editor.view.get(hovered) if hovered else None
        return entity.name if entity is not None and "health" not in entity.components else ""

    def _swatches(self, *, is_in_game: bool) -> list[Swatch | str]:
        """The legends of the overlays that are on, each below its title.

        In a game only of what somebody switched on: it is not explained unasked.
        """
        viewport = self._viewport
        selected = Swatch(
            "Selected", viewport.colours.text("viewport.selected"), help="What edits and panels are about."
        )
        found: list[Swatch | str] = [] if is_in_game else [selected]
        wanted = viewport.state.overlays
        has_proposal = viewport.editor.proposals.ghosts is not None
        for overlay in find_overlays():
            if overlay.is_of_proposal and not has_proposal:
                continue
            if overlay.id in wanted and not (is_in_game and (overlay.is_on_at_start or overlay.is_of_editing)):
                found += [overlay.title, *overlay.legend]
        return found

    def _chips(self, size: tuple[float, float]) -> list[Rect]:
        """Where chips and compass stand: nothing may be painted under them. In play, a chip in the middle says so."""
        bar = self._viewport.chips.geometry()
        chips: list[Rect] = [(float(bar.x()), float(bar.y()), float(bar.width()), float(bar.height()))]
        if self._viewport.editor.play.session is not None:
            chips.append((size[0] / 2.0 - PLAY_CHIP_WIDTH / 2.0, 0.0, PLAY_CHIP_WIDTH, TOP_CLEAR))
        inset = self._viewport.inset.rect
        if inset is not None:
            chips.append(inset)
        if not self._viewport.is_in_game:
            x, y = view_gizmo.centre(size)
            chips.append((x - view_gizmo.RADIUS, y - view_gizmo.RADIUS, 2 * view_gizmo.RADIUS, 2 * view_gizmo.RADIUS))
        return chips

    def _keys_of(self, button: int) -> str:
        return self._viewport.play_input.bound.keys_of(button)

    def _throw_keys(self) -> str:
        actions = self._viewport.editor.actions
        return actions.keys("play.throw") if "play.throw" in actions else ""

    def _card_key(self) -> str:
        """What unfolds the controls: a key of the game, or where that has another meaning, the action's."""
        viewport = self._viewport
        if viewport.is_captured and not viewport.play_input.uses(controls.KEY):
            return title_of(controls.KEY)
        return (
            viewport.editor.actions.keys("view.controls_hud") if "view.controls_hud" in viewport.editor.actions else ""
        )

    def _placed_hud(self, picture: DrawList, size: tuple[float, float], fixed: list[Rect]) -> list[Rect]:
        """Find the HUD of a running game its place."""
        viewport = self._viewport
        session = viewport.editor.play.session
        if session is None:
            self.keys_card.forget()
            return []
        self._titles.update({block.id: block.title or block.id for block in picture.hud})
        blocks = [block for block in picture.hud if viewport.state.shows_hud(block.id)]
        if viewport.state.shows_hud(controls.BLOCK) and self._is_by_hand():
            block = controls.controls_block(session, self._throw_keys(), viewport.play_input.bound)
            is_whole = self.keys_card.is_unfolded(session)
            blocks.append(block if is_whole else controls.folded(block, self._card_key()))
        if viewport.editor.direction.is_wanted and viewport.state.shows_hud(DIRECTION):
            blocks.append(direction_block(viewport.editor))
        if viewport.state.shows_hud(BLOCK):
            blocks.append(self._engine.block(session))
        if viewport.state.shows_hud(STREAMING):
            # Who asked for it wants to see it: the first block finds a place before all others.
            blocks.insert(0, self._streaming.block())
        if self._hud is None:
            self._hud = HudPainter(viewport.colours, self._keys_of)
        self._hud.subtitle_percent = viewport.editor.settings.play.subtitle_size
        return self._hud.place([block for block in blocks if block.rows], size, fixed)


def snapping_text(tools: Tools) -> str:
    """What a move does: "snap 0.5 m to the grid, onto obstacles"."""
    step = tr("snap off")
    if tools.is_snapping:
        told = "snap {step} m to the grid" if tools.is_on_grid else "snap {step} m"
        step = tr(told, step=f"{tools.step_m:g}")
    rest = RESTING_TEXTS[tools.resting]
    return f"{step}, {tr(rest)}" if rest else step


def speed_text(speed: float) -> str:
    """A speed as people read it: one decimal while it is slow."""
    return f"{speed:.1f} m/s" if speed < 10.0 else f"{speed:,.0f} m/s"


def place_text(x: float, z: float) -> str:
    """A place of the world: "x 1,204.5  z −33.0"."""
    return f"x {x:,.1f}  z {z:,.1f}".replace("-", "−")

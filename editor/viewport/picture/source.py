"""Makes the picture that the viewport shows now: of the edited scene, or of the running session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from psygnal import Signal

from editor.core.balance.ground import OnGround, on_ground
from editor.viewport.ground.endless import EndlessView
from editor.viewport.overlays import OverlayScene, find_overlays
from editor.viewport.overlays.chunks import CHUNKS, chunk_notes
from editor.viewport.overlays.lost_runs import WAYS
from editor.viewport.overlays.proposal import PROPOSAL
from editor.viewport.picture.extent import corners
from editor.viewport.view_state import ViewState
from engine.document import EntityView, SceneView
from engine.present.draw_list import DrawList, Environment, Ground, Instances
from engine.present.ground import height_at, height_under
from engine.present.scene_pictures import ScenePictures
from engine.terrain.shown import patch_ground

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.core.proposals.review import Reviewed
    from engine.terrain.landscape import Landscape

PLAIN = Environment(
    sun_azimuth=150.0,
    sun_elevation=55.0,
    sun_disc_elevation=55.0,
    sun_colour="#d8d8d8",
    sky_zenith="#4a5058",
    sky_middle="#5c636c",
    horizon_cool="#8a9099",
    horizon_warm="#8a9099",
    light_above="#9aa0a8",
    light_below="#60646c",
    fog_density=0.1,
)

MAKING_GROUND = "Making the ground"
"""Noted in the picture while no piece of an endless ground is there yet; the first start compiles what makes it."""


class PictureSource:
    """The draw list of the moment; made again only when what it shows has changed.

    `changed` fires when the playtest or the proposal that an overlay shows is another one.
    """

    changed = Signal()

    def __init__(self, editor: Editor, state: ViewState) -> None:
        self._editor = editor
        self._state = state
        self._pictures = ScenePictures()
        self._ground: Ground | None = None
        self._ground_key: object = None
        self.ghosts: list[Instances] = []
        self.broken: set[str] = set()
        self._edited: DrawList | None = None
        self._edited_key: tuple[Any, ...] = ()
        self._told_proposal: Reviewed | None = None
        self.endless = EndlessView(editor.terrain)
        for signal in (editor.balance.changed, editor.balance.ways.changed):
            signal.connect(self._follow_playtest)
        editor.proposals.changed.connect(self._follow_proposal)

    @property
    def ground(self) -> Ground | None:
        """The ground of the open scene."""
        landscape = self._editor.terrain.landscape
        if landscape is None:
            return None
        if landscape.kind == "endless":
            return self.endless.ground(landscape)
        if landscape is not self._ground_key:
            self._ground = patch_ground(landscape)
            self._ground_key = landscape
        return self._ground

    def height_at(self, x: float, z: float) -> float:
        """Height of the ground [m]."""
        return height_under(self.ground, x, z)

    def heights(self) -> Callable[[float, float], float]:
        """`height_at` for many places of one picture: the ground is asked for once."""
        return partial(height_under, self.ground)

    def picture(self) -> DrawList:
        """What is to be drawn now."""
        editor = self._editor
        if not editor.has_scene:
            return DrawList()
        landscape = self._endless_landscape()
        picture = self._running() if editor.play.session is not None else self._editing()
        if self.ghosts and editor.play.session is None:
            picture = replace(picture, instances=[*picture.instances, *self.ghosts])
        if landscape is None:
            return picture
        picture = self.endless.laid_under(picture, landscape)
        if picture.terrain is not None and not len(picture.terrain):
            picture = replace(picture, notes=[*picture.notes, MAKING_GROUND])
        if CHUNKS.id in self._state.overlays and picture.terrain is not None:
            picture = replace(picture, notes=[*picture.notes, *chunk_notes(picture.terrain)])
        return picture

    def laid_under(self, picture: DrawList, view: SceneView) -> DrawList:
        """Another picture with the ground that is shown now, where it is of the same scene."""
        landscape = self._endless_landscape()
        editor = self._editor
        if landscape is None or not editor.has_scene or view.scene_file != editor.view.scene_file:
            return picture
        return self.endless.laid_under(picture, landscape)

    def _endless_landscape(self) -> Landscape | None:
        terrain = self._editor.terrain
        return terrain.landscape if terrain.is_endless else None

    @property
    def _standing_on(self) -> Ground | None:
        """What entities are placed on: it stays the same object while a window moves over endless ground."""
        landscape = self._endless_landscape()
        return self.ground if landscape is None else self.endless.whole_ground(landscape)

    def _editing(self) -> DrawList:
        editor, state = self._editor, self._state
        assert editor.document is not None
        key = (
            editor.document,
            editor.document.revision,
            editor.scene,
            editor.encounter,
            state.overlays,
            state.light,
            editor.selection.ids if state.overlays - {"areas", "names", "proposal"} else (),
            self._playtest(),
            self._proposed(),
        )
        if self._edited is not None and key == self._edited_key:
            return self._edited
        picture = self._pictures.picture(editor.view.with_root_placed(), ground=self._standing_on)
        if "areas" not in state.overlays:
            picture.areas, picture.labels = [], []
        if "names" not in state.overlays:
            picture.plates = []
        self._lay_over(picture)
        if state.light == "plain":
            picture.environment = PLAIN
        self._edited, self._edited_key = picture, key
        return picture

    def _running(self) -> DrawList:
        from engine.play.present import draw_list

        session = self._editor.play.session
        assert session is not None
        picture = draw_list(session, self._editor.play.alpha, session.compiled.parts)
        # Overlays add to lists of their own: those of the scenery are shared by all pictures of the run.
        picture = replace(
            picture,
            ground=picture.ground or self.ground,
            areas=list(picture.areas),
            lines=list(picture.lines),
            ring_batches=list(picture.ring_batches),
            line_batches=list(picture.line_batches),
            labels=list(picture.labels),
            notes=list(picture.notes),
        )
        if "names" not in self._state.overlays:
            picture.plates = []
        self._lay_over(picture)
        return picture

    def _lay_over(self, picture: DrawList) -> None:
        editor, wanted = self._editor, self._state.overlays
        before = editor.changes.before_view() if "changes" in wanted else None
        scene = OverlayScene(
            editor.view,
            editor.play.session,
            self.ground,
            editor.selection.ids,
            before,
            self._playtest(),
            self._proposed(),
        )
        for overlay in find_overlays():
            if overlay.id not in wanted or overlay.id in self.broken:
                continue
            try:
                overlay.add(scene, picture)
            except Exception as error:
                self.broken.add(overlay.id)
                text = f'The overlay "{overlay.title}" failed and is left out: {type(error).__name__}: {error}.'
                editor.log.add("error", "viewport", text)

    def _follow_playtest(self) -> None:
        if self._shows_playtest:
            self.changed.emit()

    def _follow_proposal(self) -> None:
        proposed = self._proposed()
        if proposed is not self._told_proposal:
            self._told_proposal = proposed
            self.changed.emit()

    def _proposed(self) -> Reviewed | None:
        return self._editor.proposals.ghosts if PROPOSAL.id in self._state.overlays else None

    @property
    def _shows_playtest(self) -> bool:
        return any(overlay.is_of_playtest and overlay.id in self._state.overlays for overlay in find_overlays())

    def _playtest(self) -> OnGround | None:
        if not self._shows_playtest:
            return None
        return on_ground(self._editor.balance, with_ways=WAYS.id in self._state.overlays)

    def points_of(self, ids: tuple[str, ...]) -> list[tuple[float, float, float]]:
        """Places of entities and of everything below them; of the whole scene when none is named."""
        return [point for _, point in self._places_of(ids)]

    def outlines_of(self, ids: tuple[str, ...]) -> list[tuple[float, float, float]]:
        """Corners of boxes around entities and everything below them; around the whole scene when none is named."""
        view = self._editor.view
        return [
            (x + across, y + up, z + along)
            for entity, (x, y, z) in self._places_of(ids)
            for across, up, along in corners(view, entity)
        ]

    def _places_of(self, ids: tuple[str, ...]) -> list[tuple[EntityView, tuple[float, float, float]]]:
        view = self._editor.view.with_root_placed()
        ground = self._standing_on
        wanted = set(ids)
        below = list(ids)
        while below:
            children = [child.id for child in view.children(below.pop()) if child.id not in wanted]
            wanted.update(children)
            below += children
        named = [each for each in view.entities if (not ids or each.id in wanted) and "transform" in each.components]
        places = [each.components["transform"].position for each in named]  # type: ignore[attr-defined]
        x, lift, z = np.array(places, dtype=np.float64).reshape(-1, 3).T
        points = zip(x.tolist(), (height_at(ground, x, z) + lift).tolist(), z.tolist(), strict=True)
        return list(zip(named, points, strict=True))

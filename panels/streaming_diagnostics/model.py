"""Follows the streaming of the open scene while someone looks, and keeps what its frames measured."""

from collections.abc import Sequence
from math import hypot
from typing import Any

import numpy as np

from editor.api import Editor, Links, Path, Set, Signal
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.stats import Hitch
from engine.terrain.streaming.viewpoint import ViewPoint
from panels.streaming_diagnostics.chunks import FAILED, Key, map_chunks
from panels.streaming_diagnostics.map_picture import MapPicture, Viewer
from panels.streaming_diagnostics.runs import Runs
from panels.streaming_diagnostics.samples import Samples
from panels.streaming_diagnostics.standing import Standing, standing_of
from panels.streaming_diagnostics.tuning import Tuning

NO_TILES = np.zeros((0, 2), dtype=np.int32)


class StreamingModel:
    """The frames of the running streamer, its chunks, the chosen one, the settings, and the recorded runs.

    `changed` fires when another ground is streamed, or none; frames alone do not fire it: while someone looks each of
    them is taken in and raises `frames`, and `look_at_chunks` is asked a few times a second.
    """

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.samples = Samples()
        self.tuning = Tuning(editor)
        self.runs = Runs(editor)
        self.picture = MapPicture()
        self.chosen: Key | None = None
        self.frames = 0
        self._streamer: Any = None
        self._tiles: tuple[object, np.ndarray] = (None, NO_TILES)
        self._links = Links(
            (editor.terrain.changed, self._changed),
            (editor.scene_changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.undo.changed, self._changed),
        )

    def close(self) -> None:
        """Stop following."""
        self.watch(False)
        self._links.close()
        self.runs.close()
        self._streamer = None
        self.changed.disconnect()

    # --- what is streamed ------------------------------------------------------------------------------------------

    @property
    def streamer(self) -> Any:
        """What streams the ground that is shown; None where nothing is streamed."""
        return self.editor.terrain.streamer

    @property
    def config(self) -> StreamingConfig:
        """The settings that the streamer works by, distances scaled where the processor draws."""
        streamer = self._streamer
        return self.tuning.config if streamer is None else streamer.config

    @property
    def why_empty(self) -> tuple[str, str]:
        """What is missing before anything is streamed, as a title and what to do; empty when nothing is."""
        if self.streamer is not None:
            return "", ""
        if self.editor.document is None:
            return "No project is open", "Open one with an endless scene, and every chunk of its ground shows here."
        if not self.editor.has_scene:
            return "No scene is open", "Open an endless scene, and every chunk of its ground shows here."
        return (
            "This scene's ground is a patch",
            "A patch is held whole. An endless scene streams its ground, and every chunk of it shows here.",
        )

    @property
    def endless_scenes(self) -> tuple[str, ...]:
        """The scenes of the project whose ground is endless, by name."""
        return endless_scenes(self.editor)

    @property
    def why_not_endless(self) -> str:
        """Why the open scene's ground can't be made endless now; "" when it can."""
        if not self.editor.has_scene:
            return "Open a scene first."
        return self.tuning.why_not

    def make_endless(self) -> None:
        """Make the open scene's ground endless; one undo takes it back."""
        document, scene = self.editor.document, self.editor.scene
        if document is not None and scene is not None and not self.why_not_endless:
            path = Path(f"scenes/{scene}", ("terrain", "kind"))
            self.editor.run(Set(path=path, old=document.value(path), new="endless"))

    # --- while someone looks ---------------------------------------------------------------------------------------

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer: frames that nobody looks at are not measured here."""
        listeners = self.editor.terrain.listeners
        if is_watched and self.take not in listeners:
            listeners.append(self.take)
        elif not is_watched and self.take in listeners:
            listeners.remove(self.take)
        self._follow(self.streamer)

    def take(self, _view: ViewPoint, streamer: Any) -> None:
        """Take in the frame that was streamed just now."""
        self._follow(streamer)
        self.frames += self.samples.take(streamer.stats())

    def _follow(self, streamer: Any) -> None:
        if streamer is not self._streamer:
            self._streamer = streamer
            self.samples.clear()
            self.picture, self.chosen = MapPicture(), None

    def look_at_chunks(self) -> MapPicture:
        """The map of now."""
        streamer = self._streamer
        if streamer is None or streamer.view is None:
            self.picture = MapPicture()
            return self.picture
        chunks = map_chunks(streamer.chunk_states(), streamer.landscape.cell)
        # What is as it was stays the same object: the map then draws nothing anew.
        chunks = self.picture.chunks if chunks.is_like(self.picture.chunks) else chunks
        distances = (*streamer.config.lod_distances_m, streamer.config.view_distance_m)
        self.picture = MapPicture(chunks, self._viewer(), distances, self._shaped(), self.chosen, self.picture.hovered)
        return self.picture

    def standing(self) -> Standing:
        """Whether streaming keeps up."""
        failed = int((self.picture.chunks.state == FAILED).sum())
        return standing_of(self.samples, failed, self.config.frame_budget_ms)

    @property
    def hitches(self) -> Sequence[Hitch]:
        """The frames in which streaming took too long, oldest first."""
        return () if self._streamer is None else tuple(self._streamer.hitches)

    # --- one chunk -------------------------------------------------------------------------------------------------

    def choose(self, key: Key | None) -> None:
        """Look at one chunk."""
        self.chosen = key
        self.changed.emit()

    def history(self, key: Key) -> tuple[tuple[int, str, str], ...]:
        """Frame, what happened, and its time or reason, oldest first."""
        if self._streamer is None:
            return ()
        events = self._streamer.history(ChunkKey(*key))
        return tuple((event.frame, event.what, event.detail) for event in events)

    def failure(self, key: Key) -> str:
        """Why a chunk is given up; "" when it is not."""
        index = self.picture.chunks.find(key)
        if index is None or int(self.picture.chunks.state[index]) != FAILED:
            return ""
        return next((detail for _frame, what, detail in reversed(self.history(key)) if what == "failed"), "")

    def try_again(self, key: Key) -> None:
        """Ask once more for a chunk that was given up."""
        if self._streamer is not None:
            self._streamer.try_again(ChunkKey(*key))

    # --- inside ----------------------------------------------------------------------------------------------------

    def _viewer(self) -> Viewer:
        streamer = self._streamer
        view, config = streamer.view, streamer.config
        x, _, z = view.velocity
        speed = hypot(x, z)
        ahead = min(config.prefetch_s, config.view_distance_m / speed) if speed > 0 else config.prefetch_s
        return Viewer((view.eye[0], view.eye[2]), (view.forward[0], view.forward[2]), (x, z), self.fov, ahead)

    @property
    def fov(self) -> float | None:
        """How wide the picture is seen [deg]; None when nobody told it."""
        return self.editor.terrain.fov_deg

    def _shaped(self) -> np.ndarray:
        landscape = self.editor.terrain.landscape
        edits = landscape.edits if landscape is not None else None
        if self._tiles[0] is not edits:
            tiles = getattr(edits, "tiles", {})
            self._tiles = (edits, np.array(sorted(tiles), dtype=np.int32).reshape(-1, 2))
        return self._tiles[1]

    def _changed(self) -> None:
        self._follow(self.streamer)
        self.tuning.follow()
        self.changed.emit()


def endless_scenes(editor: Editor) -> tuple[str, ...]:
    """The scenes of the open project whose ground is endless, by name; none without a project."""
    document = editor.document
    if document is None:
        return ()
    names = [file.removeprefix("scenes/") for file in sorted(document.files) if file.startswith("scenes/")]
    return tuple(name for name in names if _kind(document, name) == "endless")


def _kind(document: Any, scene: str) -> object:
    return document.value(Path(f"scenes/{scene}", ("terrain", "kind")))

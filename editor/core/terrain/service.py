"""The ground of the open scene: its landscape with the document's edits, and what streams it where it is endless."""

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from editor.core.terrain.settings import StreamingSettings
from engine.collection import keep_out_of_collection
from engine.document import ChangeSet, SceneView
from engine.schema.files import TerrainSettings
from engine.terrain.edited import terrain_edits_of
from engine.terrain.edits import TerrainEdits
from engine.terrain.streaming.config import StreamingConfig

if TYPE_CHECKING:
    from editor.core.workbench import Workbench
    from engine.present.terrain import TerrainFrame
    from engine.terrain.landscape import Landscape
    from engine.terrain.streaming.disk import DiskCache
    from engine.terrain.streaming.streamer import TerrainStreamer
    from engine.terrain.streaming.viewpoint import ViewPoint


class TerrainService:
    """Follows the open scene, its edits and the project's streaming_config.toml.

    `listeners` are called after each streamed frame, with where it was seen from and what streamed it; `fov_deg` is how
    wide the picture is, None while nobody has told it.

    `changed` fires when the landscape, the streamer or the settings are others. The streamer and its threads exist from
    the first time that an endless scene is asked for it until another scene or project is open.
    """

    changed = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._landscape: Landscape | None = None
        self._key: tuple[Any, ...] = ()
        self._seen: SceneView | None = None
        self._streamer: TerrainStreamer | None = None
        self._settings = StreamingSettings(bench)
        self._is_configured = True
        self.listeners: list[Callable[[ViewPoint, TerrainStreamer], None]] = []
        self.fov_deg: float | None = None
        self._is_software = False
        self._frame = 0
        self._disk: DiskCache | None = None
        self._disk_told = ""
        self._settings.changed.connect(self._reconfigure)
        bench.scene_changed.connect(self._on_scene)
        bench.document_changed.connect(self._on_change)

    @property
    def landscape(self) -> "Landscape | None":
        """The ground of the open scene with its edits; None without a scene, and for settings that make none."""
        if not self._bench.has_scene:
            return None
        view = self._bench.view
        if view is self._seen:
            return self._landscape
        self._seen = view
        settings = view.header.terrain
        edits = terrain_edits_of(view)
        key = (settings, id(edits))
        if key != self._key:
            before = self._landscape
            self._key = key
            if before is not None and before.settings == settings:
                self._landscape = before.with_edits(edits)
            else:
                self._landscape = _made(settings, edits)
        return self._landscape

    @property
    def is_endless(self) -> bool:
        """Whether the open scene has an endless ground."""
        return self._bench.has_scene and self._bench.view.header.terrain.kind == "endless"

    @property
    def streamer(self) -> "TerrainStreamer | None":
        """What streams the open scene's ground; None where it is a patch."""
        if self._streamer is None and self.is_endless and (landscape := self.landscape) is not None:
            from engine.terrain.streaming.disk import DiskCache, ground_cache_folder
            from engine.terrain.streaming.streamer import TerrainStreamer

            config = self._scaled()
            disk = DiskCache(ground_cache_folder(), config.disk_bytes)
            self._streamer, self._disk = TerrainStreamer(landscape, config, disk=disk), disk
            self._is_configured = True
            keep_out_of_collection()
        return self._streamer

    def stream(self, streamer: "TerrainStreamer") -> None:
        """Let another ground be streamed than the open scene's own, until another scene is shown."""
        self._streamer = streamer

    @property
    def config(self) -> StreamingConfig:
        """The settings in force: what the project's file says, with what was changed since it was saved."""
        return self._settings.config

    def set_config(self, config: StreamingConfig | None = None, /, **fields: Any) -> None:
        """Change the settings of streaming, undoable and saved with the project.

        A whole configuration belongs to a gesture: all that follow are one entry of the history, until
        `editor.gestures.finish()` or any other change. Single fields, as `jobs=2`, are an entry at once.
        ValueError, saying what was expected, for what can't be used; EditRefusedError while a copy plays.
        """
        if config is not None:
            self._settings.drag(config.model_copy(update=fields))
        else:
            self._settings.set(StreamingConfig.model_validate(self.config.model_dump() | fields))

    def save(self) -> list[FilePath]:
        """Write streaming_config.toml where it was changed; raises OSError as the document's save does."""
        return self._settings.save()

    def pump(self) -> None:
        """Take in what another program wrote into the file, and tell what is wrong with the disk."""
        self._settings.pump()
        if self._disk is not None and self._disk.problem != self._disk_told:
            self._disk_told = self._disk.problem
            if self._disk_told:
                self._bench.log.add("warning", "terrain", self._disk_told)

    @property
    def is_software(self) -> bool:
        """Whether the processor draws, which shortens all distances by the config's software_scale."""
        return self._is_software

    @is_software.setter
    def is_software(self, value: bool) -> None:
        if value != self._is_software:
            self._is_software = value
            self._reconfigure()

    def frame(self, view: "ViewPoint") -> "TerrainFrame | None":
        """The next frame of the streamed ground, seen from `view`; None where the ground is a patch."""
        streamer = self.streamer
        if streamer is None:
            return None
        if not self._is_configured:
            # Here and not at once: a drag takes its last step back before it shows the next.
            self._is_configured = True
            streamer.configure(self._scaled())
            if self._disk is not None:
                self._disk.set_limit(self.config.disk_bytes)
        self._frame += 1
        shown = streamer.update(view, self._frame)
        for listener in tuple(self.listeners):
            listener(view, streamer)
        return shown

    def close(self) -> None:
        """End the streamer's threads."""
        streamer, self._streamer = self._streamer, None
        self._landscape, self._key, self._seen, self._disk = None, (), None, None
        if streamer is not None:
            streamer.close()

    def _scaled(self) -> StreamingConfig:
        return self.config.scaled(self.config.software_scale) if self._is_software else self.config

    def _reconfigure(self) -> None:
        self._is_configured = False
        self.changed.emit()

    def _on_scene(self) -> None:
        self.close()
        self.changed.emit()

    def _on_change(self, change: ChangeSet) -> None:
        if not self._key:
            return
        before = self._landscape
        after = self.landscape
        if after is before:
            return
        if after is None or before is None or after.kind != before.kind:
            self.close()
        elif self._streamer is not None:
            self._streamer.replace(after)
        self.changed.emit()


def _made(settings: TerrainSettings, edits: TerrainEdits) -> "Landscape | None":
    """The ground of settings; None for a patch of an impossible size, of which the rules tell."""
    # Here: it brings the compiler along, and the first frame must not wait for that.
    from engine.terrain.landscape import Landscape

    try:
        return Landscape(settings, edits)
    except ValueError:
        return None

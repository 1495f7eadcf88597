"""The ground of the open scene: its landscape with the document's edits, and what streams it where it is endless."""

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from engine.document import ChangeSet
from engine.terrain.edited import terrain_edits_of
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import FILE_NAME, StreamingConfig
from engine.terrain.streaming.config_file import load_config

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.present.terrain import TerrainFrame
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

    def __init__(self, editor: "Editor") -> None:
        self._editor = editor
        self._landscape: Landscape | None = None
        self._key: tuple[Any, ...] = ()
        self._streamer: TerrainStreamer | None = None
        self._config: StreamingConfig | None = None
        self.listeners: list[Callable[[ViewPoint, TerrainStreamer], None]] = []
        self.fov_deg: float | None = None
        self._is_software = False
        self._frame = 0
        editor.opened.connect(self._on_open)
        editor.scene_changed.connect(self._on_scene)
        editor.document_changed.connect(self._on_change)

    @property
    def landscape(self) -> Landscape | None:
        """The ground of the open scene with the document's edits; None while no scene is open."""
        if not self._editor.has_scene:
            return None
        view = self._editor.view
        settings = view.header.terrain
        edits = terrain_edits_of(view)
        key = (settings, id(edits))
        if self._landscape is None or key != self._key:
            before = self._landscape
            is_same_ground = before is not None and before.settings == settings
            self._landscape = before.with_edits(edits) if before and is_same_ground else Landscape(settings, edits)
            self._key = key
        return self._landscape

    @property
    def is_endless(self) -> bool:
        """Whether the open scene has an endless ground."""
        return self._editor.has_scene and self._editor.view.header.terrain.kind == "endless"

    @property
    def streamer(self) -> "TerrainStreamer | None":
        """What streams the open scene's ground; None where it is a patch."""
        if self._streamer is None and self.is_endless and (landscape := self.landscape) is not None:
            from engine.terrain.streaming.streamer import TerrainStreamer

            self._streamer = TerrainStreamer(landscape, self._scaled())
        return self._streamer

    @property
    def config(self) -> StreamingConfig:
        """The project's settings of streaming, as its file says."""
        if self._config is None:
            self._read_config()
        return self._config or StreamingConfig()

    @property
    def is_software(self) -> bool:
        """Whether the processor draws, which shortens all distances by the config's software_scale."""
        return self._is_software

    @is_software.setter
    def is_software(self, value: bool) -> None:
        if value != self._is_software:
            self._is_software = value
            self._configure()

    def frame(self, view: "ViewPoint") -> "TerrainFrame | None":
        """The next frame of the streamed ground, seen from `view`; None where the ground is a patch."""
        streamer = self.streamer
        if streamer is None:
            return None
        self._frame += 1
        shown = streamer.update(view, self._frame)
        for listener in tuple(self.listeners):
            listener(view, streamer)
        return shown

    def close(self) -> None:
        """End the streamer's threads."""
        streamer, self._streamer = self._streamer, None
        self._landscape, self._key = None, ()
        if streamer is not None:
            streamer.close()

    def _scaled(self) -> StreamingConfig:
        return self.config.scaled(self.config.software_scale) if self._is_software else self.config

    def _configure(self) -> None:
        if self._streamer is not None:
            self._streamer.configure(self._scaled())
        self.changed.emit()

    def _read_config(self) -> None:
        document = self._editor.document
        if document is None:
            self._config = None
            return
        self._config, findings = load_config(FilePath(document.folder) / FILE_NAME)
        self._editor.findings.replace("streaming", findings)

    def _on_open(self) -> None:
        self._config = None
        self._read_config()

    def _on_scene(self) -> None:
        self.close()
        self.changed.emit()

    def _on_change(self, change: ChangeSet) -> None:
        if self._landscape is None:
            return
        before = self._landscape
        after = self.landscape
        if after is before:
            return
        if after is None or after.kind != before.kind:
            self.close()
        elif self._streamer is not None:
            self._streamer.replace(after)
        self.changed.emit()

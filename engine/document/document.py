"""The document: the edited project. Every change to it is a command, and it is the only truth there is."""

from __future__ import annotations

import logging
import pathlib
from collections.abc import Mapping

from psygnal import EmitLoopError, Signal

from engine.document.bulk import collection_paused
from engine.document.command import ChangeSet, Command
from engine.document.draft import Draft, Removed
from engine.document.finding import Finding
from engine.document.loading import load_project
from engine.document.node import FileNode
from engine.document.path import Path
from engine.document.saving import DiskFile, save_files
from engine.document.snapshot import Snapshot
from engine.schema.values import Value
from engine.schema.vocabulary import Vocabulary

KEPT_BLOCKS = 20
"""How many removed versions of one entity keep their text for an undo."""


class Document:
    """A project that is being edited."""

    changed = Signal(ChangeSet)

    def __init__(
        self, state: Snapshot, disk: dict[str, DiskFile], findings: list[Finding], *, trusted: bool = False
    ) -> None:
        self._state = state
        self._disk = disk
        self._removed: Removed = {}
        self.load_findings = findings
        self.trusted = trusted

    @classmethod
    def open(
        cls, folder: pathlib.Path | str, *, vocabulary: Vocabulary | None = None, trusted: bool = False
    ) -> Document:
        """Open a project's folder. A broken file becomes a load finding and stays untouched on disk.

        Args:
            folder: The folder that holds project.toml.
            vocabulary: The engine's components and, where the project is trusted, its own; the engine's by default.
            trusted: Whether the user trusts the project's code. Opening itself never runs any.

        Raises:
            DocumentError: There is no usable project.toml.
        """
        root = pathlib.Path(folder)
        with collection_paused():
            loaded = load_project(root)
        state = Snapshot(loaded.files, vocabulary or Vocabulary.builtin(), root)
        return cls(state, loaded.disk, loaded.findings, trusted=trusted)

    @property
    def folder(self) -> pathlib.Path:
        """The folder that holds project.toml."""
        return self._state.folder

    @property
    def vocabulary(self) -> Vocabulary:
        """The components that this project may use."""
        return self._state.vocabulary

    @property
    def revision(self) -> int:
        """Grows by one with each applied command."""
        return self._state.revision

    @property
    def files(self) -> Mapping[str, FileNode]:
        """Every readable file by its name in paths: "project", "scenes/grove", "prefabs/kael"."""
        return self._state.files

    def snapshot(self) -> Snapshot:
        """The present state; it never changes and costs nothing to take."""
        return self._state

    def apply(self, command: Command) -> ChangeSet:
        """Change the document by a command, wholly or not at all, and tell who listens.

        Raises:
            CommandError: The command doesn't fit; nothing was changed.
        """
        draft = Draft(self._state, self._removed)
        command.edit(draft)
        state = self._state
        self._state = Snapshot(draft.files, state.vocabulary, state.folder, state.revision + 1, state.views)
        self._settle(draft)
        change = draft.change_set
        try:
            self.changed.emit(change)
        except EmitLoopError:
            # The change has happened; a listener that fails must not make it look refused.
            logging.getLogger(__name__).exception("A part of the program failed to follow a change")
        return change

    def value(self, path: Path) -> Value:
        """A copy of the value at a path; None where there is none."""
        return self._state.value(path)

    def entities(self, file: str) -> tuple[str, ...]:
        """The ids of a file's entities in file order; DocumentError when there is no such file."""
        return self._state.entities(file)

    def block(self, file: str, identifier: str) -> dict[str, Value]:
        """A copy of an entity's own block; DocumentError when there is no such file or entity."""
        return self._state.block(file, identifier)

    def text(self, file: str) -> str:
        """The text of a file as saving would write it; DocumentError when there is no such file."""
        return self._state.text(file)

    def line(self, path: Path) -> int:
        """The line of a file's text where a value stands; 0 if unknown."""
        return self._state.line(path)

    def unsaved(self) -> tuple[str, ...]:
        """The files whose text differs from what is on disk."""
        return tuple(
            name
            for name, node in self.files.items()
            if (disk := self._disk.get(name)) is None or (node is not disk.node and node.text != disk.text)
        )

    def save(self, *, overwrite: bool = False) -> list[pathlib.Path]:
        """Write every changed file; the version that it replaces is kept beside it as NAME.toml.bak.

        Args:
            overwrite: Also replace files that another program has changed since they were read.

        Returns:
            The written files.

        Raises:
            DocumentError: Nothing was lost: a file can't be written, or was changed by another program meanwhile.
        """
        return save_files(self.folder, {name: self.files[name] for name in self.unsaved()}, self._disk, overwrite)

    def _settle(self, draft: Draft) -> None:
        for key, blocks in draft.removed.items():
            self._removed[key] = blocks[-KEPT_BLOCKS:]

"""The document: the edited project. Every change to it is a command, and it is the only truth there is."""

from __future__ import annotations

import logging
import pathlib
from collections.abc import Iterable, Mapping

from psygnal import EmitLoopError, Signal

from engine.collection import collection_paused
from engine.document.change_set import ChangeSet
from engine.document.command import Command
from engine.document.disk.files import DiskFile, Places, Reading, read_file
from engine.document.disk.foreign import Foreign, Seen, find_foreign
from engine.document.disk.leftovers import clear_leftovers
from engine.document.disk.loading import load_project
from engine.document.disk.reading import UnusableError, read_text
from engine.document.disk.saving import place_to_write, save_files
from engine.document.errors import DocumentError, file_place
from engine.document.finding import Finding
from engine.document.path import Path
from engine.document.state.draft import Draft, Removed, Replaced
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot, line_in
from engine.schema.values import Value
from engine.schema.vocabulary import Vocabulary

KEPT_BLOCKS = 20
"""How many removed versions of one entity keep their text for an undo."""
KEPT_NODES = 20
"""How many replaced versions of one file are kept for an undo; one that is lost is made from its text again."""


class Document:
    """A project that is being edited."""

    changed = Signal(ChangeSet)

    def __init__(
        self, state: Snapshot, disk: dict[str, DiskFile], findings: list[Finding], *, trusted: bool = False
    ) -> None:
        self._state = state
        self._disk = disk
        self._removed: Removed = {}
        self._replaced: Replaced = {}
        self._seen: dict[str, Seen] = {}
        self._unreadable: set[str] = set()
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
        clear_leftovers(root)
        with collection_paused():
            loaded = load_project(root)
        state = Snapshot(loaded.files, vocabulary or Vocabulary.builtin(), root)
        document = cls(state, loaded.disk, loaded.findings, trusted=trusted)
        document._unreadable = loaded.unreadable
        return document

    @classmethod
    def from_texts(
        cls,
        texts: Mapping[str, str],
        *,
        folder: pathlib.Path | str,
        vocabulary: Vocabulary | None = None,
        trusted: bool = False,
    ) -> Document:
        """A project made from the texts of its files by name; the disk is neither read nor written.

        Raises:
            DocumentError: A text is no valid file of its kind; names the file and the line.
        """
        files: dict[str, FileNode] = {}
        for name, text in texts.items():
            try:
                files[name] = read_text(name, text).node
            except UnusableError as error:
                raise error.told(name) from error
        state = Snapshot(files, vocabulary or Vocabulary.builtin(), pathlib.Path(folder))
        return cls(state, {}, [], trusted=trusted)

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
        draft = Draft(self._state, self._removed, self._replaced, self._disk, self._unreadable)
        with collection_paused():
            command.edit(draft)
            draft.finish()
        state = self._state
        self._state = Snapshot(draft.files, state.vocabulary, state.folder, state.revision + 1, state.views)
        self._settle(draft)
        self._tell(draft.change_set)
        return draft.change_set

    def return_to(self, state: Snapshot, now: Snapshot, change: ChangeSet) -> bool:
        """Go back, or forward again, to a state that a change lies between, without making it entity by entity.

        Args:
            state: The state to go to.
            now: The state on the other side of the change.
            change: What differs between the two.

        Returns:
            Whether that was possible: not when the document isn't in the state `now`, or knows other components by now.
        """
        current = self._state
        if state.vocabulary is not current.vocabulary or dict(now.files) != dict(current.files):
            return False
        self._state = Snapshot(state.files, state.vocabulary, current.folder, current.revision + 1, current.views)
        self._tell(change)
        return True

    def _tell(self, change: ChangeSet) -> None:
        try:
            self.changed.emit(change)
        except EmitLoopError:
            # The change has happened; a listener that fails must not make it look refused.
            logging.getLogger(__name__).exception("A part of the program failed to follow a change")

    def forget_views(self) -> None:
        """Let go of what was computed of the project; a view that is asked for again is made anew.

        A view holds the state that it is a view of, and each state the last views: without this, only the garbage
        collector could free a project that nobody uses any more.
        """
        self._state.views.clear()

    def become(self, other: Document, files: Iterable[str]) -> None:
        """Take over the state of some files from another document of the same folder, with what undo needs of it.

        What is known of the disk stays, so that all that differs from it is unsaved.
        """
        wanted = frozenset(files)
        merged = {name: node for name, node in self.files.items() if name not in wanted}
        merged.update((name, other.files[name]) for name in wanted if name in other.files)
        state = self._state
        self._state = Snapshot(merged, state.vocabulary, state.folder, state.revision + 1, state.views)
        self._removed = {**self._removed, **other._removed}
        self._replaced = {**self._replaced, **other._replaced}
        self._tell(ChangeSet(frozenset(map(Path, wanted)), wanted, True))

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

    def saved_line(self, path: Path) -> int:
        """The line where a value stands in the file on disk; 0 where it isn't there, or not yet.

        Unlike `line` it asks for no text of what is unsaved, which takes long after a change of thousands of entities.
        """
        disk = self._disk.get(path.file)
        node = disk.node if disk is not None else None
        if node is None or (path.entity_id is not None and path.entity_id not in node.entities):
            return 0
        return line_in(node, path)

    def on_disk(self) -> dict[str, str]:
        """The text of every file as it was last read or written; only files that the disk holds."""
        return {name: file.reading.text for name, file in self._disk.items()}

    def unchanged(self, file: str, text: str) -> FileNode | None:
        """The node of a file that the disk holds with just that text and nobody has changed; None otherwise."""
        known, node = self._disk.get(file), self.files.get(file)
        return node if known is not None and known.node is node and known.text == text else None

    def foreign(self, files: Iterable[str] | None = None) -> dict[str, Foreign]:
        """The files that another program has changed, created or deleted on disk; cheap where nothing happened.

        Args:
            files: The files to look at; all of them by default, new ones included.
        """
        found, same = find_foreign(self.folder, self._disk, self._seen, files)
        for name, reading in same.items():
            self._disk[name] = DiskFile(reading, self._disk[name].node)
            self._unreadable.discard(name)
        self._note_broken(found)
        return found

    def disk_files(self) -> dict[str, DiskFile]:
        """What is known of the disk, for `find_foreign` on another thread."""
        return dict(self._disk)

    def take_note(self, found: Mapping[str, Foreign], nodes: Mapping[str, FileNode]) -> None:
        """Learn what another thread found on disk, and take nodes that it made, so that a WriteFile need not parse."""
        self._note_broken(found)
        for name, node in nodes.items():
            self._replaced[name] = [*self._replaced.get(name, []), node][-KEPT_NODES:]

    def _note_broken(self, found: Mapping[str, Foreign]) -> None:
        for name, foreign in found.items():
            is_broken = bool(foreign.problem) and name not in self.files
            (self._unreadable.add if is_broken else self._unreadable.discard)(name)

    def accept_disk(self, file: str, text: str | None) -> None:
        """Take note that the disk now holds this text of a file, or no such file; the document itself stays as it is.

        What is unsaved, what saving writes over and what merging starts from follow.
        """
        seen = self._seen.pop(file, None)
        if text is None:
            self._disk.pop(file, None)
            return
        known = self._disk.get(file)
        if seen is not None and seen.reading is not None and seen.reading.text == text:
            reading = seen.reading
        else:
            reading = Reading(text, known.reading.bom if known else "")
        node = self.files.get(file)
        self._disk[file] = DiskFile(reading, node if node is not None and node.text == text else None)

    def unsaved(self) -> tuple[str, ...]:
        """The files whose text differs from what is on disk, deleted ones last."""
        files = self.files
        changed = [
            name
            for name, node in files.items()
            if (disk := self._disk.get(name)) is None or (node is not disk.node and node.text != disk.text)
        ]
        return (*changed, *(name for name in self._disk if name not in files))

    def save(self, *, overwrite: bool = False) -> list[pathlib.Path]:
        """Write every changed file, and again what has vanished; the version that it replaces stays as NAME.toml.bak.

        Args:
            overwrite: Also replace files that another program has changed since they were read.

        Returns:
            The written and deleted files.

        Raises:
            DocumentError: Nothing was lost: a file can't be written, or was changed by another program meanwhile.
        """
        pending = dict.fromkeys(self.unsaved())
        places = Places(self.folder)
        clear_leftovers(self.folder, {place_to_write(self.folder, name, places).parent for name in pending})
        found = self.foreign([*pending, *self._disk])
        for name, foreign in found.items():
            if foreign.has_vanished:
                pending[name] = None
            elif name in pending and not overwrite:
                raise _refusal(foreign)
        with collection_paused():
            return save_files(self.folder, {name: self.files.get(name) for name in pending}, self._disk)

    def know(self, vocabulary: Vocabulary, *, trusted: bool) -> None:
        """See the same project with other components, as after its code was trusted; no text changes by that."""
        state = self._state
        self._state = Snapshot(state.files, vocabulary, state.folder, state.revision + 1)
        self.trusted = trusted

    def move_to(self, folder: pathlib.Path) -> None:
        """Go on in another folder, which holds a copy of the project as it is now; the history keeps its bytes.

        Raises:
            FileNotFoundError: A file is not there.
            UnusableError: A file there can't be read.
        """
        state = self._state
        places = Places(folder)
        disk = {name: DiskFile(read_file(folder, name, places=places)) for name in state.files}
        self._state = Snapshot(state.files, state.vocabulary, folder, state.revision + 1)
        self._disk = {
            name: DiskFile(file.reading, node if node.text == file.text else None)
            for (name, node), file in zip(state.files.items(), disk.values(), strict=True)
        }
        self._seen.clear()

    def _settle(self, draft: Draft) -> None:
        for key, blocks in draft.removed.items():
            self._removed[key] = blocks[-KEPT_BLOCKS:]
        for file, nodes in draft.replaced.items():
            self._replaced[file] = nodes[-KEPT_NODES:]


def _refusal(foreign: Foreign) -> DocumentError:
    what = "another program has changed the file since it was opened, so it was not written"
    expected = "the version that was opened; reload the project, or save over the other version (it is kept as .bak)"
    return DocumentError(what, file_place(foreign.file), expected)

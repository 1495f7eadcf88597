"""The open merge as rows: files and entities with what is still open, and for each conflict the three versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from editor.api import CommandError, Links, Signal
from editor.ui.rooms.conflicts.words import minus, versions
from editor.ui.rooms.outliner.glyphs import OBJECT, glyph_among
from engine.document.merge import Conflict, Side
from engine.document.merge.install import is_installed
from engine.document.path import by_id, words
from engine.document.views.naming import names_in

SIDES: tuple[Side, Side, Side] = ("base", "ours", "theirs")
HOLDS: dict[Side | None, str] = {"base": "As it was", "ours": "Mine", "theirs": "Theirs", None: "Open"}
SET_UP = "files.set_up_git"
"""The action that sets up merging in git."""
ICONS = {"scenes": "stack", "encounters": "sword", "prefabs": "puzzle-piece", "decisions": "brain"}


@dataclass(frozen=True)
class ConflictRow:
    """One conflict: what it is about, its three versions in words, and which of them was chosen."""

    key: str
    entity: str
    field: str
    texts: tuple[str, str, str]
    """As it was, mine, theirs."""
    chosen: Side | None
    sentence: str


@dataclass(frozen=True)
class Place:
    """One line of the tree: everything, a file or an entity, with how much of it is resolved."""

    kind: Literal["all", "file", "entity"]
    file: str
    entity: str
    title: str
    icon: str
    count: int
    resolved: int


@dataclass(frozen=True)
class Merged:
    """One change that was merged without a conflict: whose, and what it did."""

    who: Literal["ours", "theirs"]
    sentence: str


class ConflictsModel:
    """The open merge and what the user says to it; `changed` fires when either differs."""

    changed = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.place: tuple[str, str] = ("", "")
        """The file and the entity whose conflicts are shown; empty for all."""
        self._links = Links(
            (editor.outside.changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.gestures.changed, self._changed),
            (editor.opened, self._changed),
            (editor.actions.ran, self._ran),
        )
        self._merging: tuple[object, bool] = (None, False)

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a merge waits."""
        return self.editor.outside.pending is not None

    @property
    def origin(self) -> str:
        """Where the other version comes from: disk, git or recovery."""
        pending = self.editor.outside.pending
        return pending.origin if pending is not None else "disk"

    @property
    def heading(self) -> str:
        """What the merge is about."""
        pending = self.editor.outside.pending
        if pending is None:
            return ""
        files = pending.files
        named = f"{files[0]}.toml" if len(files) == 1 else f"{len(files)} files"
        return {
            "disk": f"{named} changed on disk while you changed it here",
            "git": f"Two versions of {named} were merged by git",
            "recovery": f"{named} changed on disk since your work on it was lost",
        }[pending.origin]

    @property
    def counter(self) -> str:
        """How much is resolved: "1 of 3 resolved"."""
        pending = self.editor.outside.pending
        if pending is None:
            return ""
        return f"{pending.resolved} of {len(pending.conflicts)} resolved"

    @property
    def offer(self) -> str:
        """What changed on disk and waits for the user's word; empty when nothing does."""
        offer = self.editor.outside.offer
        if offer is None:
            return ""
        files = list(offer.texts)
        return f"{files[0]}.toml changed on disk" if len(files) == 1 else f"{len(files)} files changed on disk"

    def places(self) -> tuple[Place, ...]:
        """The lines of the tree: everything, then each file with its entities."""
        conflicts = self._conflicts()
        if not conflicts:
            return ()
        listed = [self._place("all", "", "", "All conflicts", "git-diff", conflicts)]
        for file in dict.fromkeys(conflict.file for conflict in conflicts):
            of_file = [conflict for conflict in conflicts if conflict.file == file]
            icon = ICONS.get(file.partition("/")[0], "folder")
            document = self.editor.document
            node = document.files.get(file) if document is not None else None
            title = (node.title if node is not None else "") or words(file.rpartition("/")[2])
            listed.append(self._place("file", file, "", title, icon, of_file))
            for entity in dict.fromkeys(conflict.entity or "" for conflict in of_file):
                own = [conflict for conflict in of_file if (conflict.entity or "") == entity]
                title = own[0].title if entity else "Settings of the file"
                listed.append(self._place("entity", file, entity, title, self._glyph(entity), own))
        return tuple(listed)

    def rows(self) -> tuple[ConflictRow, ...]:
        """The conflicts of the chosen place."""
        file, entity = self.place
        shown = [
            conflict
            for conflict in self._conflicts()
            if (not file or conflict.file == file) and (not entity or conflict.entity == entity)
        ]
        choices = self.editor.outside.pending.choices if self.is_open else {}
        vocabulary = self.editor.document.vocabulary if self.editor.document is not None else None
        return tuple(
            ConflictRow(
                conflict.key,
                conflict.title,
                conflict.label or "The whole entity" if conflict.kind != "file" else "The whole file",
                versions(conflict, vocabulary, self._inherited(conflict)),
                choices.get(conflict.key),
                minus(conflict.text),
            )
            for conflict in shown
        )

    def merged(self) -> tuple[Merged, ...]:
        """What was merged without a conflict, mine first."""
        pending = self.editor.outside.pending
        if pending is None:
            return ()
        at_odds = [conflict.path for conflict in pending.conflicts if conflict.path is not None]
        theirs = pending.merge.their_changes
        # What both did is theirs: after a merge by git the document has it from there.
        ours = [command for command in pending.merge.our_changes if command not in theirs]
        document = self.editor.document
        names = names_in(document.snapshot()) if document is not None else by_id
        return tuple(
            Merged(who, command.sentence(names))
            for who, commands in (("ours", ours), ("theirs", theirs))
            for command in commands
            if not any(_touches(command, path) for path in at_odds)
        )

    @property
    def is_set_up(self) -> bool:
        """Whether git merges the open project by entity already; looked up once for a project."""
        document = self.editor.document
        if document is not None and self._merging[0] is not document:
            self._merging = (document, is_installed(document.folder))
        return document is not None and self._merging[1]

    # -- what the user does ----------------------------------------------------------------------------------------

    def show(self, file: str = "", entity: str = "") -> None:
        """Show the conflicts of a file, of an entity, or all."""
        if (file, entity) != self.place:
            self.place = (file, entity)
            self.changed.emit()

    def choose(self, key: str, side: Side) -> None:
        """Let one side hold in a conflict."""
        if any(conflict.key == key for conflict in self._conflicts()):
            self.editor.outside.choose(key, side)

    def choose_all(self, side: Side) -> None:
        """Let one side hold in every conflict."""
        self.editor.outside.choose_all(side)

    def select(self, key: str) -> None:
        """Select the entity of a conflict, where it is in the open scene."""
        conflict = next((each for each in self._conflicts() if each.key == key), None)
        if conflict is not None and conflict.entity and self.editor.has_scene:
            entity = self.editor.view.get(conflict.entity)
            if entity is not None and entity.file == conflict.file:
                self.editor.selection.set([conflict.entity])

    @property
    def why_not_apply(self) -> str:
        """Why the merge can't be applied now; empty when it can."""
        return self.editor.outside.why_not_apply

    @property
    def is_held(self) -> bool:
        """Whether something else than open conflicts keeps the merge from being applied: a run, a drag."""
        pending = self.editor.outside.pending
        return pending is not None and not pending.open and bool(self.why_not_apply)

    def apply(self) -> None:
        """Make the merge one step of the history; a refusal is told in the status bar."""
        try:
            self.editor.outside.apply()
        except CommandError as refusal:
            self.editor.status(str(refusal))

    def take_in(self) -> None:
        """Take in what changed on disk."""
        self.editor.outside.take_in()

    # -- parts -----------------------------------------------------------------------------------------------------

    def _conflicts(self) -> tuple[Conflict, ...]:
        pending = self.editor.outside.pending
        return pending.conflicts if pending is not None else ()

    def _inherited(self, conflict: Conflict) -> Any:
        """What the value of a conflict amounts to where the file does not say it: its prefab's; None if unknown."""
        path, editor = conflict.path, self.editor
        entity = editor.view.get(path.entity_id) if path is not None and path.entity_id and editor.has_scene else None
        if path is None or entity is None or entity.file != path.file or len(path.inner) != 2:
            return None
        component = editor.view.below(entity).get(str(path.inner[0]))
        return getattr(component, str(path.inner[1]), None)

    def _glyph(self, entity: str) -> str:
        """The glyph that an entity has everywhere; that of settings for those of a file."""
        shown = self.editor.view.get(entity) if entity and self.editor.has_scene else None
        if shown is None:
            return OBJECT if entity else "sliders"
        return glyph_among(self.editor.view, shown)

    def _place(
        self,
        kind: Literal["all", "file", "entity"],
        file: str,
        entity: str,
        title: str,
        icon: str,
        conflicts: Iterable[Conflict],
    ) -> Place:
        keys = [conflict.key for conflict in conflicts]
        choices = self.editor.outside.pending.choices
        return Place(kind, file, entity, title, icon, len(keys), sum(key in choices for key in keys))

    def _ran(self, action: str) -> None:
        if action == SET_UP:
            self._merging = (None, False)
            self.changed.emit()

    def _changed(self, *_values: object) -> None:
        if self.place != ("", "") and not any((p.file, p.entity) == self.place for p in self.places()):
            self.place = ("", "")
        self.changed.emit()


def _touches(command: Any, path: Any) -> bool:
    """Whether a change is one side of a conflict at a path."""
    own = getattr(command, "path", None)
    if own is None:
        return getattr(command, "file", "") == path.file and getattr(command, "id", None) == path.entity_id
    depth = min(len(own.keys), len(path.keys))
    return own.file == path.file and own.keys[:depth] == path.keys[:depth]

"""A law is worth what it would notice: each check of the document's laws fails when its subject is broken."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from engine.document import (
    AddEntity,
    Command,
    CommandError,
    Compound,
    Document,
    FileNode,
    MoveEntity,
    RemoveEntity,
    Set,
    WriteFile,
)
from engine.document import document as document_module
from engine.document.disk import saving as saving_module
from engine.document.state import draft as draft_module
from engine.document.state.draft import Draft
from engine.document.state.node import Block
from engine.schema import toml_write
from tests.laws.document_checks import check_digest, check_json, check_redo, check_replay, check_save, check_undo
from tests.laws.document_sessions import Step, commands_of, opened

Break = Callable[[pytest.MonkeyPatch], None]
# Steps as in document_sessions: kind, which file and entity, what, value. File 0 is the scene, 1 the oddly written
# prefab, 2 the wasp and 3 the encounter.
HEALTH = ("health", "current")
WOUND: Step = ("set", 5, HEALTH, 5.0)
WOUND_WITHOUT_TABLE: Step = ("set", 0, HEALTH, 5.0)
MOVE: Step = ("move", 0, 3, "")
REMOVE: Step = ("remove", 5, 0, "")
PAIR: Step = ("pair", 0, ("name",), "A")
REWRITE: Step = ("write", 0, 0, "")
CREATE: Step = ("create", 0, 1, "")
DELETE: Step = ("delete", 2, 0, "")


def undo_does_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Set, "inverse", lambda self: Set(path=self.path, old=self.new, new=self.new))


def undo_of_a_compound_begins_at_its_beginning(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Compound, "inverse", lambda self: Compound(title="", commands=tuple(each.inverse() for each in self.commands))
    )


def undo_of_a_move_moves_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(MoveEntity, "inverse", lambda self: self)


def undo_of_a_removal_forgets_the_place(patch: pytest.MonkeyPatch) -> None:
    inverse = RemoveEntity.inverse
    patch.setattr(RemoveEntity, "inverse", lambda self: inverse(self).model_copy(update={"index": 0}))


def blocks_lose_their_comments(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Block, "changed", lambda self, data, undo=None: Block(data, self.identifier))


def nothing_remembers_that_a_table_was_absent(patch: pytest.MonkeyPatch) -> None:
    changed = Block.changed
    patch.setattr(Block, "changed", lambda self, data, undo=None: changed(self, data, None))


def removed_blocks_are_not_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Draft, "_take_buried", lambda *_: None)


def replaced_files_are_not_kept(patch: pytest.MonkeyPatch) -> None:
    settle = Document._settle

    def forgetful(self: Document, draft: Draft) -> None:
        draft.replaced.clear()
        settle(self, draft)

    patch.setattr(Document, "_settle", forgetful)


def whole_files_are_written_as_the_editor_likes(patch: pytest.MonkeyPatch) -> None:
    read = draft_module._node_of

    def canonical(file: str, text: str) -> FileNode:
        node = read(file, text)
        blocks = {key: Block(block.data, key) for key, block in node.entities.items()}
        return FileNode(file, Block(node.head.data), blocks)

    patch.setattr(draft_module, "_node_of", canonical)


def redo_leaves_out_the_last_part(patch: pytest.MonkeyPatch) -> None:
    edit, done = Compound.edit, set[str]()

    def half(self: Compound, draft: Draft) -> None:
        seen = self.to_json() in done
        done.add(self.to_json())
        edit(Compound(title=self.title, commands=self.commands[:-1]) if seen else self, draft)

    patch.setattr(Compound, "edit", half)


def journals_round_numbers(patch: pytest.MonkeyPatch) -> None:
    written = Command.to_json
    patch.setattr(Command, "to_json", lambda self: written(self).replace(".0", ""))


def saving_drops_a_file(patch: pytest.MonkeyPatch) -> None:
    save = saving_module.save_files

    def short(folder: Any, nodes: Mapping[str, FileNode | None], disk: Any) -> Any:
        return save(folder, dict(list(nodes.items())[1:]), disk)

    patch.setattr(document_module, "save_files", short)


def saving_keeps_what_was_deleted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(saving_module, "_delete", lambda _folder, file, disk: disk.pop(file.name))


def saving_does_not_look_for_deleted_files(patch: pytest.MonkeyPatch) -> None:
    unsaved = Document.unsaved
    patch.setattr(Document, "unsaved", lambda self: tuple(file for file in unsaved(self) if file in self.files))


def texts_hold_less_than_the_data(patch: pytest.MonkeyPatch) -> None:
    # Floats are the one thing that is written by `repr` there.
    patch.setattr(toml_write, "repr", lambda value: f"{value:.0f}.0", raising=False)


def redone(commands: list[Command]) -> None:
    with opened() as document:
        check_redo(document, commands)


def undone(commands: list[Command]) -> None:
    with opened() as document:
        check_undo(document, commands, read_between=False)
    with opened() as document:
        check_undo(document, commands, read_between=True)


def replayed(commands: list[Command]) -> None:
    with opened() as document, opened() as other:
        check_replay(document, other, commands)


def saved(commands: list[Command]) -> None:
    with opened() as document:
        check_save(document, commands)


def played(commands: list[Command]) -> None:
    with opened() as document:
        check_digest(document, commands)


MUTANTS: list[tuple[Break, Callable[[list[Command]], None], list[Step]]] = [
    (undo_does_nothing, undone, [WOUND]),
    (undo_of_a_compound_begins_at_its_beginning, undone, [("relocate", 0, 0, "")]),
    (undo_of_a_move_moves_again, undone, [("move", 0, 3, "")]),
    (undo_of_a_removal_forgets_the_place, undone, [("remove", 4, 0, "")]),
    (undo_of_a_removal_forgets_the_place, check_json, [("remove", 4, 0, "")]),
    (blocks_lose_their_comments, undone, [("head", 0, ("terrain", "seed"), 9)]),
    (nothing_remembers_that_a_table_was_absent, undone, [WOUND_WITHOUT_TABLE]),
    (removed_blocks_are_not_kept, undone, [("remove", 4, 0, "")]),
    (replaced_files_are_not_kept, undone, [WOUND_WITHOUT_TABLE, REWRITE]),
    (whole_files_are_written_as_the_editor_likes, undone, [REWRITE]),
    (redo_leaves_out_the_last_part, redone, [PAIR]),
    (journals_round_numbers, replayed, [WOUND]),
    (saving_drops_a_file, saved, [WOUND]),
    (saving_keeps_what_was_deleted, saved, [DELETE]),
    (saving_does_not_look_for_deleted_files, saved, [DELETE]),
    (texts_hold_less_than_the_data, saved, [("set", 0, HEALTH, 5.25)]),
    (texts_hold_less_than_the_data, played, [("set", 4, HEALTH, 5.25)]),
    (undo_does_nothing, played, [("set", 4, HEALTH, 5.25)]),
]


@pytest.mark.parametrize(("break_it", "law", "session"), MUTANTS, ids=lambda each: getattr(each, "__name__", ""))
def test_the_law_notices(
    break_it: Break,
    law: Callable[[list[Command]], None],
    session: list[Step],
    monkeypatch: pytest.MonkeyPatch,
):
    commands = commands_of(session)
    assert len(commands) == len(session), "the document takes every step"
    law(commands)

    break_it(monkeypatch)

    with pytest.raises((AssertionError, CommandError)):
        law(commands)


def test_every_kind_of_command_is_among_the_sessions():
    session = [WOUND, MOVE, REMOVE, PAIR, REWRITE, CREATE, DELETE, ("add", 0, 0, "x")]

    kinds = {type(command) for command in commands_of(session)}

    assert kinds == {Set, AddEntity, MoveEntity, RemoveEntity, Compound, WriteFile}

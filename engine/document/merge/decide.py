"""Decides block by block what becomes of it: one side's change, both sides' changes together, or a conflict."""

from collections.abc import Mapping
from typing import Any, cast

from engine.document.merge.conflict import Conflict, Judge, Kind, Trio, each_at
from engine.document.merge.outcome import FileOutcome, Outcome, is_equal
from engine.document.merge.sides import Sheet, kind_of
from engine.document.merge.values import Keys, Shape, merged_table
from engine.document.merge.words import Wording, name_of
from engine.document.path import Path, part_words
from engine.document.state.node import Block
from engine.schema.values import Value, plain, same
from engine.schema.vocabulary import Vocabulary

_NO_DATA: Mapping[str, Any] = {}


class Decider:
    """Decides the blocks of files with one vocabulary and one judge."""

    def __init__(self, vocabulary: Vocabulary, judge: Judge) -> None:
        self.vocabulary = vocabulary
        self.judge = judge
        self.words = Wording(vocabulary)

    def shape(self, file: str, *, is_head: bool) -> Shape:
        """How the blocks of a file are merged."""
        return Shape(self.vocabulary, kind_of(file), is_head=is_head)

    def file(self, file: str, sheets: Trio[Sheet], moves: Mapping[str, Trio[Block | None] | None]) -> FileOutcome:
        """What becomes of each block of a file that the result has; some moved in from another file, or out of it."""
        heads = sheets.map(lambda sheet: sheet.node.head if sheet.text is not None else None)
        outcome = FileOutcome(file, sheets, self._head(file, heads, _title(sheets)))
        tables = sheets.map(lambda sheet: sheet.node.entities)
        for identifier in {**tables.ours, **tables.theirs, **tables.base}:
            trio: Trio[Block | None] = each_at(tables, identifier)
            moved = moves.get(identifier)
            if moved is not None:
                outcome.entities[identifier] = self._moved(file, identifier, moved)
            elif identifier in moves:
                outcome.entities[identifier] = Outcome.of(trio, None)
            else:
                outcome.entities[identifier] = self.entity(file, identifier, trio)
        return outcome

    def entity(self, file: str, identifier: str, trio: Trio[Block | None]) -> Outcome:
        """What becomes of one entity."""
        base, ours, theirs = trio
        if is_equal(ours, theirs) or is_equal(theirs, base):
            return Outcome.of(trio, ours)
        if is_equal(ours, base):
            return Outcome.of(trio, theirs)
        if base is None and ours is not None and theirs is not None and not same(ours.data, theirs.data):
            return self._chosen(file, identifier, trio, "added")
        if ours is None or theirs is None:
            return self._chosen(file, identifier, trio, "removed")
        title = name_of(identifier, datas_of(trio))
        return self._merged(Path.entity(file, identifier), title, trio, self.shape(file, is_head=False))

    def _moved(self, file: str, identifier: str, trio: Trio[Block | None]) -> Outcome:
        """An entity that a side moved here; moving it is a change, so deleting it meanwhile is a conflict."""
        if None in trio:
            return self._chosen(file, identifier, trio, "removed")
        return self.entity(file, identifier, trio)

    def _head(self, file: str, trio: Trio[Block | None], title: str) -> Outcome:
        base, ours, theirs = trio
        if is_equal(ours, theirs) or is_equal(theirs, base):
            return Outcome.of(trio, ours)
        if is_equal(ours, base):
            return Outcome.of(trio, theirs)
        return self._merged(Path(file), title, trio, self.shape(file, is_head=True))

    def _merged(self, path: Path, title: str, trio: Trio[Block | None], shape: Shape) -> Outcome:
        def decide(keys: Keys, values: Trio[Any]) -> Any:
            where = Path(path.file, (*path.keys, *keys))
            kind: Kind = "removed" if values.base is not None and None in values else "value"
            whose = part_words(title, str(where.keys[3])) if where.is_of_part else title
            text = self.words.value_conflict(where, kind_of(path.file), whose, values)
            conflict = conflict_at(where, kind, values, whose, self.words.label(where), text)
            return values.of(self.judge.settle(conflict))

        datas = trio.map(lambda block: block.data if block else _NO_DATA)
        return Outcome(trio, merged_table(datas, shape, decide))

    def _chosen(self, file: str, identifier: str, trio: Trio[Block | None], kind: Kind) -> Outcome:
        datas = datas_of(trio)
        title = name_of(identifier, datas)
        text = self.words.addition(title, datas) if kind == "added" else self.words.removal(title, datas)
        conflict = conflict_at(Path.entity(file, identifier), kind, datas, title, "", text)
        return Outcome.of(trio, trio.of(self.judge.settle(conflict)))


def conflict_at(
    path: Path, kind: Kind, values: Trio[Any], title: str, label: str, text: str, mark: str = ""
) -> Conflict:
    """A conflict about what stands at a path; its key is the path, and a mark where one path can have two."""
    base, ours, theirs = (cast("Value", plain(value)) for value in values)
    key = f"{path}{mark}"
    return Conflict(path.file, path, path.entity_id, kind, base, ours, theirs, title, label, text, key)


def datas_of(trio: Trio[Block | None]) -> Trio[Mapping[str, Any] | None]:
    """The data of each block that is there."""
    return trio.map(lambda block: block.data if block else None)


def _title(sheets: Trio[Sheet]) -> str:
    present = (sheet.node for sheet in (sheets.ours, sheets.base, sheets.theirs) if sheet.text is not None)
    return next(present, sheets.ours.node).title

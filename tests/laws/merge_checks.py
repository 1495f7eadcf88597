"""The laws of diff and merge as plain functions: each takes texts and asserts one law."""

from collections.abc import Iterable, Mapping
from typing import cast

from engine.document import (
    AddEntity,
    Command,
    Document,
    FileNode,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
    WriteFile,
    WriteTile,
)
from engine.document.diff import diff
from engine.document.merge import Merge, Side, merge
from engine.document.merge.compose import compose, read_sides
from engine.document.merge.ground import compose_tiles, read_tiles
from engine.document.merge.resplit import resplit
from engine.document.merge.sides import read_sheet
from engine.schema.text import parse_text
from engine.schema.tile import Tile
from engine.schema.tile_text import heights_of, painted_as
from engine.schema.values import same
from engine.schema.vocabulary import Vocabulary
from tests.laws.document_sessions import Step, opened, perform, texts_of

Texts = Mapping[str, str]


class AlwaysTheirs(dict[str, Side]):
    """Choices in which the other side holds in every conflict, whichever there will be."""

    def get(self, key: str, default: object = None) -> Side:  # type: ignore[override]
        return "theirs"


def base_texts() -> dict[str, str]:
    """The orchard as it is opened."""
    with opened() as document:
        return texts_of(document)


def grown(session: list[Step]) -> dict[str, str]:
    """The texts after a designer's session that begins with the orchard."""
    with opened() as document:
        perform(document, session)
        return texts_of(document)


def loaded(texts: Texts) -> Document:
    """A document of texts; fails where one of them doesn't load."""
    return Document.from_texts(texts, folder=".")


def data_of(document: Document) -> dict[str, object]:
    """All data: each file's head, and its entities in order."""
    return {
        file: [("", dict(node.head.data)), *((key, dict(block.data)) for key, block in node.entities.items())]
        for file, node in document.files.items()
    }


def is_same_data(one: Texts, other: Texts) -> bool:
    """Whether two projects say the same, in the same order."""
    ours, theirs = data_of(loaded(one)), data_of(loaded(other))
    return ours.keys() == theirs.keys() and all(
        [key for key, _ in ours[file]] == [key for key, _ in theirs[file]]
        and all(same(mine, its) for (_, mine), (_, its) in zip(ours[file], theirs[file], strict=True))
        for file in ours
    )


def check_diff(before: Texts, after: Texts) -> None:
    """The difference, applied in order, gives the data of the later state."""
    document = loaded(before)
    for command in diff(document, loaded(after)):
        document.apply(command)
    assert is_same_data(texts_of(document), after)
    assert diff(document, loaded(after)) == ()


def check_diff_bytes(before: Texts, after: Texts) -> None:
    """Where the editor wrote the later text, applying the difference writes the very same bytes."""
    document = loaded(before)
    for command in diff(document, loaded(after)):
        document.apply(command)
    assert texts_of(document) == after


def check_identity(base: Texts, changed: Texts) -> None:
    """What one side alone did is the result, byte for byte; so is what both did alike."""
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert merged.conflicts == ()
        assert merged.texts() == changed


def check_loads(merged: Merge) -> None:
    """The merged text loads, whatever is chosen."""
    loaded(merged.texts())
    for side in ("ours", "theirs", "base"):
        loaded(merged.texts({conflict.key: side for conflict in merged.conflicts}))


def check_mirror(base: Texts, ours: Texts, theirs: Texts) -> None:
    """The sides' names make no difference: the same bytes where there is no conflict, else the same conflicts.

    Some conflicts follow from how another one is settled, so both merges let the same designer win.
    """
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert one.texts() == other.texts()
        return
    texts, conflicts = compose(read_sides(base, theirs, ours), Vocabulary.builtin(), AlwaysTheirs())
    tiles, at_odds = compose_tiles(read_tiles(base, theirs, ours), AlwaysTheirs())
    texts, conflicts = {**texts, **tiles}, (*conflicts, *at_odds)
    assert {each.key: (each.kind, each.ours, each.theirs) for each in one.conflicts} == {
        each.key: (each.kind, each.theirs, each.ours) for each in conflicts
    }
    mine = one.texts()
    assert is_same_data(
        {file: mine[file] for file in texts if file in mine}, {k: v for k, v in texts.items() if v is not None}
    )


def check_choices(base: Texts, ours: Texts, theirs: Texts) -> None:
    """Who is chosen in a conflict about a value, his value stands there; and the other conflicts stay as they were."""
    merged = merge(base, ours, theirs)
    values = [
        each for each in merged.conflicts if each.kind == "value" and each.path and each.path.inner != ("parent",)
    ]
    plain = loaded(merged.texts())
    for conflict in values:
        path = cast("Path", conflict.path)
        assert same(plain.value(path), conflict.ours)
        for side in ("theirs", "base"):
            result = loaded(merged.texts({conflict.key: side}))
            assert same(result.value(path), getattr(conflict, side))
            for other in values:
                if other is not conflict:
                    assert same(result.value(cast("Path", other.path)), other.ours)


def check_resplit(before: Texts, after: Texts) -> bool:
    """A text taken apart along a known one is what parsing all of it gives; says whether that was tried at all."""
    was_tried = False
    for file, text in after.items():
        known = read_sheet(file, before.get(file), "base").node
        plain = text.replace("\r\n", "\n").rstrip("\n") + "\n"
        whole = FileNode.from_text(file, parse_text(plain))
        node = resplit(known, plain) if whole.loose is None else None
        if node is not None:
            was_tried = True
            assert node.text == plain
            assert same(dict(node.head.data), dict(whole.head.data))
            assert [(each.identifier, each.text("\n"), each.data) for each in node.entities.values()] == [
                (each.identifier, each.text("\n"), each.data) for each in whole.entities.values()
            ]
            assert (node.head.text("\n"), node.tail) == (whole.head.text("\n"), whole.tail)
    return was_tried


def check_disjoint(base: Texts, ours: Texts, theirs: Texts) -> None:
    """Changes of different things make no conflict, whichever side is called ours, and all of them are there."""
    assert merge(base, ours, theirs).conflicts == ()
    check_mirror(base, ours, theirs)
    check_completeness(base, ours, theirs)


def check_completeness(base: Texts, ours: Texts, theirs: Texts) -> None:
    """Where there is no conflict, every value that a side changed, and every entity that it added or removed, is so."""
    merged = merge(base, ours, theirs)
    if merged.conflicts:
        return
    result = loaded(merged.texts())
    for side in (loaded(ours), loaded(theirs)):
        for command in diff(loaded(base), side):
            assert _holds(result, side, command, base), command.sentence()


def _holds(result: Document, side: Document, command: Command, base: Texts) -> bool:
    if isinstance(command, Set) and (who := command.path.entity_id) is not None:
        places = [file for file in (command.path.file, *result.files) if who in result.entities(file)]
        command = command.model_copy(update={"path": Path(places[0], command.path.keys)})
    match command:
        case Set() if isinstance(command.new, list) and command.path.inner in (("tags",), ("agent", "actions")):
            old, now = command.old or [], result.value(command.path) or []
            added = set(command.new) - set(old)
            removed = set(old) - set(command.new)
            return added <= set(now) and not removed & set(now)
        case Set():
            if isinstance(command.new, dict):
                told = [(result.value(command.path / key), value) for key, value in command.new.items()]
                return isinstance(command.old, dict) or all(
                    set(value) <= set(now) if isinstance(value, list) and isinstance(now, list) else same(now, value)
                    for now, value in told
                )
            return same(result.value(command.path), command.new)
        case AddEntity():
            return any(command.id in result.entities(file) for file in result.files)
        case RemoveEntity():
            gone = command.id not in result.entities(command.file)
            return gone or command.id in side.entities(command.file)
        case WriteFile():
            return (command.file in result.files) == (command.new is not None)
        case WriteTile():
            node = result.files.get(command.file)
            tiles = (each or Tile() for each in (command.old, command.new, node.tile if node is not None else None))
            points = (zip(heights_of(tile), painted_as(tile), strict=True) for tile in tiles)
            return all(
                now[layer] == new[layer] or new[layer] == old[layer]
                for old, new, now in zip(*points, strict=True)
                for layer in (0, 1)
            )
        case _:
            return isinstance(command, MoveEntity)


def check_soundness(base: Texts, ours: Texts, theirs: Texts) -> None:
    """A merge makes no ring of parents, leaves nobody under a parent that is gone, and gives no id twice.

    That holds whatever is chosen, unless a side had it so.
    """
    merged = merge(base, ours, theirs)
    known = {fault for side in (base, ours, theirs) for fault in _faults(loaded(side))}
    for choice in ("ours", "theirs", "base"):
        faults = _faults(loaded(merged.texts({conflict.key: choice for conflict in merged.conflicts})))
        assert faults <= known, (choice, faults - known)
    if not merged.conflicts:
        before = _lost_references(loaded(ours)) | _lost_references(loaded(theirs))
        assert _lost_references(loaded(merged.texts())) <= before


def _lost_references(document: Document) -> set[tuple[str, str]]:
    """Ribbons that lead to nobody."""
    ribbons = {
        (key, str(cast("dict[str, str]", block.data.get("ribbon", {})).get("to", "")))
        for node in document.files.values()
        for key, block in node.entities.items()
    }
    known = {key for node in document.files.values() for key in node.entities}
    return {(who, goal) for who, goal in ribbons if goal and goal not in known}


def _faults(document: Document) -> set[tuple[str, ...]]:
    """Rings, orphans and twins of a project."""
    faults: set[tuple[str, ...]] = set()
    places: dict[str, list[str]] = {}
    for file, node in document.files.items():
        parents = {key: block.data.get("parent") for key, block in node.entities.items()}
        for key in parents:
            if node.kind in ("scene", "encounter"):
                places.setdefault(key, []).append(file)
            way = [key]
            while isinstance(parent := parents.get(way[-1]), str) and parent not in way:
                way.append(parent)
            if parent in way:
                faults.add(("ring", *sorted(way[way.index(parent) :])))
        faults |= {
            ("orphan", file, key, str(parent)) for key, parent in parents.items() if parent and parent not in parents
        }
    return faults | {("twin", key) for key, files in places.items() if len(files) > 1}


def check_comments(base: Texts, ours: Texts, theirs: Texts) -> None:
    """No comment that a side wrote is lost where there is no conflict."""
    merged = merge(base, ours, theirs)
    if merged.conflicts:
        return
    whole = "".join(merged.texts().values())
    for side in (ours, theirs):
        for file, text in side.items():
            for comment in _new_comments(base.get(file, ""), text):
                assert comment in whole, comment


def _new_comments(before: str, after: str) -> Iterable[str]:
    from engine.schema.toml_split import comments_of

    old, new = ([piece for each in comments_of(text) for piece in each.split(" #")] for text in (before, after))
    return [each for each in new if each not in old]

"""Finds what one side deleted while the other began to refer to it."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.document.merge.conflict import Conflict, Side
from engine.document.merge.decide import Decider, conflict_at, datas_of
from engine.document.merge.outcome import FileOutcome, Outcome
from engine.document.merge.relocate import Sheets
from engine.document.merge.words import name_of
from engine.document.path import Path
from engine.schema.values import same
from engine.schema.vocabulary import Vocabulary

PREFABS = "prefabs/"
OTHER: dict[Side, Side] = {"ours": "theirs", "theirs": "ours"}


def kept_prefabs(files: Mapping[str, FileOutcome], sheets: Sheets, decider: Decider) -> dict[str, Side]:
    """The prefab files that the merge would delete although the other side made new instances: each a conflict.

    Returns:
        The side whose file holds, by file, for those that are not deleted after all.
    """
    gone = {file for file in sheets if file.startswith(PREFABS) and file not in files}
    kept: dict[str, Side] = {}
    users = _changed(files) if gone else ()
    for outcome, user, data in users:
        file = f"{PREFABS}{data.get('prefab')}"
        before = outcome.entities[user].trio.base
        if file not in gone or (before is not None and before.data.get("prefab") == data.get("prefab")):
            continue
        trio = sheets[file]
        deleter: Side = "ours" if trio.ours.text is None else "theirs"
        own = outcome.entities[user].trio.of(OTHER[deleter])
        if trio.of(OTHER[deleter]).text is None or own is None or own.data.get("prefab") != data.get("prefab"):
            continue
        title, who = trio.base.node.title, name_of(user, datas_of(outcome.entities[user].trio))
        text = (
            f"{title} ({file}.toml): you deleted the prefab, the other side made {who} an instance of it."
            if deleter == "ours"
            else f"{title} ({file}.toml): you made {who} an instance of it, the other side deleted the prefab."
        )
        base, ours, theirs = (sheet.text for sheet in trio)
        known = decider.judge.conflicts.get(file)
        conflict = known or Conflict(file, None, None, "file", base, ours, theirs, title, "", text, file)
        side = decider.judge.settle(conflict)
        if trio.of(side).text is not None:
            kept[file] = side
    return kept


def settle_references(files: Mapping[str, FileOutcome], decider: Decider) -> None:
    """An entity that one side deleted while the other began to refer to it is a conflict; it stays if so chosen."""
    gone: dict[str, list[tuple[FileOutcome, Side]]] = {}
    for outcome in files.values():
        for identifier, each in outcome.entities.items():
            deleter = _deleter(each)
            if each.data is None and each.trio.base is not None and deleter is not None:
                if all(other.data(identifier) is None for other in files.values()):
                    gone.setdefault(identifier, []).append((outcome, deleter))
    if not gone:
        return
    fields = _reference_fields(decider.vocabulary)
    for outcome, user, data in list(_changed(files)):
        before = outcome.entities[user].trio.base
        old = set(_named(before.data, fields)) if before else set[str]()
        for identifier in dict.fromkeys(_named(data, fields)):
            if identifier in old:
                continue
            trio = outcome.entities[user].trio
            for place, deleter in gone.get(identifier, ()):
                own = trio.of(OTHER[deleter])
                if own is not None and identifier in _named(own.data, fields):
                    _settle(place, identifier, deleter, name_of(user, datas_of(trio)), decider)


def _settle(place: FileOutcome, identifier: str, deleter: Side, user: str, decider: Decider) -> None:
    outcome = place.entities[identifier]
    datas = datas_of(outcome.trio)
    title = name_of(identifier, datas)
    text = (
        f"{title}: you deleted it, the other side made {user} refer to it."
        if deleter == "ours"
        else f"{title}: you made {user} refer to it, the other side deleted it."
    )
    path = Path.entity(place.name, identifier)
    known = decider.judge.conflicts.get(str(path))
    side = decider.judge.settle(known or conflict_at(path, "removed", datas, title, "", text))
    place.entities[identifier] = Outcome.of(outcome.trio, outcome.trio.of(side))


def _deleter(outcome: Outcome) -> Side | None:
    """The one side that deleted an entity; None where both did, or none."""
    _, ours, theirs = outcome.trio
    if ours is None:
        return "ours" if theirs is not None else None
    return "theirs" if theirs is None else None


def _changed(files: Mapping[str, FileOutcome]) -> Iterator[tuple[FileOutcome, str, Mapping[str, Any]]]:
    """The entities of the result that a side added or changed."""
    for outcome in files.values():
        for identifier, each in outcome.entities.items():
            base = each.trio.base
            if each.data is not None and each.data is not (base.data if base else None):
                if base is None or not same(dict(base.data), dict(each.data)):
                    yield outcome, identifier, each.data


def _reference_fields(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The fields of each component that name entities."""
    found = {
        key: tuple(spec.name for spec in component.fields() if spec.ref == "entity")
        for key, component in vocabulary.components.items()
    }
    return {key: names for key, names in found.items() if names}


def _named(data: Mapping[str, Any], fields: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The ids of the entities that a block refers to."""
    for component, names in fields.items():
        table = data.get(component)
        if not isinstance(table, dict):
            continue
        for name in names:
            value: Any = cast("dict[str, Any]", table).get(name)
            values = cast("list[Any]", value) if isinstance(value, list) else [value]
            yield from (each for each in values if isinstance(each, str))

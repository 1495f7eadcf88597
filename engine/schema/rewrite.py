"""Writes anew what changed of a block, where it stands; the rest keeps its place, what is new has its canonical one."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from engine.schema.reserved import PARTS, RESERVED
from engine.schema.text import ENTITIES
from engine.schema.toml_split import Section, Statement, split_sections, split_statements
from engine.schema.toml_write import header_text, holds_blocks, is_table, statement_text, tables_text
from engine.schema.values import same

_RESERVED_ORDER = {key: place for place, key in enumerate(RESERVED)}
_HEAD_KEYS = ("format", "kind", "title")
Order = Callable[[str], tuple[int, str]]


def entity_order(key: str) -> tuple[int, str]:
    """Canonical order inside an entity block: the reserved keys, then components by id, then parts."""
    if key == PARTS:
        return (len(RESERVED) + 1, "")
    place = _RESERVED_ORDER.get(key)
    return (len(RESERVED), key) if place is None else (place, "")


def head_order(key: str) -> tuple[int, str]:
    """Canonical order at the head of a file: format, kind, title, then the rest by name."""
    return (_HEAD_KEYS.index(key), "") if key in _HEAD_KEYS else (len(_HEAD_KEYS), key)


def by_name(key: str) -> tuple[int, str]:
    """Canonical order inside a component, and of parts."""
    return (0, key)


def entity_text(identifier: str, block: Mapping[str, Any], newline: str = "\n") -> str:
    """The canonical text of a new entity block, the blank line above it included."""
    return newline + tables_text((ENTITIES, identifier), block, entity_order, newline, PARTS)


def head_text(head: Mapping[str, Any], newline: str = "\n") -> str:
    """The canonical text of a new file's head."""
    return tables_text((), head, head_order, newline)


def rewrite_entity(text: str, identifier: str, old: Mapping[str, Any], new: Mapping[str, Any], newline: str) -> str:
    """The text of an entity block after a change from `old` to `new`."""
    return _rewrite(text, (ENTITIES, identifier), old, new, entity_order, newline)


def rewrite_head(text: str, old: Mapping[str, Any], new: Mapping[str, Any], newline: str) -> str:
    """The text of a file's head after a change from `old` to `new`."""
    return _rewrite(text, (), old, new, head_order, newline)


def _rewrite(
    text: str, prefix: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any], order: Order, newline: str
) -> str:
    sections, tail = split_sections(text)
    depth = len(prefix)
    groups: dict[str, list[Section]] = {}
    root: Section | None = None
    for section in sections:
        if len(section.keys) > depth:
            groups.setdefault(section.keys[depth], []).append(section)
        elif section.keys == prefix:
            root = section
    kept = _kept(old, new)

    lead, header, statements, trailing = _root_parts(text, root, prefix, newline)
    inline = {statement.key for statement in statements}
    # What did not change stays where it stands: among the statements, in tables of its own, or in both.
    own = kept & groups.keys()
    plain = {key for key in new if (key in inline and key in kept) or (key not in own and not is_table(new[key]))}
    head = "".join([lead, header, *_statements(statements, plain, kept, new, order, newline), trailing])

    def written(key: str) -> str:
        group = groups.get(key)
        if key == PARTS and holds_blocks(new[key]):
            return parts_text((*prefix, key), text, group or [], old.get(key), new[key], newline)
        return "".join(_table((*prefix, key), text, group, old.get(key), new[key], newline))

    pieces: list[tuple[str | None, str]] = []
    for section in sections:
        key = section.keys[depth] if len(section.keys) > depth else None
        if section is root:
            pieces.append((None, head))
        elif key is not None and key in own:
            pieces.append((key, _lined(text[section.start : section.end], newline)))
        elif key is not None and key in new and key not in plain and section is groups[key][0]:
            pieces.append((key, written(key)))
    wanted = {key: written(key) for key in new if key not in groups and key not in plain}
    if root is None and (plain or not pieces):
        pieces.insert(0, (None, head))
    return "".join([*_placed(pieces, wanted, order), text[tail:]])


def _placed(pieces: list[tuple[str | None, str]], added: Mapping[str, str], order: Order) -> list[str]:
    """Pieces in their order, each added one behind the last that canonically stands before it; None stands first."""
    placed = list(pieces)
    for key in sorted(added, key=order):
        ranks = [((-1, "") if other is None else order(other), at) for at, (other, _) in enumerate(placed)]
        _, nearest = max((each for each in ranks if each[0] < order(key)), default=(None, -1))
        placed.insert(nearest + 1, (key, added[key]))
    return [piece for _, piece in placed]


def parts_text(
    prefix: tuple[str, ...], text: str, group: list[Section], old: Any, new: Mapping[str, Any], newline: str
) -> str:
    """The text of what a block says of parts; a part of which it says the same keeps its own text."""
    depth = len(prefix)
    known: Mapping[str, Any] = cast("dict[str, Any]", old) if holds_blocks(old) else {}
    texts: dict[str, str] = {}
    for section in group:
        if len(section.keys) > depth:
            name = section.keys[depth]
            texts[name] = texts.get(name, "") + _lined(text[section.start : section.end], newline)
    found: list[tuple[str | None, str]] = []
    for name, part in texts.items():
        if name in known and name in new:
            is_same = same(known[name], new[name])
            keys = (*prefix, name)
            written = part if is_same else _rewrite(part, keys, known[name], new[name], entity_order, newline)
            found.append((name, written))
    added = {
        name: tables_text((*prefix, name), new[name], entity_order, newline, PARTS)
        for name in new.keys() - {name for name, _ in found}
    }
    return "".join(_placed(found, added, by_name))


def _kept(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """The keys whose values are the same in both; most are the very same object."""
    return {key for key, value in new.items() if key in old and (old[key] is value or same(old[key], value))}


def _root_parts(
    text: str, root: Section | None, prefix: tuple[str, ...], newline: str
) -> tuple[str, str, list[Statement], str]:
    if root is None:
        gap = newline if len(prefix) == 2 else ""  # above an entity, but not above what it says of a part
        return gap, header_text(prefix) + newline, [], ""
    statements, trailing = split_statements(text[root.body : root.end])
    header = _lined(text[root.header : root.body], newline)
    return text[root.start : root.header], header, statements, _lined(trailing, newline)


def _table(
    keys: tuple[str, ...], text: str, group: list[Section] | None, old: Any, new: Mapping[str, Any], newline: str
) -> list[str]:
    """The text of one changed or added inner table; comments stay with the statements that they stand above."""
    match group:
        case [section] if section.keys == keys and not section.is_array:
            statements, trailing = split_statements(text[section.body : section.end])
            return [
                text[section.start : section.header],
                _lined(text[section.header : section.body], newline),
                *_statements(statements, set(new), _kept(old, new), new, by_name, newline),
                _lined(trailing, newline),
            ]
        case _:
            lead = text[group[0].start : group[0].header] if group else newline if len(keys) == 1 else ""
            lines = [header_text(keys), *(statement_text(key, new[key]) for key in sorted(new))]
            return [lead, *(line + newline for line in lines)]


def _statements(
    statements: list[Statement],
    wanted: set[str],
    kept: set[str],
    new: Mapping[str, Any],
    order: Order,
    newline: str,
) -> list[str]:
    """Statements where they stand: kept ones verbatim, changed ones anew below their old comments; then new ones."""
    found: list[tuple[str | None, str]] = []
    seen: set[str] = set()
    for statement in statements:
        key = statement.key
        if key not in wanted:
            continue
        if key in kept:
            found.append((key, statement.lead + _lined(statement.text, newline)))
        elif key not in seen:
            remark = f" {statement.comment}" if statement.comment else ""
            found.append((key, f"{statement.lead}{statement_text(key, new[key])}{remark}{newline}"))
        seen.add(key)
    return _placed(found, {key: statement_text(key, new[key]) + newline for key in wanted - seen}, order)


def _lined(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline

"""Writes a changed block anew: canonical order and spelling, while parts that did not change keep their own text."""

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
    parts = [lead, header, *_statements(statements, plain, kept, new, order, newline), trailing]
    for key in sorted(new, key=order):
        group = groups.get(key)
        if key == PARTS and key not in own and holds_blocks(new[key]):
            parts.append(parts_text((*prefix, key), text, group or [], old.get(key), new[key], newline))
        elif key in own:
            parts += [_lined(text[section.start : section.end], newline) for section in groups[key]]
        elif key not in plain:
            parts += _table((*prefix, key), text, group, old.get(key), new[key], newline)
    return "".join([*parts, text[tail:]])


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
    found: list[str] = []
    for name in sorted(new):
        if name in known and name in texts:
            is_same = same(known[name], new[name])
            part = texts[name]
            keys = (*prefix, name)
            found.append(part if is_same else _rewrite(part, keys, known[name], new[name], entity_order, newline))
        else:
            found.append(tables_text((*prefix, name), new[name], entity_order, newline, PARTS))
    return "".join(found)


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
                *_statements(statements, set(new), _kept(old, new), new, lambda key: (0, key), newline),
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
    """Statements in canonical order: kept ones verbatim, changed ones anew below their old comments."""
    texts: dict[str, str] = {}
    for statement in statements:
        key = statement.key
        if key not in wanted:
            continue
        if key in kept:
            texts[key] = texts.get(key, "") + statement.lead + _lined(statement.text, newline)
        elif key not in texts:
            remark = f" {statement.comment}" if statement.comment else ""
            texts[key] = f"{statement.lead}{statement_text(key, new[key])}{remark}{newline}"
    for key in wanted - set(texts):
        texts[key] = statement_text(key, new[key]) + newline
    return [texts[key] for key in sorted(texts, key=order)]


def _lined(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline

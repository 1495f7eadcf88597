"""Writes a block that both sides changed: each statement, with its comment, from the side that changed it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.document.merge.comments import lost_comments, merged_end, merged_lead
from engine.document.merge.conflict import SIDES, Side, Trio, each_at
from engine.document.merge.parts import Line, Parts, Table, parts_of
from engine.document.order import merged_order
from engine.schema.reserved import PARTS
from engine.schema.rewrite import (
    entity_order,
    entity_text,
    head_order,
    head_text,
    parts_text,
    rewrite_entity,
    rewrite_head,
)
from engine.schema.text import ENTITIES, FormatError, read_toml
from engine.schema.toml_split import split_sections
from engine.schema.toml_write import header_text, holds_blocks, is_table, statement_text, table_lines
from engine.schema.values import same

_NOWHERE = Line("", "", "")


@dataclass(frozen=True)
class Version:
    """One side's version of a block: data and text ("" and {} where the side has none)."""

    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    text: str = ""


def merged_text(
    identifier: str | None, versions: Trio[Version], merged: Mapping[str, Any], is_opaque: Callable[[str], bool]
) -> str:
    """The text of a block (None: of a file's head) whose merged data are known; newlines are "\\n".

    What no side wrote is written anew. A comment that a side added is never lost: at worst it goes above the block.
    """
    prefix = () if identifier is None else (ENTITIES, identifier)
    composer = _Composer(prefix, versions, merged, is_opaque)
    text = composer.text()
    if not _says(text, prefix, merged):
        text, composer.dropped = _rewritten(identifier, versions, merged), []
    sides = (versions.ours.text, versions.theirs.text)
    lost = lost_comments(text, versions.base.text, sides, composer.dropped)
    return _with_comments(text, lost)


def _says(text: str, prefix: tuple[str, ...], merged: Mapping[str, Any]) -> bool:
    try:
        data: Any = read_toml(text)
    except FormatError:
        return False
    for key in prefix:
        data = _as_table(data).get(key)
    return same(data, dict(merged))


def _rewritten(identifier: str | None, versions: Trio[Version], merged: Mapping[str, Any]) -> str:
    """The block as the writer would change it, starting from the text of a side that has one."""
    start = min(
        (side for side in (versions.ours, versions.theirs) if side.text), key=lambda side: side.text, default=None
    )
    data = dict(merged)
    if start is None:
        return head_text(data) if identifier is None else entity_text(identifier, data)
    if identifier is None:
        return rewrite_head(start.text, start.data, data, "\n")
    return rewrite_entity(start.text, identifier, start.data, data, "\n")


def _with_comments(text: str, comments: list[str]) -> str:
    if not comments:
        return text
    body = text.lstrip("\n")
    return text.removesuffix(body) + "".join(f"{comment}\n" for comment in comments) + body


class _Composer:
    """Puts one block's text together."""

    def __init__(
        self,
        prefix: tuple[str, ...],
        versions: Trio[Version],
        merged: Mapping[str, Any],
        is_opaque: Callable[[str], bool],
    ) -> None:
        self._prefix = prefix
        self._is_opaque = is_opaque
        self._versions = versions
        self._merged = merged
        self._parts: Trio[Parts] = versions.map(lambda version: parts_of(version.text, prefix))
        self.dropped: list[str] = []
        """Texts of values that lost a conflict."""

    def text(self) -> str:
        """The whole block."""
        parts, merged = self._parts, self._merged
        order = entity_order if self._prefix else head_order
        inline = {key for side in parts for key in side.root.lines}
        boxed = {key for side in parts for key in side.tables}
        tables = [key for key in merged if self._is_boxed(key, key in inline, key in boxed)]
        datas = self._versions.map(lambda version: version.data)
        lines = self._statements(parts.map(lambda side: side.root), datas, merged, set(merged) - set(tables), order)
        header = self._header(parts.map(lambda side: side.root.header), self._prefix, bool(lines) or not tables)
        orders = parts.map(lambda side: list(side.tables))
        placed = merged_order(orders, {key for key in tables if key in boxed})
        placed += sorted((key for key in tables if key not in boxed), key=order)
        return header + lines + "".join(self._table(key) for key in placed)

    def _is_boxed(self, key: str, inline: bool, boxed: bool) -> bool:
        """Whether a value is written as a table of its own: as the side has it that has the merged value."""
        if not (inline and boxed):
            return boxed or (not inline and is_table(self._merged[key]))
        value, parts = self._merged[key], self._parts
        sides: list[Side] = [side for side in SIDES[1:] if same(self._versions.of(side).data.get(key), value)]
        forms = {key in parts.of(side).tables for side in sides or list(SIDES) if key in self._versions.of(side).data}
        return key not in parts.base.tables if len(forms) > 1 else True in forms

    def _table(self, key: str) -> str:
        texts = self._parts.map(lambda side: side.tables.get(key, ""))
        datas = self._versions.map(lambda version: version.data.get(key))
        value = self._merged[key]
        picked = _picked(texts, datas, value)
        if picked is not None:
            self._drop(texts, datas, value)
            return picked
        plain = self._parts.map(lambda side: side.plain.get(key))
        mergeable = all(table is not None for table, text in zip(plain, texts, strict=True) if text)
        if mergeable and is_table(value) and any(texts) and not self._is_opaque(key):
            keys = (*self._prefix, key)
            tables = plain.map(lambda table: table or Table())
            header = self._header(tables.map(lambda table: table.header), keys, True)
            inner = datas.map(_as_table)
            return header + self._statements(tables, inner, value, set(value), _by_name)
        self._drop(texts, datas, value)
        for text, data in sorted((pair for pair in zip(texts, datas, strict=True)), key=lambda pair: pair[0]):
            if text and same(data, value):
                return text
        if key == PARTS and holds_blocks(value):
            return self._blocks(key, texts, datas, value)
        gap = "" if self._prefix else "\n"
        return gap + "\n".join([*table_lines((*self._prefix, key), value), ""])

    def _blocks(self, key: str, texts: Trio[str], datas: Trio[Any], value: Any) -> str:
        """What is said of parts, written over the text of a side that has one."""
        start = min(((text, data) for text, data in zip(texts, datas, strict=True) if text), default=("", None))
        sections, _ = split_sections(start[0])
        return parts_text((*self._prefix, key), start[0], sections, start[1], value, "\n")

    def _statements(
        self, tables: Trio[Table], datas: Trio[Any], merged: Mapping[str, Any], wanted: set[str], order: Any
    ) -> str:
        written: dict[str, str] = {}
        for key in wanted:
            lines = each_at(tables.map(lambda table: table.lines), key)
            values = each_at(datas, key)
            written[key] = self._line(key, lines, values, merged[key])
        for key in {key for table in tables for key in table.lines} - wanted:
            lines = each_at(tables.map(lambda table: table.lines), key)
            self._drop(lines.map(_text_of), each_at(datas, key), None)
        known = {key for key in written if any(key in table.lines for table in tables)}
        placed = merged_order(tables.map(lambda table: list(table.lines)), known)
        placed += sorted(written.keys() - known, key=order)
        return "".join(written[key] for key in placed)

    def _line(self, key: str, lines: Trio[Line | None], values: Trio[Any], value: Any) -> str:
        texts = lines.map(_text_of)
        picked = _picked(texts, values, value)
        if picked is not None:
            self._drop(texts, values, value)
            return picked
        known = lines.map(lambda line: line or _NOWHERE)
        lead = merged_lead(known.map(lambda line: line.lead))
        losers = _losers(values, value)
        if losers:
            self.dropped += [known.of(side).end for side in losers]
            winner: Side = "base" if len(losers) == 2 else "ours" if losers == ["theirs"] else "theirs"
            return lead + known.of(winner).body + known.of(winner).end
        end = merged_end(known.map(lambda line: line.end)) or "\n"
        return lead + (_body(known.map(lambda line: line.body), values, value) or statement_text(key, value)) + end

    def _header(self, headers: Trio[Line | None], keys: tuple[str, ...], needed: bool) -> str:
        if not keys:
            return ""
        if not any(headers):
            return f"\n{header_text(keys)}\n" if needed else ""
        known = headers.map(lambda line: line or _NOWHERE)
        bodies = known.map(lambda line: line.body)
        body = bodies.theirs if bodies.ours == bodies.base else bodies.ours
        if bodies.base not in bodies[1:] and bodies.ours and bodies.theirs:
            body = min(bodies.ours, bodies.theirs)
        if not body:
            if not needed:
                return ""
            body = bodies.ours or bodies.theirs or bodies.base
        end = merged_end(known.map(lambda line: line.end)) or "\n"
        return merged_lead(known.map(lambda line: line.lead)) + body + end

    def _drop(self, texts: Trio[str], values: Trio[Any], value: Any) -> None:
        self.dropped += [texts.of(side) for side in _losers(values, value)]


def _picked(texts: Trio[str], values: Trio[Any], value: Any) -> str | None:
    """The text that only one side changed, or that only one side has; None where texts have to be merged."""
    base, ours, theirs = texts
    if ours and same(values.ours, value) and (ours == theirs or theirs == base or not theirs):
        return ours
    if theirs and same(values.theirs, value) and (ours == base or not ours):
        return theirs
    return base if base and not (ours and theirs) and same(values.base, value) else None


def _text_of(line: Line | None) -> str:
    return line.text if line else ""


def _body(bodies: Trio[str], values: Trio[Any], value: Any) -> str:
    """The spelling of the merged value; "" where no side has it."""
    base, ours, theirs = bodies
    right = [body for body, own in ((ours, values.ours), (theirs, values.theirs)) if body and same(own, value)]
    changed = [body for body in right if body != base]
    return min(changed or right, default="")


def _by_name(key: str) -> tuple[int, str]:
    return 0, key


def _as_table(data: Any) -> Mapping[str, Any]:
    return data if is_table(data) else {}


def _losers(values: Trio[Any], value: Any) -> list[Side]:
    """The sides that changed a value and didn't get their way, where the other side or the base did."""
    base, ours, theirs = values
    if same(ours, base) or same(theirs, base) or same(ours, theirs):
        return []
    if same(ours, value):
        return ["theirs"]
    if same(theirs, value):
        return ["ours"]
    return ["ours", "theirs"] if same(base, value) else []

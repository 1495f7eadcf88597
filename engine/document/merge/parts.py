"""Takes a block's text apart into what is merged on its own: header, statements, inner tables."""

from dataclasses import dataclass, field

from engine.schema.toml_split import Section, Statement, split_sections, split_statements


@dataclass(frozen=True)
class Line:
    """One statement: what stands above it, itself, and what stands behind it up to the end of its line."""

    lead: str
    body: str
    end: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.lead + self.body + self.end


@dataclass
class Table:
    """One table of a block: its header and its statements by key, in file order."""

    header: Line | None = None
    lines: dict[str, Line] = field(default_factory=dict[str, Line])

    @property
    def text(self) -> str:
        """All of it."""
        header = self.header.text if self.header else ""
        return header + "".join(line.text for line in self.lines.values())


@dataclass
class Parts:
    """A block's text: its own table, and the text of everything that stands in tables of their own, by key."""

    root: Table = field(default_factory=Table)
    tables: dict[str, str] = field(default_factory=dict[str, str])
    plain: dict[str, Table] = field(default_factory=dict[str, Table])
    """The inner tables that are one table with nothing inside it; those are merged statement by statement."""


def parts_of(text: str, prefix: tuple[str, ...]) -> Parts:
    """The parts of a block, or of the head of a file; the text is a valid one."""
    parts = Parts()
    depth = len(prefix)
    sections, _ = split_sections(text)
    split: set[str] = set()
    for section in sections:
        if section.keys == prefix:
            table = _table(text, section, has_header=bool(prefix))
            parts.root.header = parts.root.header or table.header
            _add(parts.root.lines, table.lines)
        elif len(section.keys) > depth:
            key = section.keys[depth]
            if key in parts.tables or section.is_array or len(section.keys) > depth + 1:
                split.add(key)
            else:
                parts.plain[key] = _table(text, section, has_header=True)
            parts.tables[key] = parts.tables.get(key, "") + _ended(text[section.start : section.end])
    for key in split | (parts.root.lines.keys() & parts.plain.keys()):
        parts.plain.pop(key, None)
    return parts


def _table(text: str, section: Section, *, has_header: bool) -> Table:
    table = Table()
    if has_header:
        body = text[section.header : section.body]
        table.header = Line(text[section.start : section.header], *_cut(_ended(body)))
    statements, _ = split_statements(text[section.body : section.end])
    for statement in statements:
        _add(table.lines, {statement.key: _line(statement)})
    return table


def _line(statement: Statement) -> Line:
    text = _ended(statement.text)
    said = text[: text.rindex(statement.comment)] if statement.comment else text
    body = said.rstrip()
    return Line(statement.lead, body, text[len(body) :])


def _cut(header: str) -> tuple[str, str]:
    """A header line and what stands behind it."""
    (statement,), _ = split_statements("x = " + header)
    line = _line(statement)
    return line.body[4:], line.end


def _add(lines: dict[str, Line], more: dict[str, Line]) -> None:
    """Add statements; several that begin with one key (`shape.kind`, `shape.size`) stay together as one."""
    for key, line in more.items():
        old = lines.get(key)
        lines[key] = Line(old.lead, old.text[len(old.lead) :] + line.lead + line.body, line.end) if old else line


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"

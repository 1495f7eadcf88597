"""What can go wrong with a document, told as: what happened, where, what was expected."""

from engine.document.path import Path
from engine.schema.file_bytes import named_on_disk


class DocumentError(Exception):
    """A project or a file can't be read or written."""

    def __init__(self, what: str, where: str = "", expected: str = "") -> None:
        self.what = what
        self.where = where
        self.expected = expected
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text}; expected {expected}." if expected else text)


class CommandError(DocumentError):
    """A command doesn't fit the document; nothing was changed."""


def file_place(file: str, line: int = 0, entity: str | None = None) -> str:
    """A place for people: `scenes/grove.toml, line 41, entity "kael"`."""
    parts = [named_on_disk(file)]
    if line:
        parts.append(f"line {line}")
    if entity is not None:
        parts.append(f'entity "{entity}"')
    return ", ".join(parts)


def path_place(path: Path, line: int = 0) -> str:
    """The place of a path for people."""
    return file_place(path.file, line, path.entity_id)

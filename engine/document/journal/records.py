"""Records of a journal: one a line, numbered and with a checksum, so that what counts ends where the damage begins."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

LARGEST_RECORD = 64 * 1024 * 1024
"""Bytes of one line at most."""
LARGEST_JOURNAL = 512 * 1024 * 1024
"""Bytes of a journal that are read at most; its writer starts anew long before."""
_LINE = re.compile(rb'\{"crc":"([0-9a-f]{8})","record":')
_DATA = b',"data":'


@dataclass(frozen=True)
class Record:
    """One record: `fields` are small and parsed at once, the data only when it is asked for."""

    kind: str
    fields: Mapping[str, Any]
    raw: bytes = b""

    def data(self) -> Any:
        """What the record carries besides its fields; None when it carries nothing.

        Raises:
            ValueError: The data is no JSON, which a writer never leaves.
        """
        try:
            return json.loads(self.raw) if self.raw else None
        except RecursionError as error:
            raise ValueError("the record is nested too deeply") from error


@dataclass
class Records:
    """What could be read of a journal: everything before its first damage."""

    items: list[Record] = field(default_factory=list[Record])
    ends: list[int] = field(default_factory=list[int])
    """Where in the file each of them ends [bytes]."""
    damage: str = ""
    """What ended the reading before the end of the file, as a clause; empty for a journal without a flaw."""
    is_torn: bool = False
    """Whether the damage is no more than a last record that was not written to its end."""

    @property
    def good_bytes(self) -> int:
        """How many bytes from the start of the file hold these records."""
        return self.ends[-1] if self.ends else 0

    def cut(self, number: int, damage: str) -> None:
        """Let the journal end before a record that can't be right."""
        del self.items[number:], self.ends[number:]
        self.damage, self.is_torn = damage, False


def line_of(number: int, kind: str, fields: Mapping[str, Any], data: str = "") -> bytes:
    """The line of one record.

    Args:
        number: Its place in the journal, from 0.
        kind: What it tells of.
        fields: Small facts, which a listing needs.
        data: JSON text of what only a replay needs.

    Raises:
        ValueError: The record is larger than a reader would take.
    """
    body = json.dumps({"n": number, "kind": kind, **fields}, separators=(",", ":")).encode()
    if data:
        body += _DATA + data.encode()
    if len(body) > LARGEST_RECORD - 64:
        raise ValueError(f"a record of {len(body) / 2**20:.0f} MiB is too large for the journal")
    return b'{"crc":"%08x","record":%b}\n' % (zlib.crc32(body), body)


def read_records(path: Path) -> Records:
    """Read a journal up to its end or its first damage.

    Raises:
        OSError: The file can't be read.
    """
    found = Records()
    with path.open("rb") as stream:
        while line := stream.readline(LARGEST_RECORD + 1):
            record = _parsed(line, len(found.items))
            if isinstance(record, str):
                found.damage = record
                found.is_torn = not line.endswith(b"\n") and not stream.read(1)
                break
            end = found.good_bytes + len(line)
            if end > LARGEST_JOURNAL:
                found.damage = f"the journal is larger than {LARGEST_JOURNAL // 2**20} MiB"
                break
            found.items.append(record)
            found.ends.append(end)
    return found


def _parsed(line: bytes, number: int) -> Record | str:
    """The record of a line, or what is wrong with it."""
    if not line.endswith(b"}\n"):
        return "the last record was not written to its end" if len(line) <= LARGEST_RECORD else "a record is too large"
    start = _LINE.match(line)
    if start is None:
        return "a line is no record"
    body = line[start.end() : -2]
    if zlib.crc32(body) != int(start[1], 16):
        return "a record does not fit its checksum"
    head, _, data = body.partition(_DATA)
    try:
        parsed: Any = json.loads(head)
    except (ValueError, RecursionError):
        return "a record can't be read"
    if not isinstance(parsed, dict):
        return "a record can't be read"
    fields = cast("dict[str, Any]", parsed)
    kind = fields.get("kind")
    if fields.get("n") != number or not isinstance(kind, str):
        return "a record is missing"
    return Record(kind, fields, data)

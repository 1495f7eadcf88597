"""Where a run is in its slice as plain data and bytes, for the keyframes of a recording."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import numpy as np

from engine.play.running.travel import Carried, Stay, Try

MOST_TRIES = 100_000
MOST_CARRIED = 100_000
OUTCOMES = ("victory", "defeat", "timeout", "given_up")


def pack_arrays(arrays: Mapping[str, Any]) -> tuple[list[list[Any]], bytes]:
    """Names, types and shapes in the order of the names, and the raw bytes, little-endian."""
    entries: list[list[Any]] = []
    raw = bytearray()
    for name, array in sorted(arrays.items()):
        value = np.asarray(array)
        little = np.asarray(value, value.dtype.newbyteorder("<"), order="C")
        entries.append([name, little.dtype.str, list(little.shape)])
        raw += little.tobytes()
    return entries, bytes(raw)


def pack_stay(stay: Stay) -> tuple[dict[str, Any], bytes]:
    """Facts and bytes of a stay; ({}, b"") of a run that never left its first chapter."""
    if stay == Stay():
        return {}, b""
    lane, lane_raw = pack_arrays(stay.carried.lane)
    rows, rows_raw = pack_arrays(stay.carried.rows)
    facts = {
        "chapter": stay.chapter,
        "past": [[each.chapter, each.attempt, each.began, each.ended, each.outcome] for each in stay.past],
        "entities": list(stay.carried.entities),
        "lane": lane,
        "rows": rows,
    }
    return facts, lane_raw + rows_raw


def read_stay(facts: Any, take: "Taker") -> Stay:
    """The stay again; `take` reads arrays. ValueError, TypeError or KeyError for what is none."""
    if facts is None:
        return Stay()
    entities = tuple(facts["entities"])
    if len(entities) > MOST_CARRIED or not all(isinstance(entity, str) for entity in entities):
        raise ValueError("names of who was carried into a chapter")
    carried = Carried(take(facts["lane"]), entities, take(facts["rows"]))
    chapter = facts["chapter"]
    if not _is_count(chapter):
        raise ValueError(f"chapter {str(chapter)[:40]!r}")
    return Stay(chapter, carried, tuple(_tries(facts["past"])))


class Taker:
    """Reads arrays from raw bytes, one list of entries after the other."""

    def __init__(self, raw: bytes, is_type: Any) -> None:
        self._raw, self._is_type = raw, is_type
        self.start = 0

    def __call__(self, entries: Any) -> dict[str, Any]:
        """The next arrays by name. ValueError when the bytes do not hold them."""
        arrays: dict[str, Any] = {}
        for name, dtype, shape in entries:
            if not self._is_type(dtype) or not all(_is_count(length) for length in shape):
                raise ValueError(name)
            kind = np.dtype(dtype)
            count = 1
            for length in shape:
                count *= length
            if self.start + count * kind.itemsize > len(self._raw):
                raise ValueError(name)
            found = np.frombuffer(self._raw, kind, count, self.start)
            arrays[name] = found.reshape(shape).astype(kind.newbyteorder("="))
            self.start += count * kind.itemsize
        return arrays


def _tries(data: Any) -> Iterator[Try]:
    if not isinstance(data, list):
        raise ValueError("tries that are over")
    entries = cast("list[Any]", data)
    if len(entries) > MOST_TRIES:
        raise ValueError(f"{len(entries)} tries that are over")
    for chapter, attempt, began, ended, outcome in entries:
        if not all(map(_is_count, (chapter, attempt, began, ended))) or outcome not in OUTCOMES:
            raise ValueError("a try that is over")
        yield Try(chapter, attempt, began, ended, outcome)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31

"""The single samples behind rows: a compressed file a run, named by each row as PATH#NUMBER."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from engine.benchmarks.history.packed import unpacked
from engine.benchmarks.history.places import RAW
from engine.whole_file import write_whole

DIGITS = 7
MOST = 1 << 28
PLAIN = (b"[", b" ", b"\n")
"""How JSON that is not compressed may begin; what zstd writes never does."""


def write_samples(folder: Path, stamp: datetime, entries: Sequence[dict[str, Any]]) -> str:
    """Keep {"benchmark_name", "params", "values"} of each measurement; the path relative to `folder`."""
    place = f"{RAW}/{stamp:%Y%m%dT%H%M%S%f}.json.zst"
    short = [{**entry, "values": [float(f"{value:.{DIGITS}g}") for value in entry["values"]]} for entry in entries]
    write_whole(folder / place, zstandard.compress(msgspec.json.encode(short), 9))
    return place


def read_samples(folder: Path, raw: str) -> tuple[float, ...]:
    """The samples that a row names, in the order taken. ValueError or OSError says why there are none.

    The first histories kept the same as plain JSON; those files are read too.
    """
    file, _, number = raw.partition("#")
    path = folder / file
    if not path.resolve().is_relative_to((folder / RAW).resolve()) or not number.isdigit():
        raise ValueError(f"{raw} names no samples; expected {RAW}/FILE#NUMBER")
    data = path.read_bytes()
    try:
        values = msgspec.json.decode(data if data[:1] in PLAIN else unpacked(data, most=MOST))[int(number)]["values"]
        return tuple(float(value) for value in values)
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"{raw} can't be read: {error}") from None

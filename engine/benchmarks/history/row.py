"""A row of the history as it is read, and what is wrong with a line that is none."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

import msgspec

SCHEMA_VERSION = 1
CLOCK_SLACK = timedelta(minutes=5)
"""How far clocks of two machines may differ before a row counts as one of the future."""
BOM = b"\xef\xbb\xbf"


class HistoryRow(msgspec.Struct, frozen=True, gc=False):
    """One result of one case: `value` in `unit`, and all that a later comparison has to know.

    `params` and `facts` stay the JSON that they were, as most readers need neither; see `params_of`. `raw` names the
    file of the single samples, `capture` the profile that was taken with it, both relative to the history's folder.
    """

    timestamp: datetime
    benchmark_name: str
    value: float
    unit: str
    schema_version: int = SCHEMA_VERSION
    system: str = ""
    params: msgspec.Raw = msgspec.Raw(b"{}")
    facts: msgspec.Raw = msgspec.Raw(b"{}")
    stddev: float | None = None
    p95: float | None = None
    p99: float | None = None
    samples: int = 1
    git_sha: str | None = None
    branch: str | None = None
    git_dirty: bool | None = None
    hardware_id: str = ""
    hardware_label: str = ""
    python: str = ""
    threads: int = 0
    raw: str | None = None
    capture: str | None = None

    @property
    def series(self) -> tuple[str, bytes, str]:
        """What makes rows comparable: name, parameters, and the kind of machine."""
        return self.benchmark_name, bytes(self.params), self.hardware_id

    def params_of(self) -> dict[str, object]:
        """The case's parameters."""
        return msgspec.json.decode(self.params, type=dict[str, object])

    def numbers_of_facts(self) -> Iterator[tuple[str, float]]:
        """The finite numbers that it tells beside its result; those in a group as GROUP.NAME."""
        facts = msgspec.json.decode(self.facts)
        if isinstance(facts, dict):
            yield from _numbers(cast("dict[str, object]", facts))


DECODER = msgspec.json.Decoder(HistoryRow)


def _numbers(facts: Mapping[str, object], group: str = "") -> Iterator[tuple[str, float]]:
    for name, value in facts.items():
        if isinstance(value, dict) and not group:
            yield from _numbers(cast("dict[str, object]", value), f"{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            yield group + name, float(value)


def decode(line: bytes) -> HistoryRow:
    """The row of one line. ValueError says what is wrong with it."""
    if line.startswith(BOM):
        raise ValueError("begins with a byte order mark; expected plain UTF-8")
    try:
        return DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)[:1].lower() + str(error)[1:]) from None
    except msgspec.DecodeError as error:
        if b"NaN" in line or b"Infinity" in line:
            raise ValueError("holds NaN or Infinity, which is no number") from None
        if not line.rstrip().endswith(b"}"):
            raise ValueError("is cut short") from None
        raise ValueError(f"is no JSON: {error}") from None
    except UnicodeDecodeError:  # of a field that is read; what is passed over is not looked at
        raise ValueError("is no UTF-8") from None


def wrong_with(row: HistoryRow, now: datetime) -> str:
    """Why a well-formed row can't be used by itself; "" when it can."""
    stamp = row.timestamp
    if stamp.tzinfo is None:
        return "tells its time without a zone; expected UTC"
    if stamp > now and stamp > now + CLOCK_SLACK:
        return f"is of the future ({stamp.astimezone(UTC):%Y-%m-%d %H:%M} UTC); the clock was wrong"
    if row.schema_version > SCHEMA_VERSION:
        return f"is of schema version {row.schema_version}; this program reads up to {SCHEMA_VERSION}"
    if not math.isfinite(row.value):
        return "has no finite value"
    return "" if row.benchmark_name else "names no benchmark"

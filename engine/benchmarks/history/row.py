"""A row of the history as it is read, and what is wrong with a line that is none."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Annotated, cast

import msgspec

SCHEMA_VERSION = 1
CLOCK_SLACK = timedelta(minutes=5)
"""How far clocks of two machines may differ before a row counts as one of the future."""
BOM = b"\xef\xbb\xbf"
FIRST_YEAR = 1970
Count = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
SeriesKey = tuple[str, bytes, str, str]
ToldKey = tuple[str, bytes, str, str | None]
NO_BRANCH = ""
"""The branch of rows that name none, as those of other tools."""


class HistoryRow(msgspec.Struct, frozen=True, gc=False):
    """One result of one case: `value` in `unit`, and all that a later comparison has to know.

    `params` and `facts` stay the JSON that they were, as most readers need neither; see `params_of`. `raw` names the
    file of the single samples, `capture` the profile that was taken with it, both relative to the history's folder.
    `more_is_better` stands in rows of other tools, whose units don't always say so.
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
    samples: Count = 1
    git_sha: str | None = None
    branch: str | None = None
    git_dirty: bool | None = None
    hardware_id: str = ""
    hardware_label: str = ""
    python: str = ""
    threads: Count = 0
    raw: str | None = None
    capture: str | None = None
    more_is_better: bool | None = None

    @property
    def told_series(self) -> ToldKey:
        """What its series is told by, as it stands there: cheap, and two of them may be of one series."""
        return self.benchmark_name, bytes(self.params), self.hardware_id, self.branch

    @property
    def series(self) -> SeriesKey:
        """What makes rows comparable: name, parameters in whatever order, the kind of machine, and the branch."""
        return self.benchmark_name, canonical(bytes(self.params)), self.hardware_id, self.branch or NO_BRANCH

    def params_of(self) -> dict[str, object]:
        """The case's parameters."""
        return msgspec.json.decode(self.params, type=dict[str, object])

    def numbers_of_facts(self) -> Iterator[tuple[str, float]]:
        """The finite numbers that it tells beside its result; those in a group as GROUP.NAME."""
        try:
            facts = msgspec.json.decode(self.facts)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return
        if isinstance(facts, dict):
            yield from _numbers(cast("dict[str, object]", facts))


DECODER = msgspec.json.Decoder(HistoryRow)
_PARAMS = msgspec.json.Decoder(dict[str, object])


@lru_cache(maxsize=4096)
def canonical(params: bytes) -> bytes:
    """The same parameters in the one order and spelling that tells series apart. ValueError when they are none."""
    try:
        return json.dumps(_PARAMS.decode(params), sort_keys=True).encode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"has params that are none: {error}") from None


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
    except RecursionError:
        raise ValueError("is nested too deep") from None


def wrong_with(row: HistoryRow, now: datetime) -> str:
    """Why a well-formed row can't be used; "" when it can."""
    wrong = wrong_by_itself(row, now)
    if not wrong:
        try:
            canonical(bytes(row.params))
        except ValueError as error:
            return str(error)
    return wrong


def wrong_by_itself(row: HistoryRow, now: datetime) -> str:
    """The same, its parameters left out: those of a series are looked at once."""
    stamp = row.timestamp
    if stamp.tzinfo is None:
        return "tells its time without a zone; expected UTC"
    if stamp > now and stamp > now + CLOCK_SLACK:
        return f"is of the future ({stamp.isoformat(' ', 'minutes')}); the clock was wrong"
    if row.schema_version > SCHEMA_VERSION:
        return f"is of schema version {row.schema_version}; this program reads up to {SCHEMA_VERSION}"
    if stamp.year < FIRST_YEAR:
        return f"is of the year {stamp.year}; the clock was wrong"
    if not math.isfinite(row.value):
        return "has no finite value"
    return "" if row.benchmark_name else "names no benchmark"


def stamp_of(line: bytes) -> datetime | None:
    """When a line was measured; None where it is no row, or tells no zone."""
    try:
        stamp = decode(line).timestamp
    except ValueError:
        return None
    return stamp if stamp.tzinfo is not None else None


def by_time(lines: Iterable[bytes]) -> list[bytes]:
    """Lines in the order of their times; one that is no row stays behind the one that it followed."""
    stamped: list[tuple[datetime, bytes]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for line in lines:
        last = stamp_of(line) or last
        stamped.append((last, line))
    return [line for _, line in sorted(stamped, key=lambda each: each[0])]

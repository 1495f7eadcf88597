"""The head of a recording, checked field by field: whatever stands in the file, it is plain data of bearable size."""

import json
import math
from typing import Any, cast

from engine.play.commands import (
    GiveOrders,
    Input,
    PlayCommand,
    Populate,
    Possess,
    PushAway,
    Retry,
    Retune,
    SayLine,
    SetAutopilot,
    Spawn,
    StartAt,
    Throw,
    Tune,
    from_data,
)
from engine.play.recording.data import RecordingError, decompress
from engine.play.spoken import LONGEST_NAME, why_unsayable
from engine.world.ids import SKILL_NAMES

LARGEST_HEAD = 32 * 1024 * 1024
"""Bytes of a head, unpacked."""
MOST_VALUES = 1_500_000
"""Values in a head: each may take a hundred bytes once it is read."""
LONGEST = 24 * 3600 * 60
"""Ticks of the longest run: a day."""
LARGEST_SEED = 2**63
MOST_CHAPTERS = 1_000
PLAIN_FIELDS = ("project", "scene", "encounter", "seed", "autopilot", "tick_limit", "fingerprint", "ticks", "outcome")
NAMES = (*PLAIN_FIELDS, "overrides", "commands", "digests", "keyframes")
_MOST = 2**31 - 1


def read_head(packed: bytes) -> dict[str, Any]:
    """The head as plain data, its single values of the right types.

    Raises:
        RecordingError: It is too large, no JSON, or a value is none that a recording holds.
    """
    raw = decompress(packed, LARGEST_HEAD)
    values = raw.count(b",") + raw.count(b"[") + raw.count(b"{")
    if values > MOST_VALUES:
        raise RecordingError(f"the head holds {values} values; the limit is {MOST_VALUES}")
    try:
        parsed: Any = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise RecordingError(f"the head is no JSON ({error})") from error
    if not isinstance(parsed, dict):
        raise RecordingError("the head is no table")
    head = cast("dict[str, Any]", parsed)
    missing = [name for name in NAMES if name not in head]
    if missing:
        raise RecordingError(f"the head lacks {', '.join(missing)}")
    for name in ("project", "scene", "fingerprint", "outcome"):
        _check(name, head.get(name), isinstance(head.get(name), str), "a text")
    value = head.get("encounter")
    _check("encounter", value, value is None or isinstance(value, str), "a text or nothing")
    value = head.get("autopilot")
    _check("autopilot", value, _is_skill(value), f"nothing, {', '.join(SKILL_NAMES[1:])}")
    _check("seed", head.get("seed"), is_whole(head.get("seed"), -LARGEST_SEED, LARGEST_SEED), "64 bits")
    _check("ticks", head.get("ticks"), is_whole(head.get("ticks"), 0, LONGEST), f"0 to {LONGEST}, a day")
    limit = head.get("tick_limit")
    _check("tick_limit", limit, limit is None or is_whole(limit, 0, _MOST), "a number of ticks or nothing")
    for name in ("commands", "digests", "keyframes"):
        _check(name, head.get(name), isinstance(head.get(name), list), "a list")
    return head


def read_overrides(data: Any) -> dict[str, float]:
    """Overridden values by name. RecordingError for anything else."""
    _check("overrides", data, isinstance(data, dict), "a table of numbers")
    table = cast("dict[str, Any]", data)
    for name, value in table.items():
        _check(name, value, _is_number(value), "a number")
    return {name: float(value) for name, value in table.items()}


def read_slice(data: Any) -> tuple[str, ...]:
    """Names of the encounters of a slice. RecordingError for anything else."""
    _check("slice", data, isinstance(data, list), "a list of encounters")
    names = cast("list[Any]", data)
    _check("slice", len(names), len(names) <= MOST_CHAPTERS, f"at most {MOST_CHAPTERS} chapters")
    for name in names:
        _check("slice", name, isinstance(name, str), "a name of an encounter")
    return tuple(names)


def read_tick(value: Any) -> int:
    """One tick of a run. RecordingError for anything else."""
    _check("a tick", value, is_whole(value, 0, LONGEST), f"0 to {LONGEST}")
    return int(value)


def read_command(data: Any) -> PlayCommand:
    """What was said to a session. RecordingError for anything that a player can't say."""
    _check("a command", data, isinstance(data, dict), "a table")
    try:
        command = from_data(data)
    except ValueError as error:
        raise RecordingError(str(error)) from error
    said: dict[str, Any] = vars(command)
    match command:
        case Input():
            right = _is_vector(said["move"], 2) and _is_vector(said["aim"], 2) and is_whole(said["buttons"], 0, _MOST)
        case SetAutopilot():
            right = _is_skill(said["skill"]) and (said["choice"] is None or is_whole(said["choice"], -1, _MOST))
        case Spawn():
            right = isinstance(said["prefab"], str) and _is_vector(said["position"], 3)
            right = right and is_whole(said["count"], 0, _MOST) and isinstance(said["waiting"], bool)
        case Throw():
            right = isinstance(said["prefab"], str) and is_whole(said["thrower"], -1, _MOST)
            right = right and _is_vector(said["position"], 3) and _is_vector(said["velocity"], 3)
        case PushAway():
            right = _is_vector(said["place"], 3) and _is_number(said["radius"]) and _is_number(said["impulse"])
        case Retry():
            right = True
        case Retune():
            right = "agents" in data  # and each of them was looked at as it was read
        case GiveOrders():
            right = "orders" in data  # likewise
        case Tune():
            right = isinstance(said["entity"], str) and isinstance(said["field"], str) and _is_number(said["value"])
        case SayLine():
            right = isinstance(said["speaker"], str) and len(said["speaker"]) <= LONGEST_NAME
            right = right and isinstance(said["text"], str) and not why_unsayable(said["text"])
        case Possess():
            right = isinstance(said["entity"], str)
        case StartAt():
            right = isinstance(said["beat"], str) and (said["place"] is None or _is_vector(said["place"], 2))
        case Populate():
            right = is_whole(said["count"], 0, _MOST) and is_whole(said["seed"], -LARGEST_SEED, LARGEST_SEED)
            right = right and all(said[name] is None or _is_vector(said[name], 2) for name in ("goal", "start"))
    _check("a command", data, right, "what a player can say")
    return command


def is_whole(value: Any, least: int, most: int) -> bool:
    """Whether a value is a whole number of a range."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_skill(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value in SKILL_NAMES[1:])


def _is_number(value: Any) -> bool:
    # Nobody's number has so many digits, and not every whole number fits into a float.
    return not isinstance(value, bool) and isinstance(value, int | float) and abs(value) < 1e300


def _is_vector(value: Any, length: int) -> bool:
    parts = cast("tuple[Any, ...]", value if isinstance(value, tuple) else ())
    return len(parts) == length and all(_is_number(part) and math.isfinite(part) for part in parts)


def _check(name: str, value: Any, is_right: bool, expected: str) -> None:
    if not is_right:
        raise RecordingError(f"{name} is {json.dumps(value)[:60]}; expected {expected}")

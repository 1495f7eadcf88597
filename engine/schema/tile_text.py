"""Reads the text of a tile of shaped ground, strictly, and fast for what the editor wrote; tells its values as data."""

import json
import re
from collections.abc import Iterable
from operator import add
from typing import Any, cast

from engine.schema.files import FORMAT
from engine.schema.migrations import format_of
from engine.schema.text import line_of, newline_of, read_toml
from engine.schema.tile import (
    HEIGHTS,
    LEVEL,
    MATERIALS,
    MOST_OFFSET_MM,
    POINTS,
    SIDE,
    TERRAIN,
    TILE_HEAD,
    UNPAINTED,
    Tile,
    TileError,
)
from engine.schema.toml_split import comments_of

_ROW = r"\[(?>(?:-?[0-9]{1,6},){15})-?[0-9]{1,6}\],\n"
_BODY = rf"\[\n((?>(?:{_ROW}){{{SIDE}}}))\]\n"
_USUAL = re.compile(
    re.escape(TILE_HEAD)
    + rf"(?:heights = {_BODY})?(?:cover = {_BODY})?"
    + r"(?:\n\[weights\]\n"
    + "".join(rf"(?:{each} = {_BODY})?" for each in MATERIALS)
    + r")?\Z"
)
_KEYS = ("format", "kind", "heights", "cover", "weights")
_SMALL = 255
_NOTHING = (*(0 for _ in MATERIALS), 0)


def read_tile(text: str) -> Tile:
    """The tile that a text describes; the text itself is kept.

    Raises:
        FormatError: It describes none; a TileError also says what was expected.
    """
    match = _USUAL.match(text)
    if match is None:
        return _read_anyhow(text)
    heights, cover, *weights = match.groups()
    try:
        offsets: list[int] = _usual(heights) if heights is not None else []
        painted = [_usual(each) if each is not None else None for each in (cover, *weights)]
        if max(map(abs, offsets), default=0) > MOST_OFFSET_MM:
            return _read_anyhow(text)
        made = [bytes(each) if each is not None else UNPAINTED for each in painted]
    except ValueError:
        return _read_anyhow(text)
    mixed = _mixed(made[1:])
    if mixed is not LEVEL and _too_much(mixed) is not None:
        return _read_anyhow(text)
    return Tile(HEIGHTS.pack(*offsets) if offsets else LEVEL, mixed, made[0], source=text)


def heights_of(tile: Tile) -> tuple[int, ...]:
    """The 256 offsets [mm] of a tile, row by row."""
    return HEIGHTS.unpack(tile.heights)


def packed_heights(offsets: Iterable[int]) -> bytes:
    """256 offsets [mm] as a tile keeps them."""
    return HEIGHTS.pack(*offsets)


def painted_as(tile: Tile) -> tuple[tuple[int, ...], ...]:
    """The paint of each of the 256 points: sand, forest, rock, path and cover; all 0 where nothing covers."""
    layers = [tile.weights[place :: len(MATERIALS)] for place in range(len(MATERIALS))]
    return tuple(each if each[-1] else _NOTHING for each in zip(*layers, tile.cover, strict=True))


def packed_paint(paint: Iterable[tuple[int, ...]]) -> tuple[bytes, bytes]:
    """Weights and cover as a tile keeps them, of the paint of 256 points."""
    points = list(paint)
    return bytes(value for each in points for value in each[:-1]), bytes(each[-1] for each in points)


def tile_data(tile: Tile) -> dict[str, Any]:
    """A tile as plain values, as any reader of TOML sees it."""
    data: dict[str, Any] = {"format": FORMAT, "kind": TERRAIN}
    if tile.heights != LEVEL:
        data["heights"] = _nested(HEIGHTS.unpack(tile.heights))
    if tile.cover != UNPAINTED:
        data["cover"] = _nested(tuple(tile.cover))
    if tile.weights != LEVEL:
        each = {name: tile.weights[place :: len(MATERIALS)] for place, name in enumerate(MATERIALS)}
        data["weights"] = {name: _nested(tuple(values)) for name, values in each.items() if values != UNPAINTED}
    return data


def tile_value(tile: Tile, key: str) -> Any:
    """One of a tile's plain values; "paint" is weights and cover together, None where nothing is painted."""
    data = tile_data(tile)
    if key != "paint":
        return data.get(key)
    paint = {each: data[each] for each in ("cover", "weights") if each in data}
    return paint or None


def _nested(values: tuple[int, ...]) -> list[list[int]]:
    return [list(values[start : start + SIDE]) for start in range(0, POINTS, SIDE)]


def _usual(body: str) -> list[int]:
    return json.loads(body.replace("],\n[", ",")[:-2])


def _mixed(weights: list[bytes]) -> bytes:
    if all(each is UNPAINTED for each in weights):
        return LEVEL
    mixed = bytearray(len(LEVEL))
    for place, each in enumerate(weights):
        mixed[place :: len(MATERIALS)] = each
    return bytes(mixed)


def _too_much(weights: bytes) -> int | None:
    """The first point whose materials add up to more than 255."""
    first, second, third, fourth = (weights[place::4] for place in range(4))
    sums = list(map(add, map(add, first, second), map(add, third, fourth)))
    return next((place for place, each in enumerate(sums) if each > _SMALL), None) if max(sums) > _SMALL else None


def _read_anyhow(text: str) -> Tile:
    """Any spelling, or what is wrong with it."""
    data = read_toml(text)
    if format_of(data) < FORMAT:
        raise TileError(f"format is {data.get('format', 'missing')}", f"format = {FORMAT}", 1)
    if data.get("kind") != TERRAIN:
        raise TileError(f"kind is {data.get('kind')!r}", f'kind = "{TERRAIN}", as files of this folder are', 1)
    for key in data:
        if key not in _KEYS:
            raise TileError(f"`{key}` is no key of a tile", f"one of {', '.join(_KEYS)}", line_of(text, (key,)))
    heights = _checked(text, ("heights",), data.get("heights"), -MOST_OFFSET_MM, MOST_OFFSET_MM)
    cover = _checked(text, ("cover",), data.get("cover"), 0, _SMALL)
    table: Any = data.get("weights", {})
    if not isinstance(table, dict):
        raise TileError("`weights` is no table", "[weights] with rows for each material", line_of(text, ("weights",)))
    painted = cast("dict[str, Any]", table)
    for key in painted:
        if key not in MATERIALS:
            line = line_of(text, ("weights", key))
            raise TileError(f"`{key}` is no material", f"one of {', '.join(MATERIALS)}", line)
    weights = [_checked(text, ("weights", each), painted.get(each), 0, _SMALL) for each in MATERIALS]
    mixed = _mixed([bytes(each) if any(each) else UNPAINTED for each in weights])
    over = _too_much(mixed)
    if over is not None:
        row, column = divmod(over, SIDE)
        stated = next((each for each in MATERIALS if each in painted), MATERIALS[0])
        raise TileError(
            f"the materials of row {row + 1}, column {column + 1} add up to {sum(mixed[4 * over : 4 * over + 4])}",
            f"at most {_SMALL}; what is left of it is grass",
            _row_line(text, ("weights", stated), row),
        )
    notes = "".join(f"{each}\n" for each in comments_of(text.replace("\r\n", "\n")))
    return Tile(HEIGHTS.pack(*heights), mixed, bytes(cover), notes, newline_of(text), text)


def _checked(text: str, keys: tuple[str, ...], value: Any, low: int, high: int) -> list[int]:
    """16 rows of 16 whole numbers as one list; zeros where nothing is stated."""
    if value is None:
        return [0] * POINTS
    name = keys[-1]
    rows = cast("list[Any]", value) if isinstance(value, list) else None
    if rows is None or len(rows) != SIDE:
        what = f"`{name}` has {len(rows)} rows" if rows is not None else f"`{name}` is no list"
        raise TileError(what, f"{SIDE} rows of {SIDE} whole numbers", line_of(text, keys))
    flat: list[int] = []
    for place, row in enumerate(rows):
        numbers = cast("list[Any]", row) if isinstance(row, list) else None
        where = f"row {place + 1} of `{name}`"
        if numbers is None or len(numbers) != SIDE:
            what = f"{where} has {len(numbers)} values" if numbers is not None else f"{where} is no list"
            raise TileError(what, f"{SIDE} whole numbers", _row_line(text, keys, place))
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
                raise TileError(
                    f"{where} holds {json.dumps(number)}",
                    f"whole numbers of {low:,} to {high:,}{' mm' if high > _SMALL else ''}",
                    _row_line(text, keys, place),
                )
        flat += numbers
    return flat


def _row_line(text: str, keys: tuple[str, ...], row: int) -> int:
    """The line of a row where each stands on a line of its own, as usual; else that of its key."""
    line = line_of(text, keys)
    lines = text.split("\n")
    own = lines[line : line + row + 1]
    is_usual = len(own) == row + 1 and all(each.lstrip().startswith("[") for each in own)
    return line + row + 1 if is_usual else line

"""The chapter on shaped ground: the tiles of a scene's terrain, their table, an example, and their JSON schema."""

from typing import Any

from engine.schema.files import FORMAT
from engine.schema.reference.examples import Example, tile_example
from engine.schema.reference.tables import HEADER
from engine.schema.tile import CELLS_M, LAST_TILE, MATERIALS, MOST_OFFSET_MM, SIDE, TERRAIN

_METRES = f"{MOST_OFFSET_MM // 1000} m"


def chapter() -> tuple[str, Example]:
    """What stands in a tile of ground, and a whole one."""
    cells = " and ".join(f"{cell:g} m in {kind} ground" for kind, cell in CELLS_M.items())
    text = f"""\
`{TERRAIN}/SCENE/X_Z.toml`

What was done to the ground of a scene by hand lies over what its seed gives, in tiles of {SIDE} x {SIDE} lattice
points. Tile `X_Z` has the points `{SIDE}*X` to `{SIDE}*X + {SIDE - 1}` along x, and the same of `Z` along z;
neighbours are {cells} apart.
X and Z are whole numbers of -{LAST_TILE} to {LAST_TILE}, without a plus sign or leading zeros. A tile that says nothing
needs no file: when the last of its points is as the seed made it, saving takes it away.

{HEADER}
| `format` | whole number | `{FORMAT}` | Version of the file format; has to be stated. |
| `kind` | `"{TERRAIN}"` | – | What kind of file it is; has to be stated. |
| `heights` | {SIDE} rows of {SIDE} whole numbers of mm, at least -{MOST_OFFSET_MM:,} and at most {MOST_OFFSET_MM:,} \
| all 0 | What is added to the seed's height: within {_METRES}. |
| `cover` | {SIDE} rows of {SIDE} whole numbers, 0 to 255 | all 0 | How far paint replaces the climate; 255 is wholly. |
| `weights` | table, see below | – | What is painted. |

**`[weights]`**: the share of each material, in rows like those of `cover`; what all leave of 255 is grass.

{HEADER}
{chr(10).join(_material(name) for name in MATERIALS)}

A row is the points along x, from low to high; the rows go along z. The editor writes each row on a line of its own,
without spaces, and leaves out what is 0 everywhere. Unlike other files a tile is strict: a key that is none, a row of
another length, a number out of range or materials of a point that add up to more than 255 keep the tile from being
read, and it is told with its line. Comments are kept; a tile that is shaped again has them at its top.

Renaming, copying or deleting a scene does the same to its ground."""
    return text, tile_example()


def tile_schema() -> dict[str, Any]:
    """JSON schema of a tile, read as TOML."""

    def rows(low: int, high: int, description: str) -> dict[str, Any]:
        number = {"type": "integer", "minimum": low, "maximum": high}
        row = {"type": "array", "items": number, "minItems": SIDE, "maxItems": SIDE}
        return {"type": "array", "items": row, "minItems": SIDE, "maxItems": SIDE, "description": description}

    weights = {name: rows(0, 255, f"Share of {name}; all materials of a point at most 255.") for name in MATERIALS}
    return {
        "type": "object",
        "title": "TileFile",
        "description": f"{TERRAIN}/SCENE/X_Z.toml: how {SIDE} x {SIDE} points of the ground differ from its seed.",
        "properties": {
            "format": {"const": FORMAT, "description": "Version of the file format."},
            "kind": {"const": TERRAIN, "description": "What kind of file it is."},
            "heights": rows(-MOST_OFFSET_MM, MOST_OFFSET_MM, "Added to the seed's height [mm]."),
            "cover": rows(0, 255, "How far paint replaces the climate."),
            "weights": {
                "type": "object",
                "properties": weights,
                "additionalProperties": False,
                "description": "What is painted.",
            },
        },
        "required": ["format", "kind"],
        "additionalProperties": False,
    }


def _material(name: str) -> str:
    return f"| `{name}` | {SIDE} rows of {SIDE} whole numbers, 0 to 255 | all 0 | Share of {name}. |"

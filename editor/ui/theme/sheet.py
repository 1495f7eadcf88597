"""Fills the style sheet's templates with the tokens of the look."""

import hashlib
import re
from pathlib import Path

from platformdirs import user_cache_path

from editor.ui.theme import tokens
from editor.ui.theme.look import Look
from engine.resources import resource

PARTS = ("window.qss", "controls.qss", "views.qss")
_SLOT = re.compile(r"\$\(([^)]*)\)")


def style_sheet(look: Look) -> str:
    """The whole style sheet of a look. Raises KeyError for a slot that no token fills."""
    folder = resource("theme", "sheet")
    return "\n".join(fill(folder.joinpath(part).read_text(encoding="utf-8"), look) for part in PARTS)


def fill(template: str, look: Look) -> str:
    """Replace each slot: $(surface.panel), $(size.row), $(px 4), $(less size.tab 2), $(image glyph colour)."""
    edges = _edges(look)
    return _SLOT.sub(lambda match: _slot(match.group(1), look, edges), template)


def _slot(slot: str, look: Look, edges: dict[str, str]) -> str:
    match slot.split():
        case ["mono"]:
            return ", ".join(f'"{family}"' for family in tokens.value("type.family_mono"))
        case ["px", number]:
            return f"{look.px(float(number))}px"
        case ["less", name, number]:
            return f"{look.size(name) - int(number)}px"
        case ["image", glyph, colour]:
            return f"url({_image(look, glyph, colour)})"
        case [name] if name.startswith("edge."):
            return edges[name]
        case [name] if name.partition(".")[0] in {"size", "space", "radius", "type"}:
            return f"{look.size(name)}px"
        case [name]:
            return look.colour(name)
    raise KeyError(slot)


def _edges(look: Look) -> dict[str, str]:
    """Borders that exist only where surfaces do not tell things apart, above all in high contrast."""
    contrast = look.is_high_contrast
    divider, strong = look.colour("line.divider"), look.colour("line.strong")
    return {
        "edge.hc": f"1px solid {divider}" if contrast else "0",
        "edge.side": look.colour("line.input") if contrast else look.colour("surface.input"),
        "edge.popup": strong if contrast else divider,
        "edge.popup_strong": strong if contrast else divider,
        "edge.toolbar": divider if contrast else look.colour("surface.window"),
        "edge.disabled": look.colour("line.input") if contrast else divider,
        "edge.hover": f"1px solid {divider}" if contrast else "1px solid transparent",
        "edge.checked": f"1px solid {strong}" if contrast else "1px solid transparent",
        "edge.button": f"1px solid {divider}" if contrast else "1px solid transparent",
        "edge.thumb": strong if contrast else look.colour("surface.pressed"),
        "edge.card": divider if contrast else look.colour("surface.panel"),
    }


def _image(look: Look, glyph: str, colour: str, size: int = 12) -> str:
    """The file of a glyph in a colour; style sheets take pictures only as files."""
    side = look.px(size)
    name = hashlib.blake2b(f"{glyph} {look.colour(colour)} {side}".encode(), digest_size=8).hexdigest()
    path = _folder() / f"{glyph}-{name}.png"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        look.pixmap(glyph, colour, size).save(str(path))
    return path.as_posix()


def _folder() -> Path:
    return user_cache_path("astraweave", appauthor=False) / "theme"

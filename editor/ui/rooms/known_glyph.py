"""Icons that projects name: one that the icon set does not have must not keep a panel from being drawn."""

from __future__ import annotations

from functools import cache

from editor.glyphs import has_glyph

INSTEAD = "puzzle-piece"


@cache
def known_glyph(glyph: str) -> str:
    """The glyph, or a puzzle piece when the icon set has none of that name."""
    return glyph if has_glyph(glyph) else INSTEAD

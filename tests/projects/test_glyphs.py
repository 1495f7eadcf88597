"""Every glyph that the HUD, the prompts and the recap of the game name is in the icon font."""

import re

import pytest

from editor.glyphs import has_glyph
from engine.resources import program_folder

SOURCES = (
    "projects/veilweaver/game/hud",
    "projects/veilweaver/game/recap.py",
    "engine/play/hud",
    "editor/viewport/paint",
    "editor/ui/play/screens",
)
LIKE_A_GLYPH = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
"""Words of several parts are nothing else in these files; single words are checked where they are painted."""


@pytest.mark.usefixtures("qapp")
def test_every_glyph_has_a_picture():
    named = set()
    for place in SOURCES:
        path = program_folder() / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            named.update(LIKE_A_GLYPH.findall(file.read_text(encoding="utf-8")))
    assert len(named) > 15
    assert [name for name in sorted(named) if not has_glyph(name)] == []

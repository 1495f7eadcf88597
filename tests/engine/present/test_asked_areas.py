"""While an encounter is edited, it shows from how near a place is reached or used."""

from pathlib import Path

import pytest

from engine.document import Document, view
from engine.present.from_scene import draw_list_of
from tests.engine.document.orchard import HARVEST, plant

GATE = '\n[entities.gate.transform]\nposition = [2.0, 0.0, 1.0]\n[entities.gate.objective]\nradius = 3.5\nkind = "{}"\n'


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (GATE.format("use"), [("gate", 3.5)]),
        (GATE.format("reach"), [("gate", 3.5)]),
        (GATE.format("survive"), []),
        (GATE.format("use") + 'target = "wall"\n', []),
    ],
)
def test_a_place_to_reach_or_to_use_shows_its_area(tmp_path: Path, block: str, shown: list[tuple[str, float]]):
    document = Document.open(plant(tmp_path / "orchard", encounters_harvest=HARVEST + block))
    picture = draw_list_of(view(document, "orchard", "harvest"))
    assert [(area.entity, area.radius) for area in picture.areas] == shown

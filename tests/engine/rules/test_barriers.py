"""Barriers across every way to an objective are told, and a gap between them is enough."""

from pathlib import Path

from engine.document import Document, Finding, view
from engine.rules import check
from tests.engine.document.orchard import HARVEST, plant

GATE = '\n[entities.gate]\nname = "Gate"\n[entities.gate.objective]\nkind = "reach"\n'


def orchard(folder: Path, fences: str) -> Document:
    block = GATE + "[entities.gate.transform]\nposition = [-8, 0, -8]\n" + fences
    return Document.open(plant(folder, encounters_harvest=HARVEST + block))


def told(document: Document) -> list[Finding]:
    return check(view(document, "orchard", "harvest"))


def test_barriers_across_every_way_are_told_and_a_gap_is_enough(tmp_path: Path):
    def ring(sides: str) -> str:
        places = {"n": (-8, -5, 0), "s": (-8, -11, 0), "w": (-11, -8, 90), "e": (-5, -8, 90)}
        return "".join(
            f"[entities.fence_{side}.transform]\nposition = [{x}, 0, {z}]\nrotation = [0, {turn}, 0]\n"
            f"[entities.fence_{side}.barrier]\nhalf_extent_x = 3.3\n"
            for side, (x, z, turn) in places.items()
            if side in sides
        )

    document = orchard(tmp_path / "shut", ring("nswe"))
    (shut,) = [each for each in told(document) if each.rule == "objective-behind-barriers"]
    assert "barriers stand across every way from Mira to Gate" in shut.text
    for command in shut.fix:
        document.apply(command)
    rules = [each.rule for each in told(document)]
    rules += [each.rule for each in told(orchard(tmp_path / "open", ring("nsw")))]
    assert "objective-behind-barriers" not in rules
    assert "unreachable-objective" not in rules

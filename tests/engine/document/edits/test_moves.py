"""Entities go up and down in their file, and between a scene and its encounter."""

import pytest

from engine.document import AddEntity, CommandError, Compound, Document, WriteFile, view
from engine.document.edits.moves import move_to_file, reorder
from tests.engine.document.orchard import HARVEST, SCENE

ORCHARD, IN_IT = "scenes/orchard", "encounters/harvest"


def order(document: Document) -> str:
    return " ".join(document.entities(ORCHARD))


def reordered(document: Document, ids: list[str], step: int) -> str:
    command = reorder(view(document, "orchard", "harvest"), ids, step)
    if command is None:
        return "nothing"
    document.apply(command)
    told = order(document)
    document.apply(command.inverse())
    assert document.unsaved() == ()
    return told


def test_an_entity_passes_its_neighbour_with_the_same_parent(document: Document):
    assert reordered(document, ["wasp_1"], -1) == "wasp_1 party mira wasp_2 wall"
    assert reordered(document, ["wasp_1"], 1) == "party mira wasp_2 wasp_1 wall"
    assert reordered(document, ["party"], 1) == "mira wasp_1 party wasp_2 wall"


def test_at_the_end_nothing_happens(document: Document):
    assert reordered(document, ["party"], -1) == "nothing"
    assert reordered(document, ["wall"], 1) == "nothing"
    assert reordered(document, ["mira"], 1) == "nothing"


def test_several_move_together_and_keep_their_order(document: Document):
    assert reordered(document, ["wasp_2", "wasp_1"], -1) == "wasp_1 wasp_2 party mira wall"
    assert reordered(document, ["wasp_1", "wasp_2"], 1) == "party mira wall wasp_1 wasp_2"
    assert reordered(document, ["party", "wasp_1"], -1) == "nothing"


def test_an_entity_moves_to_the_encounter_with_children_and_comments(document: Document):
    command = move_to_file(view(document, "orchard", "harvest"), ["party"], IN_IT)
    assert command is not None

    document.apply(command)

    assert document.entities(ORCHARD) == ("wasp_1", "wasp_2", "wall")
    assert document.entities(IN_IT) == ("victory", "defeat", "party", "mira")
    assert "position = [-3, 0.0, 1.5]     # by the gate" in document.text(IN_IT)
    assert "# She owns the place." in document.text(IN_IT)
    assert "since = 2024-05-01" in document.text(IN_IT)
    assert command.sentence() == "Move Party to the encounter Harvest"

    moved = {file: document.text(file) for file in (ORCHARD, IN_IT)}
    document.apply(command.inverse())
    assert (document.text(ORCHARD), document.text(IN_IT)) == (SCENE, HARVEST)
    document.apply(command)
    assert {file: document.text(file) for file in (ORCHARD, IN_IT)} == moved


def test_an_entity_moves_back_to_the_scene(document: Document):
    command = move_to_file(view(document, "orchard", "harvest"), ["victory"], ORCHARD)
    assert command is not None

    document.apply(command)

    assert document.entities(ORCHARD)[-1] == "victory"
    assert move_to_file(view(document, "orchard", "harvest"), ["victory"], ORCHARD) is None


def test_a_parent_is_not_left_behind(document: Document):
    with pytest.raises(CommandError, match="Mira stands under Party, which would stay behind; expected Party to move"):
        move_to_file(view(document, "orchard", "harvest"), ["mira"], IN_IT)


def test_whoever_refers_to_the_moved_is_not_left_without_it(document: Document):
    rope = {"name": "Rope", "ribbon": {"to": "wall"}}
    document.apply(AddEntity(file=ORCHARD, id="rope", block=rope, index=0))  # type: ignore[arg-type]
    seen = view(document, "orchard", "harvest")

    with pytest.raises(CommandError, match=r"Rope in scenes/orchard\.toml refers to Wall"):
        move_to_file(seen, ["wall"], IN_IT)

    command = move_to_file(seen, ["wall", "rope"], IN_IT)
    assert isinstance(command, Compound)
    document.apply(command)
    assert view(document, "orchard", "harvest").problems == ()


def test_an_id_that_another_encounter_uses_does_not_come_into_the_scene(document: Document):
    other = HARVEST.replace('title = "Harvest"', 'title = "Thaw"')
    document.apply(WriteFile(file="encounters/thaw", old=None, new=other))

    with pytest.raises(CommandError, match='the encounter Thaw has an entity "victory" of its own'):
        move_to_file(view(document, "orchard", "harvest"), ["victory"], ORCHARD)


def test_only_what_is_open_can_take_entities(document: Document):
    with pytest.raises(CommandError, match="isn't open"):
        move_to_file(view(document, "orchard"), ["wall"], IN_IT)

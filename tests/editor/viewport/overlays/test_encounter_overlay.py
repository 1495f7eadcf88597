"""The overlay of the encounter: arrows between its parts, numbers on the waves, a ring where a link leads nowhere."""

import numpy as np

from editor.core.editor import Editor
from editor.core.encounters.authoring import add_part
from editor.core.project import scene_files
from editor.viewport.overlays.encounter import LOST
from editor.viewport.picture.source import PictureSource
from editor.viewport.view_state import ViewState
from engine.document import Path, Set


def test_arrows_lead_from_a_trigger_to_its_wave_and_from_wave_to_wave(editor: Editor) -> None:
    scene_files.new_encounter(editor, "Ambush")
    source = PictureSource(editor, ViewState(frozenset({"encounter", "areas"})))
    before = len(source.picture().line_batches)
    editor.selection.clear()
    editor.tools.spot = (2.0, 0.0, 2.0)
    for part in ("trigger", "spawn_group", "spawn_group"):
        add_part(editor, part, part)

    picture = source.picture()

    arrows = {batch.dashed: batch for batch in picture.line_batches[before:]}
    places = {}
    for entity in editor.view.with_component("transform"):
        place = entity.components["transform"]
        places[entity.id] = (place.position[0], place.position[2])
    trigger, first, second = (places[each] for each in list(places)[-3:])
    assert np.allclose(arrows[False].start[-1], trigger)
    assert np.allclose(arrows[False].end[-1], first)
    assert np.allclose(arrows[True].start[-1], first)
    assert np.allclose(arrows[True].end[-1], second)
    assert arrows[True].width[-1] > arrows[False].width[-1], "the selected wave's arrow is the wide one"
    assert [label.text for label in picture.labels][-2:] == ["1: by its trigger", "2: when 0 are left + 3 s"]


def test_a_wave_that_follows_nothing_has_a_ring(editor: Editor) -> None:
    scene_files.new_encounter(editor, "Ambush")
    source = PictureSource(editor, ViewState(frozenset({"encounter", "areas"})))
    add_part(editor, "spawn_group", "wave")
    (wave,) = editor.selection.ids
    file = editor.view.entity(wave).file
    assert not [ring for ring in source.picture().rings if ring.colour == LOST]

    editor.run(Set(path=Path.entity(file, wave, "spawn_group", "when"), old=None, new="after"))

    assert [ring for ring in source.picture().rings if ring.colour == LOST]

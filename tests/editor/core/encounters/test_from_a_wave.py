"""Play from a wave: the waves before it were beaten, its trigger has fired, and it comes."""

import numpy as np

from editor.core.editor import Editor
from editor.core.encounters.authoring import add_part
from engine.play.between_ticks.starting import beats, skipped, told
from engine.play.commands import StartAt
from engine.play.compile.compiled import CompiledScene
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.world.ids import UP


def ambush(editor: Editor) -> CompiledScene:
    """An ambush whose trigger calls a second group as well."""
    editor.actions.run("encounter.begin_ambush")
    editor.selection.set(["ambush"])
    add_part(editor, "spawn_group", "wave")
    return compile_scene(editor.view)


def standing(session: Session, group: str) -> int:
    number = [entity.id for entity in session.compiled.view.with_component("spawn_group")].index(group)
    view = session.world.view
    return int(np.sum((view["spawn_group"] == number) & (view["life"] == UP)))


def test_groups_are_beats_beside_triggers_and_objectives(editor: Editor):
    assert {"ambush", "wave_1", "wave_2", "defeat_all_enemies"} <= {beat for beat, _ in beats(ambush(editor))}


def test_a_later_wave_comes_at_once_and_those_before_it_were_beaten(editor: Editor):
    scene = ambush(editor)

    assert told(scene, skipped(scene, "wave_2")) == [
        "“Ambush” counts as fired",
        "“Wave 1” has come and was beaten",
        "“Wave” has come and was beaten",
    ]
    session = Session(scene, 3)
    session.step([StartAt(beat="wave_2")])
    assert [standing(session, group) for group in ("wave_1", "wave", "wave_2")] == [0, 0, 3]
    hero = session.compiled.row_of("hero")
    place = session.compiled.view.entity("ambush").components["transform"].position
    at = session.world.view["position"][hero]
    assert np.hypot(at[0] - place[0], at[2] - place[2]) < 1.0
    session.close()


def test_a_first_wave_comes_together_with_what_its_trigger_calls_besides(editor: Editor):
    scene = ambush(editor)

    assert told(scene, skipped(scene, "wave_1")) == ["“Ambush” counts as fired"]
    session = Session(scene, 3)
    session.step([StartAt(beat="wave_1")])
    assert [standing(session, group) for group in ("wave_1", "wave", "wave_2")] == [2, 2, 0]
    session.close()


def test_of_a_long_chain_every_wave_before_was_beaten_and_none_after(editor: Editor):
    editor.actions.run("encounter.begin_stand")
    scene = compile_scene(editor.view)

    assert told(scene, skipped(scene, "wave_3")) == [
        "“Wave 1” has come and was beaten",
        "“Wave 2” has come and was beaten",
    ]
    assert told(scene, skipped(scene, "wave_2")) == ["“Wave 1” has come and was beaten"]
    assert told(scene, skipped(scene, "wave_1")) == []

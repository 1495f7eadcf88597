"""The profiler on a real run: the numbers are those of the session that is played."""

from pathlib import Path

from editor.core.editor import Editor
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from panels.physics_profiler.model import PhysicsProfilerModel
from tests.panels.physics_profiler.stage import end

SAMPLE = Path(__file__).resolve().parents[3] / "projects" / "starter"


def test_each_tick_of_the_run_is_measured_and_its_stages_sum_up():
    editor = Editor()
    editor.open_project(SAMPLE, trusted=True)
    model = PhysicsProfilerModel(editor)
    model.watch(True)
    session = editor.play.session = Session(compile_scene(editor.view, game=editor.game), seed=3)
    editor.play.changed.emit()

    for _ in range(5):
        session.step()

    assert [sample.tick for sample in model.samples.recent(10)] == [1, 2, 3, 4, 5]
    profile = session.physics.get_last_step_profile()
    assert model.samples.last.total == profile.total > 0
    assert model.samples.last.active_body_count == profile.active_body_count
    end(editor)
    model.close()
    editor.shut_down()

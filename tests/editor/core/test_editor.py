"""The services as one: open, close, findings, start from the sample."""

from pathlib import Path

import pytest

from editor.core.actions.builtin.entity import add_prefab
from editor.core.editor import Editor
from editor.core.project.opening import needs_trust
from editor.core.workbench import EditRefusedError
from engine.document import DocumentError, SceneView, Set
from engine.document import Path as At
from tests.editor.core.glade import plant


def test_opening_shows_the_main_scene_and_encounter(editor: Editor):
    assert (editor.title, editor.scene, editor.encounter) == ("Glade", "glade", "ambush")


def test_a_folder_without_a_project_changes_nothing(editor: Editor, tmp_path: Path):
    with pytest.raises(DocumentError, match=r"project\.toml"):
        editor.open_project(tmp_path / "nowhere")

    assert editor.title == "Glade"


def test_a_broken_scene_file_is_a_finding_and_stays_on_disk(editor: Editor, tmp_path: Path):
    folder = plant(tmp_path / "broken", scenes__glade='format = 1\nkind = "scene"\n[entities.x\n')

    editor.open_project(folder)

    assert any("glade" in finding.text for finding in editor.findings.errors)
    assert (folder / "scenes/glade.toml").read_text().endswith("[entities.x\n")


def test_closing_lets_everything_go(editor: Editor):
    editor.selection.set(["rock"])

    editor.close()

    assert editor.document is None
    assert editor.selection.ids == ()
    assert editor.findings.items == ()


def test_the_view_is_made_once_for_each_revision(editor: Editor):
    first = editor.view
    assert editor.view is first

    editor.run(Set(path=At.entity("scenes/glade", "rock", "name"), old="Rock", new="A"))

    assert editor.view is not first


def test_findings_follow_a_change_after_a_pause(editor: Editor):
    path = At.entity("encounters/ambush", "pack", "spawn_group", "prefab")
    editor.run(Set(path=path, old="stalker", new="nobody"))
    assert not editor.findings.is_current

    findings = editor.checks.now()

    assert editor.findings.is_current
    assert any("nobody" in finding.text for finding in findings)
    assert editor.findings.errors_of_scene


def test_a_slow_check_runs_on_a_snapshot_and_an_outdated_one_is_asked_again(editor: Editor):
    checks = editor.checks
    checks.now()
    checks._last_ms = 1000.0
    checks.ask()
    checks._due = 0.0
    checks.pump()
    (job,) = editor.jobs.running
    editor.run(Set(path=At.entity("scenes/glade", "rock", "name"), old="Rock", new="A"))

    editor.jobs.wait(job)

    assert not editor.findings.is_current
    assert checks._due is not None


def test_a_check_beside_the_window_reads_a_view_of_its_own(editor: Editor, monkeypatch):
    seen: list[SceneView] = []
    monkeypatch.setattr("editor.core.findings.checks.check_view", lambda view, between: seen.append(view) or [])
    shown = editor.view
    editor.checks._last_ms, editor.checks._timed, editor.checks._due = 1000.0, editor.checks._place, 0.0
    editor.checks.pump()
    (job,) = editor.jobs.running

    editor.jobs.wait(job)

    (read,) = seen
    assert read.entities == shown.entities
    assert read is not shown, "the window takes over the look-ups of its last view while a rule would fill them"


def test_code_needs_trust_unless_the_program_brought_it(tmp_path: Path):
    folder = plant(tmp_path / "glade")
    assert not needs_trust(folder, [])

    (folder / "game").mkdir()
    assert needs_trust(folder, [])
    assert not needs_trust(folder, [str(folder.resolve())])


def test_code_that_does_not_load_is_a_finding_and_the_project_opens(editor: Editor, tmp_path: Path):
    folder = plant(tmp_path / "glade2")
    (folder / "game").mkdir()
    (folder / "game" / "__init__.py").write_text("")
    (folder / "game" / "rules.py").write_text('"""Broken."""\nimport nothing_of_this_name\n')

    editor.open_project(folder, trusted=True)

    assert editor.scene == "glade"
    assert any("nothing_of_this_name" in finding.text for finding in editor.findings.errors)


def test_a_new_project_is_a_copy_of_the_starter(editor: Editor, tmp_path: Path):
    editor.new_project(tmp_path / "my_first fight")

    assert editor.document is not None
    assert editor.document.folder == tmp_path / "my_first fight"
    assert editor.title == "My first fight"
    assert editor.has_scene
    assert not editor.is_dirty


def test_a_new_project_never_touches_a_folder_that_holds_something(editor: Editor, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "diary.txt").write_text("mine")

    with pytest.raises(FileExistsError, match="not empty"):
        editor.new_project(tmp_path / "full")

    assert [path.name for path in (tmp_path / "full").iterdir()] == ["diary.txt"]
    assert editor.title == "Glade"


def test_a_prefab_that_cannot_be_read_is_refused_in_words(editor: Editor, tmp_path: Path):
    text = 'format = 1\nkind = "prefab"\ntitle = "Kael"\n'
    editor.open_project(plant(tmp_path / "hollow", prefabs__kael=text))

    with pytest.raises(EditRefusedError, match="kael cannot be read"):
        add_prefab(editor, "kael")

    assert not editor.is_dirty


def test_another_scene_opens_with_nothing_chosen_even_where_an_entity_has_the_same_id(editor: Editor, tmp_path: Path):
    folder = plant(tmp_path / "two")
    (folder / "scenes/moor.toml").write_text('format = 1\nkind = "scene"\n[entities.rock]\n', encoding="utf-8")
    editor.open_project(folder)
    editor.selection.set(["rock"])

    editor.open_scene("moor")

    assert editor.view.get("rock") is not None
    assert editor.selection.ids == ()

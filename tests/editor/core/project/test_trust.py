"""Project code: how much there is, what is closed without it, what changed, and trusting it while one works."""

from pathlib import Path as FilePath

import pytest

from editor.core.editor import Editor
from editor.core.project.trust import CodeSeen, closed_components, code_of
from editor.core.settings.settings import Settings
from engine.document import Document, Path, Set
from tests.editor.core.glade import plant

CODE = '''"""Echoes."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Echo(Component, id="echo"):
    """How loud it answers."""

    loudness: float = prop(1.0, ge=0.0, doc="How loud.")
'''


@pytest.fixture
def glade(tmp_path: FilePath) -> FilePath:
    """A project whose first entity has a component that only the project's code knows."""
    folder = plant(tmp_path / "glade")
    (folder / "game").mkdir()
    (folder / "game" / "__init__.py").write_text('"""The glade\'s own."""\n', encoding="utf-8")
    (folder / "game" / "echo.py").write_text(CODE, encoding="utf-8")
    scene = next((folder / "scenes").glob("*.toml"))
    scene.write_text(
        scene.read_text(encoding="utf-8") + '\n[entities.well]\nname = "Well"\n[entities.well.echo]\nloudness = 2.0\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def editor(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch):
    """The services with user folders of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    services = Editor(Settings(tmp_path / "settings.json"))
    services.warm_up.is_enabled = False
    yield services
    services.shut_down()


def test_the_code_of_a_project_is_counted_without_running_it(glade):
    code = code_of(glade)

    assert code.files == ("game/__init__.py", "game/echo.py")
    assert code.newest in code.files
    assert code_of(glade / "scenes") is None


def test_what_only_the_code_knows_is_counted(glade):
    assert closed_components(Document.open(glade)) == {"echo": 1}


def test_trusting_an_open_project_keeps_unsaved_changes_the_history_and_every_byte(editor, glade):
    editor.open_project(glade, trusted=False)
    title = Path("project", ("title",))
    editor.run(Set(path=title, old=editor.document.value(title), new="Louder"))
    texts = {file: editor.document.text(file) for file in editor.document.files}
    assert editor.view.entity("well").opaque == ("echo",)

    assert editor.trust()

    assert editor.document.trusted
    assert editor.view.entity("well").components["echo"].loudness == 2.0
    assert {file: editor.document.text(file) for file in editor.document.files} == texts
    assert editor.is_dirty
    editor.undo.undo()
    assert editor.document.unsaved() == ()


def test_code_that_does_not_load_is_a_finding_and_the_project_stays_closed(editor, glade):
    (glade / "game" / "echo.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    editor.open_project(glade, trusted=False)

    assert not editor.trust()

    assert not editor.document.trusted
    assert any(finding.rule == "project-code" for finding in editor.findings.items)


def test_code_that_changed_since_it_ran_last_is_told(editor, glade):
    def told() -> list[str]:
        return [line.text for line in editor.log.lines if "code has changed" in line.text]

    editor.open_project(glade, trusted=True)
    assert told() == []
    (glade / "game" / "echo.py").write_text(CODE + "\n# Louder.\n", encoding="utf-8")
    (glade / "game" / "more.py").write_text('"""More."""\n', encoding="utf-8")

    editor.open_project(glade, trusted=True)

    assert told() == ["The project's code has changed since it was last open here: game/echo.py, game/more.py."]
    editor.open_project(glade, trusted=True)
    assert len(told()) == 1


def test_a_list_of_seen_code_that_cannot_be_read_counts_as_none(glade, tmp_path):
    (tmp_path / "code_seen.json").write_text("[1,", encoding="utf-8")

    assert CodeSeen(tmp_path).news(glade) == []
    (glade / "game" / "echo.py").unlink()
    assert CodeSeen(tmp_path).news(glade) == ["game/echo.py"]

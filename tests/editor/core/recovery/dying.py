"""Editors with unsaved work that end as a kill would end them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.recovery.lost_work import Lost
from engine.document import Document, Set
from engine.document import Path as At
from tests.editor.core.glade import plant
from tests.editor.core.outside.glade_on_disk import rewrite

NAME = At.entity("scenes/glade", "rock", "name")
KAEL = At.entity("scenes/glade", "kael", "transform", "position")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return plant(tmp_path / "glade")


@pytest.fixture
def editors() -> Iterator[list[Editor]]:
    """Editors that a test opened; each ends with the test."""
    made: list[Editor] = []
    yield made
    for editor in made:
        editor.shut_down()


def opened(project: Path, editors: list[Editor]) -> Editor:
    editor = Editor()
    install(editor)
    editor.open_project(project)
    editors.append(editor)
    return editor


def rename(editor: Editor, name: str, who: str = "you") -> None:
    assert editor.document is not None
    editor.run(Set(path=NAME, old=editor.document.value(NAME), new=name), who)


def edit_outside(project: Path, old: str, new: str) -> None:
    """Change the scene's file as another program would."""
    rewrite(project / "scenes/glade.toml", old, new)


def texts(document: Document | None) -> dict[str, str]:
    assert document is not None
    return {file: document.text(file) for file in document.files}


def die(editor: Editor) -> dict[str, str]:
    """End an editor as a kill would: its locks fall, nothing is written or cleared away; gives its last state."""
    state = texts(editor.document)
    session = editor.recovery.recorder.session
    if session is not None:
        session.release()
    editor.recovery.recorder._journal = None
    editor.recovery.recorder._document = None
    return state


def only(lost: list[Lost]) -> Lost:
    assert len(lost) == 1
    return lost[0]

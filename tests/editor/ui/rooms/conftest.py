"""A small project, the editor's services on it, and the window's look."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from editor.core.editor import Editor
from editor.ui.services import Ui
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look

FILES = {
    "project.toml": 'format = 1\nkind = "project"\ntitle = "Glade"\nmain_scene = "glade"\nmain_encounter = "ambush"\n',
    "prefabs/kael.toml": """format = 1
kind = "prefab"
title = "Kael"
[entities.kael]
name = "Kael"
[entities.kael.appearance]
mesh = "kael"
[entities.kael.health]
current = 90.0
maximum = 120.0
[entities.kael.team]
side = "party"
[entities.kael.perception]
""",
    "scenes/glade.toml": """format = 1
kind = "scene"
title = "The Glade"
[entities.party]
name = "Party"
[entities.kael]
parent = "party"
prefab = "kael"
[entities.kael.transform]
position = [1.0, 0.0, 2.0]
[entities.lyra]
name = "Lyra"
parent = "party"
prefab = "kael"
tags = ["scout"]
[entities.lyra.health]
current = 60.0
[entities.rock]
name = "Rock"
hidden = true
[entities.rock.obstacle]
""",
    "encounters/ambush.toml": """format = 1
kind = "encounter"
title = "Ambush"
scene = "glade"
[entities.gate]
name = "Gate trigger"
[entities.gate.trigger]
[entities.pack]
name = "Stalker pack"
[entities.pack.spawn_group]
prefab = "kael"
trigger = "gate"
""",
}


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of each test's own: what one folds or saves is not found by the next."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The services with the glade open; its background checks do not run by themselves."""
    for name, text in FILES.items():
        path = tmp_path / "glade" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    services = Editor()
    services.open_project(tmp_path / "glade", trusted=True)
    yield services
    services.shut_down()


@pytest.fixture
def closed_editor() -> Iterator[Editor]:
    """The services without a project."""
    services = Editor()
    yield services
    services.shut_down()


@pytest.fixture
def show(qtbot: Any) -> Iterator[Callable[..., Any]]:
    """Makes a view of a model, shown as in a dock; everything is closed afterwards."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply(application, look)
    models: list[Any] = []

    def make(view: type[QWidget], model: Any, width: int = 348, height: int = 700) -> Any:
        widget = view(model, Ui(model.editor))  # type: ignore[call-arg]
        models.append(model)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    yield make
    for model in models:
        model.close()

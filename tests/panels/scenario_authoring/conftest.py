"""The real window on a brawl of the starter, with a model that answers what a test says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.editor.core.balance.stage import ready
from tests.editor.core.proposals.stage import GOOD, WRONG, answering
from tests.editor.ui.conftest import application, make_window  # noqa: F401 - fixtures
from tests.engine.play.playtest.brawl import write_brawl


@pytest.fixture
def window(make_window: Callable[..., Any], tmp_path: Path) -> Any:  # noqa: F811
    """The window with the brawl open and the panel in front."""
    made = make_window(write_brawl(tmp_path))
    made.editor.open_scene("field", "brawl")
    ready(made.editor.balance, tmp_path)
    made.editor.balance.is_enabled = False
    answering(made.editor, WRONG, GOOD)
    return made


@pytest.fixture
def view(window: Any, qtbot: Any) -> Any:
    """The panel."""
    window.show_panel("scenario_authoring")
    qtbot.waitUntil(lambda: window.hosts["scenario_authoring"].view is not None)
    window.loop.start()
    return window.hosts["scenario_authoring"].view

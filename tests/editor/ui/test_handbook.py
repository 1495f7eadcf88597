"""The pages for designers say what the program says: they are made from the same registries and steps."""

from pathlib import Path
from typing import Any

import pytest

from editor.core.tutorial.page import first_encounter_page, picture_of
from editor.core.tutorial.steps import STEPS
from editor.ui.rooms.help.markdown import TABLES, filled
from tests.projects.shipped import copied

DOCS = Path(__file__).resolve().parents[3] / "docs"
AGAIN = "run `python -m editor handbook`"


@pytest.fixture
def starter_window(make_window: Any, tmp_path: Path) -> Any:
    """The window with a copy of the starter open."""
    return make_window(copied("starter", tmp_path))


def test_the_pages_are_what_the_handbook_writes(starter_window: Any):
    guide = (DOCS / "authoring.md").read_text(encoding="utf-8")

    assert (DOCS / "first_encounter.md").read_text(encoding="utf-8") == first_encounter_page(
        starter_window.editor.actions
    ), AGAIN
    assert guide == filled(guide, starter_window.editor), AGAIN
    for name in TABLES:
        assert f"<!-- {name} -->" in guide


def test_every_picture_of_the_tutorial_is_there():
    wanted = {picture_of(step.id) for step in STEPS if step.has_picture}

    assert len(wanted) >= 6
    assert {path for path in wanted if not (DOCS / path).is_file()} == set()

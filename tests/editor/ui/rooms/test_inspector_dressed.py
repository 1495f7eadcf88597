"""The inspector in another theme and at another text size: what is kept of its form, and what is made anew."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from editor.core.editor import Editor
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.rooms.inspector.view import InspectorView
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look


def wear(theme: str, scale: float) -> None:
    look.set(theme, scale)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply(application, look)


@pytest.fixture
def view(editor: Editor, show) -> Iterator[InspectorView]:
    model = InspectorModel(editor)
    editor.selection.set(["rock"])
    shown = show(InspectorView, model)
    editor.selection.set(["kael"])
    yield shown
    wear("dark", 1.0)


def sections(view: InspectorView) -> list[SectionWidget]:
    return [each for each in view.findChildren(SectionWidget) if shiboken6.isValid(each)]


def test_another_theme_keeps_the_form_that_is_shown_and_lets_the_others_go(view: InspectorView):
    seen = [each for each in sections(view) if each.isVisible()]
    assert len(sections(view)) > len(seen), "the rock's own section is kept for when it is selected again"

    wear("light", 1.0)

    assert sections(view) == seen


def test_another_text_size_makes_the_form_anew(view: InspectorView):
    before = [each for each in sections(view) if each.isVisible()]
    heights = [each.header.height() for each in before]

    wear("dark", 1.5)

    after = [each for each in sections(view) if each.isVisible()]
    assert not set(after) & set(before)
    assert [each.header.height() for each in after] == [round(height * 1.5) for height in heights]


def test_a_section_that_went_with_a_theme_is_there_again_when_it_is_needed(view: InspectorView):
    wear("light", 1.0)

    view._model.editor.selection.set(["rock"])

    assert "obstacle" in [each.section.facts.id for each in sections(view) if each.isVisible()]

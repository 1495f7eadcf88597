"""An empty view keeps its words whole where there is little height."""

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.kit.empty import EmptyState
from editor.ui.theme.look import look


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_title_and_sentence_are_whole_in_a_low_panel(qtbot: QtBot, scale: float) -> None:
    before = look.scale
    look.set(scale=scale)
    try:
        state = EmptyState("check-circle-fill", "No problems", "Every rule was checked; the scene can be played.")
        qtbot.addWidget(state)
        state.resize(look.px(500), look.px(76))
        state.show()

        assert not state.glyph.isVisible()
        for line in (state.title, state.text):
            assert line.height() >= line.heightForWidth(line.width())
            assert state.rect().contains(line.geometry())
    finally:
        look.set(scale=before)


def test_where_not_even_the_words_fit_the_fact_and_the_way_on_stay(qtbot: QtBot) -> None:
    sentence = "From an empty field to a fight that is played, tuned and won, step by step in the real window."
    state = EmptyState("cube", "A first encounter", sentence, "Begin", lambda: None)
    qtbot.addWidget(state)
    state.show()
    for height, is_said in ((400, True), (70, False), (400, True)):
        state.setFixedSize(look.px(180), look.px(height))
        qtbot.waitUntil(lambda is_said=is_said: state.text.isVisible() == is_said)
        assert state.title.isVisible()
        assert state.button.isVisible()
        assert (sentence in state.toolTip()) != is_said

"""Ghosts belong to the workspace Review: there at once, gone elsewhere, and put out for as long as somebody wants."""

from editor.viewport.view_state import ViewState


def test_ghosts_come_and_go_with_review():
    state = ViewState(frozenset({"names"}))
    state.show_task("Review")
    assert state.overlays == {"names", "changes"}
    state.show_task("Author")
    assert state.overlays == {"names"}


def test_what_was_put_out_there_stays_out():
    state = ViewState()
    state.show_task("Review")
    state.toggle_overlay("changes")
    state.show_task("Author")
    state.show_task("Review")
    assert "changes" not in state.overlays
    state.toggle_overlay("changes")
    state.show_task("Author")
    state.show_task("Review")
    assert "changes" in state.overlays

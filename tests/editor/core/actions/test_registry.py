"""The action registry: keys, reasons, menus."""

import pytest

from editor.core.actions.context import ContextKey, ContextKeys
from editor.core.actions.keys import conflicts, normal
from editor.core.actions.registry import Action, ActionRefusedError, ActionRegistry
from editor.core.editor import Editor


def registry(has_light: bool = False) -> ActionRegistry:
    context = ContextKeys()
    context.define(ContextKey("has_light", "Light a lamp first.", "Put the lamp out first."), lambda: has_light)
    return ActionRegistry(context)


def test_an_action_that_is_off_says_why_and_does_not_run():
    actions, ran = registry(), []
    actions.add(Action("read", "Read", lambda: ran.append("read"), when="has_light"))

    assert actions.enabled("read") == (False, "Light a lamp first.")
    with pytest.raises(ActionRefusedError, match="Light a lamp first"):
        actions.run("read")
    assert ran == []


def test_a_key_that_must_not_hold_has_its_own_sentence():
    actions = registry(has_light=True)
    actions.add(Action("sleep", "Sleep", lambda: None, when="not has_light"))

    assert actions.enabled("sleep") == (False, "Put the lamp out first.")


def test_an_action_that_is_on_runs_and_is_told():
    actions, told = registry(has_light=True), []
    actions.add(Action("read", "Read", lambda: None, when="has_light"))
    actions.ran.connect(told.append)

    actions.run("read")

    assert told == ["read"]


def test_unknown_keys_and_taken_ids_are_refused():
    actions = registry()
    actions.add(Action("read", "Read", lambda: None))

    with pytest.raises(ValueError, match="already there"):
        actions.add(Action("read", "Read", lambda: None))
    with pytest.raises(ValueError, match="unknown context keys: has_moon"):
        actions.add(Action("howl", "Howl", lambda: None, when="has_moon"))


def test_the_users_keys_win_over_the_defaults():
    actions = registry()
    actions.add(Action("read", "Read", lambda: None, "Ctrl+R"), Action("write", "Write", lambda: None, "Ctrl+W"))

    actions.rebind({"read": "Ctrl+W"})

    assert actions.keys("read") == "Ctrl+W"
    assert actions.conflicts() == {"Ctrl+W": ["read", "write"]}


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("shift+ctrl+p", "Ctrl+Shift+P"), ("F5", "F5"), ("Ctrl++", "Ctrl+Plus"), ("delete", "Del"), ("", "")],
)
def test_keys_have_one_spelling(written: str, spelled: str):
    assert normal(written) == spelled


def test_the_same_keys_in_two_spellings_conflict():
    assert conflicts([("a", "Ctrl+Shift+X"), ("b", "shift+ctrl+x"), ("c", "X")]) == {"Ctrl+Shift+X": ["a", "b"]}


def test_no_default_keys_conflict(editor: Editor):
    assert editor.actions.conflicts() == {}


def test_every_context_key_can_say_why_an_action_is_off(editor: Editor):
    silent = []
    for action in editor.actions:
        enabled, why_not = editor.actions.enabled(action.id)
        if not enabled and not why_not.endswith("."):
            silent.append(action.id)

    assert silent == []


def test_a_closed_project_leaves_no_action_without_a_reason(editor: Editor):
    editor.close()

    for action in editor.actions:
        enabled, why_not = editor.actions.enabled(action.id)
        assert enabled or why_not.endswith("."), action.id


def test_a_second_shortcut_gives_way_to_an_action_that_wants_its_keys(editor: Editor):
    assert editor.actions.also("edit.redo") == "Ctrl+Y"
    editor.actions.rebind({"edit.undo": "ctrl+y"})
    assert editor.actions.also("edit.redo") == ""
    editor.actions.rebind({})


def test_keys_of_an_action_that_is_off_go_to_the_one_that_has_them_second():
    actions = registry()
    actions.add(
        Action("read", "Read", lambda: None, "F6", "has_light"),
        Action("hum", "Hum", lambda: None, "Ctrl+F6", "has_light", also="F6"),
        Action("walk", "Walk", lambda: None, "Ctrl+F7", also="F6"),
    )

    assert actions.heir("read") == "walk"
    assert registry_with_light(actions).heir("read") == "read"


def registry_with_light(dark: ActionRegistry) -> ActionRegistry:
    actions = registry(has_light=True)
    actions.add(*dark)
    return actions

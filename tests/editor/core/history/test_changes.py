"""What differs between two states is told in words, and any part of it can be taken back alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.history.changes import compare, ways_back
from engine.document import CommandError, Compound, Path, Set
from engine.document.diff import diff
from tests.laws.document_sessions import Step, law, opened, perform, steps, texts_of


def set_value(editor, path, value):
    editor.run(Set(path=path, old=editor.document.value(path), new=value))


def told(editor):
    changes = compare(editor.changes.base, editor.document.snapshot())
    return [(each.name, each.what, each.was, each.now) for each in changes]


@law
@given(steps())
def test_taking_everything_back_gives_the_old_data(session: list[Step]):
    with opened() as document:
        before = document.snapshot()
        perform(document, session)
        changes = compare(before, document.snapshot())

        commands = ways_back(document.snapshot(), changes)
        if commands:
            document.apply(Compound(title="Revert", commands=commands))

        assert not diff(before, document)


@law
@given(steps(), st.data())
def test_taking_a_part_back_takes_back_that_part_or_nothing(session: list[Step], data: st.DataObject):
    with opened() as document:
        before = document.snapshot()
        perform(document, session)
        changes = compare(before, document.snapshot())
        wanted = [change for change in changes if data.draw(st.booleans())]
        texts = texts_of(document)

        commands = ways_back(document.snapshot(), wanted)
        try:
            if commands:
                document.apply(Compound(title="Revert", commands=commands))
        except CommandError:
            assert texts_of(document) == texts
            return

        left = {(each.file, each.entity, each.what, each.kind) for each in compare(before, document.snapshot())}
        # An entity's place follows from where all others stand, so it alone may still differ.
        gone = {(each.file, each.entity, each.what, each.kind) for each in wanted if each.kind != "moved"}
        assert not left & gone


@pytest.fixture
def kael(editor):
    return editor.view.get("kael").path


def test_a_save_is_the_state_to_compare_with_until_the_opened_one_is_asked_for(editor, kael):
    set_value(editor, kael / "name", "Boulder")
    editor.save()
    assert told(editor) == []

    set_value(editor, kael / "health" / "current", 12.0)

    assert [now for _name, _what, _was, now in told(editor)] == ["current 12 hp"]
    editor.changes.since = "opened"
    assert len(told(editor)) == 2


def test_what_only_the_prefab_said_is_told_with_its_value(editor):
    lyra = Path.entity("scenes/glade", "lyra")
    set_value(editor, lyra / "health", {"current": 33.0})
    set_value(editor, lyra / "name", "Lyra the swift")
    editor.save()
    set_value(editor, lyra / "health", None)

    assert [(was, now) for _name, _what, was, now in told(editor)] == [
        ("current 33 hp", "current 90 hp, as its prefab")
    ]
    editor.changes.since = "opened"
    editor.undo.undo()
    assert ("current 90 hp, as its prefab", "current 33 hp") in [(was, now) for *_, was, now in told(editor)]


def test_undoing_to_a_saved_state_leaves_no_difference(editor, kael):
    set_value(editor, kael / "name", "Boulder")
    editor.undo.undo()

    assert told(editor) == []


def test_the_scene_before_is_that_of_the_state_to_compare_with(editor, kael):
    old = editor.view.get(kael.entity_id)
    set_value(editor, kael / "health" / "current", 12.0)

    before = editor.changes.before_view()

    assert before.get(kael.entity_id) is old
    assert editor.view.get(kael.entity_id) is not old


def test_a_closed_project_has_nothing_to_compare_with(editor):
    editor.close()

    assert editor.changes.base is None
    assert editor.changes.before_view() is None


def test_a_path_of_the_head_is_told_by_its_file(editor):
    set_value(editor, Path(editor.view.scene_file, ("title",)), "Elsewhere")

    (change,) = compare(editor.changes.base, editor.document.snapshot())

    assert (change.entity, change.was != change.now, change.now) == (None, True, '"Elsewhere"')

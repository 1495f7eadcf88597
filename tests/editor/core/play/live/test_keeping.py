"""What was tuned in a run is a list on Stop; the chosen ones are one entry of the history, none changes no byte."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.editor import Editor
from editor.core.play.live.keeping import keep_edits
from engine.document import Path, Set

FRAME = 1 / 60 + 1e-9
NUMBERS = (
    ("kael", "health.current", 40.0),
    ("lyra", "health.maximum", 300.0),
    ("kael", "melee.damage", 33.0),
    ("lyra", "body.speed", 2.5),
)


def tuned(editor: Editor, numbers=NUMBERS):
    """Play, tune, stop: the edits that are left to choose from."""
    editor.play.start(seed=3)
    for entity, field, value in numbers:
        editor.play.advance(FRAME)
        editor.play.tunes.tune(entity, field, value)
    editor.play.advance(FRAME)
    editor.play.stop()
    return editor.play.tunes.left


def test_stop_lists_what_was_tuned_with_before_after_and_when(editor: Editor, texts):
    before = texts()
    offers: list[None] = []
    editor.play.tunes.offered.connect(lambda: offers.append(None))
    left = tuned(editor)

    assert [(edit.entity, edit.field, edit.before, edit.after, edit.tick) for edit in left] == [
        ("kael", "health.current", 90.0, 40.0, 1),
        ("lyra", "health.maximum", 120.0, 300.0, 2),
        ("kael", "melee.damage", 12.0, 33.0, 3),
        ("lyra", "body.speed", 4.2, 2.5, 4),
    ]
    assert left[0].title == "Current"
    assert len(offers) == 1
    assert texts() == before


def test_the_last_value_counts_and_one_that_is_back_is_none(editor: Editor):
    left = tuned(editor, [("kael", "melee.damage", 50.0), ("kael", "melee.damage", 60.0), ("lyra", "body.speed", 2.0),
                          ("lyra", "body.speed", 4.2)])  # fmt: skip
    assert [(edit.field, edit.after) for edit in left] == [("melee.damage", 60.0)]


def test_what_is_tuned_while_paused_and_never_played_is_listed_too(editor: Editor):
    editor.play.start(seed=3)
    editor.play.pause()
    editor.play.tunes.tune("kael", "melee.damage", 44.0)
    editor.play.stop()

    assert [edit.after for edit in editor.play.tunes.left] == [44.0]


def test_what_a_branch_was_tuned_to_is_not_listed_for_the_run_that_was_stopped(editor: Editor):
    editor.play.start(seed=3)
    for _ in range(10):
        editor.play.advance(FRAME)
    editor.play.tunes.tune("kael", "melee.damage", 44.0)
    editor.play.advance(FRAME)
    editor.play.seek(5)
    editor.play.tunes.tune("lyra", "body.speed", 3.0)
    editor.play.resume()
    editor.play.advance(FRAME)
    editor.play.stop()

    assert [edit.key for edit in editor.play.tunes.left] == [("lyra", "body.speed")]


def test_starting_again_keeps_the_question_for_the_next_stop(editor: Editor):
    tuned(editor, NUMBERS[:1])
    left = tuned(editor, NUMBERS[2:3])

    assert {edit.key for edit in left} == {("kael", "melee.damage"), ("kael", "health.current")}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, len(NUMBERS) - 1)))
def test_whatever_is_chosen_is_one_entry_whose_undo_gives_every_byte_back(editor: Editor, texts, chosen):
    before, entries = texts(), editor.undo.index
    left = tuned(editor)
    assert len(left) == len(NUMBERS)
    kept = keep_edits(editor, [left[number] for number in sorted(chosen)])

    assert kept == len(chosen)
    assert editor.play.tunes.left == ()
    assert editor.undo.index == entries + bool(chosen)
    for number, (entity, field, value) in enumerate(NUMBERS):
        component, _, name = field.partition(".")
        now = getattr(editor.view.entity(entity).components[component], name)
        assert (now == value) == (number in chosen)
    if chosen:
        assert f"Keep {len(chosen)} edit" in editor.undo.entries[-1].sentence
        editor.undo.undo()
    assert texts() == before
    editor.undo.attach(editor.document)


def test_other_changes_since_the_stop_do_not_stand_in_the_way(editor: Editor):
    left = tuned(editor, NUMBERS[:2])
    path = Path.entity("scenes/glade", "kael", "name")
    editor.run(Set(path=path, old="Kael", new="Kyle"))

    assert keep_edits(editor, left[:1]) == 1
    assert editor.view.entity("kael").components["health"].current == 40.0

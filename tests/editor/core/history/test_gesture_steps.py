"""From one preview to the next a gesture changes only what differs, and ends where the last one alone would have."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.history.gestures import Gestures
from editor.core.history.undo import UndoStack
from engine.document import AddEntity, ChangeSet, Command, CommandError, Document, Path, Set, WriteTile
from engine.schema.tile import Tile
from tests.engine.document.grounds import ground
from tests.engine.document.orchard import plant

ORCHARD = "scenes/orchard"
HEALTH, NAME = Path.entity(ORCHARD, "mira", "health", "current"), Path.entity(ORCHARD, "wall", "name")
PLACE, COPY_NAME = Path.entity(ORCHARD, "copy", "transform", "position"), Path.entity(ORCHARD, "copy", "name")
MOST = Path.entity(ORCHARD, "mira", "health", "maximum")
BLOCK = {"name": "Copy", "transform": {"position": [0.0, 0.0, 0.0]}}


class Hand:
    """A document under a hand: what it previews, and what was told of each preview."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.undo = UndoStack()
        self.gestures = Gestures(self.undo)
        self.undo.attach(document)
        self.gestures.attach(document)
        self.told: list[ChangeSet] = []
        self.first = self.texts()

    def texts(self) -> dict[str, str]:
        return {file: self.document.text(file) for file in self.document.files}

    def show(self, *previews: Sequence[Command]) -> None:
        """Preview one after another; `told` is then what the last one changed."""
        gesture = self.gestures.current or self.gestures.begin("Drag")
        for commands in previews[:-1]:
            gesture.preview(commands)
        self.document.changed.connect(self.told.append)
        gesture.preview(previews[-1])
        self.document.changed.disconnect(self.told.append)

    @property
    def paths(self) -> set[Path]:
        return {path for change in self.told for path in change.paths}


@pytest.fixture
def hand(document: Document) -> Hand:
    return Hand(document)


@pytest.fixture
def document(tmp_path) -> Document:
    return Document.open(plant(tmp_path / "orchard"))


def wound(new: float) -> Set:
    return Set(path=HEALTH, old=80.0, new=new)


def call(new: str) -> Set:
    return Set(path=NAME, old="Wall", new=new)


def copy(*values: tuple[Path, object]) -> list[Command]:
    added = AddEntity.model_validate({"file": ORCHARD, "id": "copy", "block": BLOCK, "index": 5})
    olds = {PLACE: [0.0, 0.0, 0.0], COPY_NAME: "Copy"}
    return [added, *(Set.model_validate({"path": path, "old": olds[path], "new": new}) for path, new in values)]


def tile(number: int, new: int | None, old: int | None = None) -> WriteTile:
    made = [None if each is None else Tile.of(ground(each)) for each in (old, new)]
    return WriteTile(file=f"terrain/orchard/{number}_0", old=made[0], new=made[1])


def test_values_go_straight_from_one_preview_to_the_next(hand: Hand):
    hand.show([wound(1.0), call("A")], [wound(2.0), call("B")])

    assert len(hand.told) == 1
    assert [hand.document.value(path) for path in (HEALTH, NAME)] == [2.0, "B"]
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_several_values_of_one_entity_are_taken_back_first(hand: Hand):
    hand.show(
        [wound(1.0), Set(path=MOST, old=100.0, new=3.0)],
        [wound(2.0), Set(path=MOST, old=100.0, new=4.0)],
    )

    assert len(hand.told) == 2
    hand.gestures.cancel()
    assert hand.texts() == hand.first


@pytest.mark.parametrize("is_first", [False, True])
def test_what_is_added_beside_the_same_values_is_there(hand: Hand, is_first: bool):
    added = AddEntity.model_validate({"file": ORCHARD, "id": "copy", "block": BLOCK, "index": 5})
    previews = [[wound(1.0)], [wound(2.0), added]]
    hand.show(*(previews[::-1] if is_first else previews))

    assert hand.document.value(HEALTH) == (1.0 if is_first else 2.0)
    assert ("copy" in hand.document.entities(ORCHARD)) != is_first
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_a_copy_that_is_dragged_is_added_once(hand: Hand):
    hand.show(copy((PLACE, [1.0, 0.0, 0.0])), copy((PLACE, [2.0, 0.0, 0.0])))

    assert hand.paths == {PLACE}
    assert not any(change.structure for change in hand.told)
    assert hand.document.value(PLACE) == [2.0, 0.0, 0.0]
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_a_value_of_a_copy_that_is_set_no_more_goes_back(hand: Hand):
    hand.show(copy((PLACE, [1.0, 0.0, 0.0])), copy((COPY_NAME, "B")))

    assert hand.paths == {PLACE, COPY_NAME}
    assert hand.document.block(ORCHARD, "copy") == {**BLOCK, "name": "B"}


def test_a_copy_that_stays_where_it_is_changes_nothing(hand: Hand):
    hand.show(copy((PLACE, [1.0, 0.0, 0.0])), copy((PLACE, [1.0, 0.0, 0.0])))

    assert hand.told == []


@pytest.mark.parametrize("other", [[wound(1.0)], [*copy(), tile(0, 5)]])
def test_where_more_than_values_differ_all_is_taken_back_first(hand: Hand, other: list[Command]):
    hand.show(copy((PLACE, [1.0, 0.0, 0.0])), other)

    assert hand.told[0].structure
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_a_second_copy_is_added_beside_the_first(hand: Hand):
    second = AddEntity(file=ORCHARD, id="copy_2", block={}, index=6)
    hand.show(copy(), [*copy(), second])

    assert hand.document.entities(ORCHARD)[5:] == ("copy", "copy_2")
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_of_a_stroke_only_the_tiles_that_differ_are_written(hand: Hand):
    hand.show([tile(0, 5), tile(1, 5)], [tile(0, 5), tile(1, 6), tile(2, 7)])

    assert hand.paths == {Path("terrain/orchard/1_0"), Path("terrain/orchard/2_0")}
    assert {file for file in hand.document.files if file.startswith("terrain")} == {
        f"terrain/orchard/{number}_0" for number in range(3)
    }
    hand.gestures.cancel()
    assert hand.texts() == hand.first


def test_a_tile_that_a_stroke_reaches_no_more_is_as_before(hand: Hand):
    hand.document.apply(tile(1, 3))
    hand.first = hand.texts()

    hand.show([tile(0, 5), tile(1, 6, old=3)], [tile(0, 6)])

    assert hand.paths == {Path("terrain/orchard/0_0"), Path("terrain/orchard/1_0")}
    assert hand.texts()["terrain/orchard/1_0"] == hand.first["terrain/orchard/1_0"]
    assert hand.document.files["terrain/orchard/0_0"].tile == Tile.of(ground(6))


def test_a_stroke_that_becomes_something_else_is_taken_back_first(hand: Hand):
    hand.show([tile(0, 5)], [tile(0, 5), wound(1.0)])

    assert hand.paths == {Path("terrain/orchard/0_0"), HEALTH}
    hand.gestures.finish()
    hand.undo.undo()
    assert hand.texts() == hand.first


def test_nothing_shown_takes_back_what_was(hand: Hand):
    hand.show([wound(1.0)], [])

    assert hand.texts() == hand.first
    hand.gestures.finish()
    assert hand.undo.entries == []


def test_an_ended_gesture_does_nothing_more(hand: Hand):
    gesture = hand.gestures.begin("Drag")
    gesture.preview([wound(1.0)])
    heard: list[bool] = []
    hand.gestures.changed.connect(lambda: heard.append(gesture.is_open))
    gesture.commit()
    for again in (gesture.commit, gesture.cancel, lambda: gesture.preview([wound(2.0)])):
        again()

    assert (gesture.is_open, hand.gestures.current, heard) == (False, None, [False])
    assert hand.document.value(HEALTH) == 1.0
    assert len(hand.undo.entries) == 1


def test_a_new_gesture_ends_the_one_before_and_is_announced(hand: Hand):
    heard: list[bool] = []
    hand.gestures.changed.connect(lambda: heard.append(hand.gestures.current is not None))

    first = hand.gestures.begin("One")
    first.preview([wound(1.0)])
    second = hand.gestures.begin("Two")

    assert heard == [True, False, True]
    assert (first.is_open, second.is_open, hand.gestures.current) == (False, True, second)
    assert hand.gestures.cancel() is True
    assert hand.gestures.cancel() is False


def test_another_change_ends_the_gesture_and_comes_after_it(hand: Hand):
    hand.undo.push(call("Hedge"))
    hand.undo.undo()
    gesture = hand.gestures.begin("Drag")
    gesture.preview([wound(1.0)])

    hand.undo.push(call("Fence"))

    assert not gesture.is_open
    assert [entry.command for entry in hand.undo.entries] == [wound(1.0), call("Fence")]
    hand.undo.undo()
    again = hand.gestures.begin("Drag")
    again.preview([Set(path=HEALTH, old=1.0, new=2.0)])
    hand.undo.redo()
    assert not again.is_open
    assert hand.document.value(HEALTH) == 2.0


def test_who_refuses_is_asked_before_a_gesture_begins(hand: Hand):
    def refuse(commands: Sequence[Command]) -> None:
        raise CommandError(f"{len(commands)} are too many", "here")

    running = hand.gestures.begin("One")
    hand.undo.refusal = refuse
    with pytest.raises(CommandError, match="1 are too many"):
        hand.gestures.begin("Two", [wound(1.0)])
    assert hand.gestures.current is running


def test_without_a_document_no_gesture_can_show_anything(document: Document):
    gestures = Gestures(UndoStack())
    with pytest.raises(RuntimeError, match="no project is open"):
        gestures.begin("Drag").preview([wound(1.0)])


KINDS: list[Callable[[int], Command]] = [
    lambda number: wound(float(number)),
    lambda number: call(f"N{number}"),
    lambda number: Set(path=MOST, old=100.0, new=float(number)),
    lambda number: tile(0, number),
    lambda number: tile(1, number),
]
PREVIEW = st.one_of(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), unique_by=lambda step: step[0], max_size=4).map(
        lambda steps: [KINDS[kind](number) for kind, number in steps]
    ),
    st.tuples(st.integers(1, 3), st.booleans(), st.booleans()).map(
        lambda given: copy(*[(PLACE, [float(given[0]), 0.0, 0.0])] * given[1], *[(COPY_NAME, "B")] * given[2])
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(previews=st.lists(PREVIEW, min_size=1, max_size=4))
def test_whatever_was_shown_before_only_the_last_preview_counts(document: Document, previews: list[list[Command]]):
    hand = Hand(document)
    hand.show(*previews)
    shown = hand.texts()
    hand.gestures.cancel()
    assert hand.texts() == hand.first

    hand.show(previews[-1])
    assert hand.texts() == shown
    hand.gestures.finish()
    hand.undo.jump(0)
    assert hand.texts() == hand.first

"""What a change to a large scene costs until the view of it is there again, and what taking it back costs."""

from collections.abc import Callable
from itertools import count

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import add_many, large_document, large_view, move_all, move_one, remove_many
from engine.benchmarks.threshold import Threshold
from engine.document import Command, SceneView

MANY = 1_000
_numbers = count(1)
CHANGES: dict[str, Callable[[SceneView], Command]] = {
    "move one": lambda scene: move_one(scene, float(next(_numbers))),
    "move all": lambda scene: move_all(scene, float(next(_numbers))),
    "add 1,000": lambda scene: add_many(scene, MANY),
    "remove 1,000": lambda scene: remove_many(scene, MANY),
}
CASES = [{"entities": 10_000, "change": change} for change in CHANGES]


@benchmark(
    name="scene.edit",
    unit="ms",
    threshold=Threshold("An edit is on the screen within a frame."),
    cases=CASES,
    seconds=8.0,
    samples=40,
)
def scene_edit(entities: int, change: str) -> Case:
    """Apply a command to the document and make the view of the scene again."""
    return _case(entities, change, is_undo=False)


@benchmark(
    name="scene.undo",
    unit="ms",
    threshold=Threshold("Undo of all is done at once."),
    cases=CASES,
    seconds=8.0,
    samples=40,
)
def scene_undo(entities: int, change: str) -> Case:
    """Take a command back and make the view of the scene again."""
    return _case(entities, change, is_undo=True)


def _case(entities: int, change: str, *, is_undo: bool) -> Case:
    """Each iteration starts from the document as opened; only the change or only its undoing is timed."""
    document, close = large_document(entities)
    held: list[Command] = []

    def before() -> None:
        if held and not is_undo:
            document.apply(held[0].inverse())
        held[:] = [CHANGES[change](large_view(document))]
        if is_undo:
            document.apply(held[0])
            large_view(document)

    def run() -> None:
        document.apply(held[0].inverse() if is_undo else held[0])
        large_view(document)

    return Case(run=run, before=before, close=close)

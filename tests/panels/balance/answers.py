"""Answers to long questions, made by hand."""

from editor.core.balance.fairness import Effect, Proposal
from editor.core.editor import Editor
from engine.balance.fair import Fair, Measured, Move
from engine.balance.paired import Difference
from engine.balance.properties import Property, properties_of
from engine.balance.sensitivity import Bar, Nudge, Ranking


def number_of(editor: Editor, path: str) -> Property:
    """One number of the open encounter."""
    return next(each for each in properties_of(editor.view) if each.path == path)


def rank(editor: Editor, *paths: str) -> None:
    """Let the editor know that these numbers matter, each less than the one before; the last one is not sure."""
    bars: list[Bar] = []
    for place, path in enumerate(paths):
        is_last = place == len(paths) - 1
        number = number_of(editor, path)
        less, more = (
            (Difference(1, 1, 256),) * 2 if is_last else (Difference(90 - 20 * place, 0, 256), Difference(0, 50, 256))
        )
        nudges = [
            Nudge(value, each, each.interval(0.999), each.p_value)
            for value, each in ((number.value * 0.8, less), (number.value * 1.2, more))
        ]
        bars.append(Bar(number, *nudges))
    matters = editor.balance.matters
    assert editor.document is not None
    matters.answer, matters._state = Ranking("average", 128, 256, tuple(bars), True), editor.document.snapshot()
    matters.changed.emit()


def propose(editor: Editor, path: str, value: float) -> None:
    """Let the editor propose a value of one number."""
    move = Move(number_of(editor, path), value)
    fair = Fair(
        True, (move,), Measured({"novice": 532}, 1024, 71.0, 0.3), (), 9000, seeds=range(1 << 20, (1 << 20) + 1024)
    )
    question = editor.balance.fair
    assert editor.document is not None
    question.answer = Proposal(fair, (Effect("expert", 250, 200, Difference(0, 50, 256)),))
    question._state = editor.document.snapshot()
    question.changed.emit()

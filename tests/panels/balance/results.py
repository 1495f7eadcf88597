"""Results of an encounter, made by hand: so many of so many seeds won by each skill."""

from editor.core.balance.measured import Measured
from editor.core.editor import Editor
from engine.balance.findings import findings_of
from engine.balance.happened import happened_in
from engine.play.playtest.outcomes import Outcomes, RunOutcome


def outcomes_of(skill: str, wins: int, seeds: int = 64, *, failed: int = 0, first: int = 0) -> Outcomes:
    """Wins lie evenly among the seeds; the last of all fail."""
    ended = max(1, seeds - failed)

    def is_won(place: int) -> bool:
        return (place + 1) * wins // ended > place * wins // ended

    runs = [
        RunOutcome(
            first + place,
            "failed" if place >= seeds - failed else "victory" if is_won(place) else "defeat",
            60 * (30 + place % 7),
            came=("wave",),
            fought=("wave",),
            failure="system game.hurt, tick 40: division by zero" if place >= seeds - failed else "",
        )
        for place in range(seeds)
    ]
    return Outcomes.of("as it is", skill, runs)


def show(editor: Editor, novice: int, average: int, expert: int, seeds: int = 64, *, failed: int = 0) -> Measured:
    """Let the editor know results of what is open."""
    document, place = editor.document, editor.balance.place
    assert document is not None
    assert place is not None
    won = {"novice": novice, "average": average, "expert": expert}
    outcomes = {skill: outcomes_of(skill, wins, seeds, failed=failed) for skill, wins in won.items()}
    found = tuple(findings_of(editor.view, outcomes))
    content = f"{novice:02x}{average:02x}{expert:02x}" + "0" * 26
    measured = Measured(place, content, seeds, outcomes, found, happened_in(outcomes), document.snapshot())
    editor.balance._take(measured)
    editor.balance.changed.emit()
    return measured

"""Ways of lost runs: worked out once somebody looks, kept by the encounter's content, and none of an old state."""

from pathlib import Path

from editor.core.balance.ground import on_ground
from engine.play.playtest.request import AS_IT_IS, Variant
from engine.play.playtest.tracing import play_traced
from tests.editor.core.balance.stage import brawling, give, played, until


def test_they_are_those_of_the_lost_seeds_and_kept_by_content(tmp_path: Path):
    with brawling(tmp_path) as editor:
        balance = editor.balance
        assert on_ground(balance, with_ways=True).why_none == "the first 16 seeds are being played"
        shown = played(editor)
        lost = shown.happened.lost
        assert lost
        for skill, seeds in lost.items():
            ended = {run.seed: run.outcome for run in shown.outcomes[skill].runs}
            assert {ended[seed] for seed in seeds} <= {"defeat", "timeout"}
        editor.balance.pump()
        assert not balance.ways.is_playing, "nobody looks at them"

        assert on_ground(balance, with_ways=True).why_no_ways == "they are being played"
        until(editor, lambda: balance.ways.shown is not None)
        ways = on_ground(balance, with_ways=True).ways
        stage = balance.stage()
        assert ways is not None
        assert stage is not None
        compiled = stage.compiled(Variant(AS_IT_IS))
        alone = [each for skill, seeds in lost.items() for each in play_traced(compiled, seeds, skill)]
        assert [(each.seed, each.who, each.points.tolist()) for each in ways.traces] == [
            (each.seed, each.who, each.points.tolist()) for each in alone
        ]

        give(editor, "hero_1", "health", "maximum", value=91.0)
        found = on_ground(balance, with_ways=True)
        assert found.is_stale
        editor.undo.undo()
        assert on_ground(balance, with_ways=True).ways is ways, "what was played before stands ready"


def test_what_cannot_be_played_is_told_and_not_tried_again(tmp_path: Path):
    with brawling(tmp_path) as editor:
        ways = editor.balance.ways
        played(editor)

        def broken() -> None:
            raise ValueError("no process")

        editor.balance.workers.standing = broken
        for _ in range(2):
            ways.ask()
            until(editor, lambda: not ways.is_playing and bool(ways.error))
        assert on_ground(editor.balance, with_ways=True).why_no_ways == "no process"
        ways.ask()
        ways.pump()
        assert not ways.is_playing

"""Law of the history: whichever state it jumps to, in whatever order, the files have the bytes of that state."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.history.large_steps import LargeSteps
from editor.core.history.undo import UndoStack
from engine.document import Document
from tests.laws.document_sessions import Step, commands_of, opened, steps, texts_of


def check_jumps(session: list[Step], jumps: list[int]) -> None:
    """Every state that the history reaches again is the one that was there, in bytes."""
    commands = commands_of(session)
    with opened() as document:
        history = UndoStack()
        history.attach(document)
        states = [texts_of(document)]
        for command in commands:
            history.push(command)
            states.append(texts_of(document))
        for jump in [*jumps, 0, len(commands)]:
            history.jump(jump % len(states))
            assert texts_of(document) == states[jump % len(states)]
        assert history.index == len(commands)


@pytest.mark.parametrize("many", [1, LargeSteps.MANY])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps(), st.lists(st.integers(0, 20), max_size=6))
def test_every_jump_leads_to_the_bytes_of_that_state(many: int, session: list[Step], jumps: list[int]):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LargeSteps, "MANY", many)
        check_jumps(session, jumps)


def test_the_law_would_notice_a_state_that_is_not_gone_back_to(monkeypatch: pytest.MonkeyPatch):
    """Mutant: the document says that it went to the remembered state, and stays where it is."""
    monkeypatch.setattr(LargeSteps, "MANY", 1)
    session: list[Step] = [("set", 5, ("health", "current"), 5.0), ("write", 0, 0, "")]
    check_jumps(session, [1, 0, 2])
    monkeypatch.setattr(Document, "return_to", lambda *_: True)

    with pytest.raises(AssertionError):
        check_jumps(session, [1, 0, 2])

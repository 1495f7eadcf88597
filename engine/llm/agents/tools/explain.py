"""explain: why an agent of the encounter does what it does at a moment of a run: goals, plan, facts."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Literal

from pydantic import Field

from engine.ai.goap.reasons.explain import Explainer
from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk
from engine.llm.agents.reply import CallRefusedError, Reply, answered, nearest_of, refuse, refused
from engine.llm.agents.tool import AgentTool, Arguments, Told
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.compile.scene import compile_scene
from engine.play.playtest.backends import PlaytestCancelledError
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

LONGEST_S = 300.0
TICKS_A_TURN = 60
MEND = "Nothing was played. Call revise with the mended hunks first."


class Asked(Arguments):
    """Whose decision is explained, and of which run."""

    agent: str = Field(min_length=1, max_length=200, description="Entity id of whoever decides.")
    at_seconds: float = Field(default=5.0, ge=0, le=LONGEST_S, description="When [s] since the run began.")
    seed: int = Field(default=0, ge=0, le=2**31)
    skill: Literal["novice", "average", "expert"] = Field(default="average", description="Whose autopilot plays.")
    proposal: str = Field(default="", max_length=80, description="Play with this proposal in it; without it as it is.")
    why_not: str = Field(default="", max_length=64, description="An action: also tell why it was not taken.")


class Explained(Told):
    """Why somebody does what they do."""

    agent: str
    tick: int
    outcome: str = Field(description="running, or how the run had ended by then.")
    why: dict[str, Any] = Field(description="Action, goal, plan, goals by rank, rejected actions, facts believed.")
    why_not: str


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    scope, state = desk.scope(asked.encounter), desk.state
    if asked.proposal:
        kept = desk.sent.read(asked.proposal)
        checked = desk.checked(kept.proposal, kept.scope)
        if checked.errors:
            return refused(checked.errors, after=MEND, proposal=kept.id)
        scope, state = kept.scope, checked.compiled.after
    try:
        compiled = compile_scene(scope.view(state), game=tuple(desk.source.game))
    except CompileError as error:
        raise refuse(
            "a playable encounter", str(error), field="encounter", expected="an encounter without errors"
        ) from error
    row = compiled.row_of(asked.agent)
    if row is None:
        raise _unknown(compiled, asked.agent)
    with closing(Session(compiled, asked.seed, autopilot=asked.skill, threads=0)) as session:
        end = round(asked.at_seconds * TICKS_PER_SECOND)
        while session.tick < end and session.is_running and not call.cancelled():
            session.advance(min(TICKS_A_TURN, end - session.tick))
            call.progress(session.tick / end, f"{session.tick / TICKS_PER_SECOND:.0f} of {asked.at_seconds:.0f} s")
        if call.cancelled():
            raise PlaytestCancelledError
        if session.tick:
            desk.played.update(session.physics.get_last_step_profile().to_json())
        explainer = Explainer(session.compiled)
        why = explainer.explain_now(session, row)
        answer = explainer.why_not(why, asked.why_not).text if asked.why_not else ""
        data = why.to_data()
        told = Explained(agent=asked.agent, tick=session.tick, outcome=session.outcome, why=data, why_not=answer)
    return answered(told)


def _unknown(compiled: CompiledScene, agent: str) -> CallRefusedError:
    known = [each.entity for each in compiled.roster if "agent" in each.view.components]
    return refuse(
        "known agent",
        f'nobody in this encounter is called "{agent}"',
        field="agent",
        expected=f"one of {', '.join(known[:40])}",
        nearest=nearest_of(agent, known),
    )


EXPLAIN = AgentTool(
    "explain",
    "Explain a decision",
    "Plays a run by autopilot up to a moment and tells why somebody does what they do then: goal, plan, what was "
    "rejected and why, what they believe. With a proposal it plays with that in it.",
    Asked,
    Explained,
    _run,
    is_long=True,
)

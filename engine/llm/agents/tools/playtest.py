"""playtest: the same seeds before and after a proposal, played by autopilot; the report is kept with the proposal."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Literal

from pydantic import Field

from engine.llm.agents.call import Call
from engine.llm.agents.caps import MOST_SEEDS
from engine.llm.agents.desk import Desk
from engine.llm.agents.reply import Reply, answered, refuse, refused
from engine.llm.agents.tool import AgentTool, Arguments, Told
from engine.llm.proposals.kept import report_words
from engine.llm.proposals.playtesting import playtest_proposal
from engine.play.compile.compiled import CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.world.ids import SKILLS

Skill = Literal["novice", "average", "expert"]
MEND = "Nothing was played. Call revise with the mended hunks first."
_SHOWN = (
    "variant",
    "skill",
    "runs",
    "wins",
    "win_rate",
    "interval",
    "outcomes",
    "seconds_to_win",
    "deaths",
    "echo",
)


class Asked(Arguments):
    """What is played."""

    proposal: str = Field(min_length=1, max_length=80, description="Its id, as propose told it.")
    seeds: int = Field(default=16, ge=1, le=MOST_SEEDS, description="How many runs on each side for each skill.")
    first_seed: int = Field(default=0, ge=0, le=2**31, description="The first seed; the same seeds compare well.")
    skills: list[Skill] = Field(default=[], max_length=3, description="Whose autopilots play; all by default.")
    hunks: list[str] = Field(
        default=[], max_length=24, description="Play these hunks and what they need; all by default."
    )


class Played(Told):
    """How the runs ended before the proposal and after it."""

    proposal: str
    hunks: list[str] = Field(description="Ids of the hunks that were played.")
    summary: str
    results: list[dict[str, Any]] = Field(description='By variant ("before", "after") and skill, with 95 % intervals.')
    changes: list[dict[str, Any]] = Field(description="What the proposal changes, on the same seeds.")
    findings: list[dict[str, Any]] = Field(description="What is amiss with how it plays.")
    odd: list[dict[str, Any]] = Field(description="Runs unlike the others.")
    seconds: float = Field(description="How long it took [s].")
    note: str


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    kept = desk.sent.read(asked.proposal)
    checked = desk.checked(kept.proposal, kept.scope, desk.chosen(kept, asked.hunks))
    if checked.errors:
        return refused(checked.errors, after=MEND, proposal=kept.id)
    skills = tuple(each for each in SKILLS if not asked.skills or each in asked.skills)
    seeds = range(asked.first_seed, asked.first_seed + asked.seeds)
    title = f"{call.agent} plays {kept.proposal.title}"
    try:
        with desk.source.watched(title, call) as watched, closing(desk.source.backend(watched.cancelled)) as backend:
            found = playtest_proposal(
                checked,
                desk.source.game,
                backend,
                seeds=seeds,
                skills=skills,
                kept=desk.source.results(),
                progress=lambda fraction, text="": watched.progress(fraction, text),
                cancelled=watched.cancelled,
            )
    except (PlaytestError, CompileError) as error:
        raise refuse(
            "a playable encounter", str(error), field="proposal", expected="an encounter that can be won"
        ) from error
    report = found.report
    desk.write_report(kept, report)
    return answered(
        Played(
            proposal=kept.id,
            hunks=[*found.chosen],
            summary=report_words(report),
            results=[{key: each[key] for key in _SHOWN if key in each} for each in report["results"]],
            changes=report["comparisons"],
            findings=report["findings"],
            odd=report["odd"],
            seconds=round(found.seconds, 3),
            note="An autopilot is no person: read the rates beside what people do.",
        )
    )


PLAYTEST = AgentTool(
    "playtest",
    "Playtest a proposal",
    "Plays the encounter by autopilot with the same seeds before and after a proposal, tells win rates with 95 % "
    "intervals and odd runs, and keeps the report with the proposal. Takes seconds to minutes; tells its progress, "
    "and can be cancelled.",
    Asked,
    Played,
    _run,
    keeps=True,
    is_long=True,
)

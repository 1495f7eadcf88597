"""`astraweave explain`: why an agent of a recording did what it did at a tick."""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.ai.goap.reasons.explanation import Explanation, waiting_words
from engine.cli.console import UserError, open_recorded, print_json, verb

if TYPE_CHECKING:
    from engine.ai.goap.reasons.explain import Explainer
    from engine.play.compile.compiled import CompiledScene

NAME = "explain"


def command(
    recording: Annotated[Path, typer.Argument(help="The recording.", show_default=False)],
    agent: Annotated[str, typer.Option(help="Entity id of the agent, or its local id.", show_default=False)],
    tick: Annotated[int | None, typer.Option(help="Tick of the recording, 0 to its last.", show_default=False)] = None,
    why_not: Annotated[
        str, typer.Option("--why-not", help="An action: answer why the agent did not take it.", show_default=False)
    ] = "",
    first: Annotated[
        int | None, typer.Option("--from", help="With --to: tell every decision from this tick on.", show_default=False)
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", help="Last tick of that; the recording's last by default.", show_default=False)
    ] = None,
    project: Annotated[Path | None, typer.Option(help="Folder of its project; a sample is found by itself.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Tell why an agent did what it did at a tick: goals, plan, rejected actions, facts; or its decisions over many."""
    with verb(as_json=as_json):
        is_history = first is not None or last is not None
        if is_history == (tick is not None) or (is_history and why_not):
            raise UserError("give --tick T, with --why-not ACTION if you like, or --from A and --to B for the history.")
        asked = Asked(recording, agent, project=project, trust=trust)
        if tick is not None:
            _tell_tick(asked, tick, why_not, as_json=as_json)
        else:
            _tell_history(asked, first or 0, last, as_json=as_json)


def _tell_tick(asked: "Asked", tick: int, action: str, *, as_json: bool) -> None:
    why = asked.explanation(tick)
    answer = asked.explainer.why_not(why, action) if action else None
    if answer is not None and answer.status == "unknown":
        raise UserError(answer.text)
    if as_json:
        more = {"why_not": asdict(answer)} if answer is not None else {}
        print_json({"recording": str(asked.file), **why.to_data(), **more})
    else:
        typer.echo(answer.text if answer is not None else "\n".join(lines(why)))


def _tell_history(asked: "Asked", first: int, last: int | None, *, as_json: bool) -> None:
    told = asked.history(first, last)
    if as_json:
        rows = [_row(why, before) for before, why in _with_previous(told)]
        where = {"recording": str(asked.file), "entity": told[0].entity, "local_id": told[0].local_id}
        print_json({**where, "from": first, "to": asked.last(last), "decisions": rows})
    else:
        listed = [_line(why, before) for before, why in _with_previous(told)]
        typer.echo("\n".join([f"{told[0].name} ({told[0].entity}, local id {told[0].local_id})", *listed]))


class Asked:
    """A recording of which an agent is asked about, ready to be played to any tick.

    UserError when the agent or the project does not exist, or the scene is no longer the one recorded;
    RecordingError, CompileError and DocumentError say what else is wrong.
    """

    def __init__(self, file: Path, agent: str, *, project: Path | None = None, trust: bool = False) -> None:
        from engine.play.recording import Player, load

        self.file = file
        self.recording = load(file)
        folder = project or _folder_of(self.recording.project)
        compiled, _ = open_recorded(self.recording, folder, trust=trust)
        # Without compiled kernels a keyframe away is reached sooner than they are compiled, and with the same bits.
        self.player = Player(self.recording, compiled, style="plain")
        if self.recording.fingerprint and self.player.session.compiled.fingerprint != self.recording.fingerprint:
            scene = self.recording.scene
            raise UserError(
                f"{scene} has been edited since {file} was recorded, so its reasons would be of another run. "
                "Take the scene as it was, or record the run again."
            )
        self.agent = agent

    @property
    def explainer(self) -> "Explainer":
        """Explains agents of the scene as it is played at the tick that was asked for last."""
        from engine.ai.goap.reasons.explain import Explainer

        return Explainer(self.player.session.compiled)

    def explanation(self, tick: int) -> Explanation:
        """The explanation of the agent at a tick. UserError for a tick that was not recorded."""
        self._check(tick)
        session = self.player.seek(tick)
        local_id = _local_id(session.compiled, self.agent)
        return self.explainer.explain_now(session, local_id)

    def history(self, first: int, last: int | None = None) -> list[Explanation]:
        """An agent's decisions over ticks: the one in force at the first, then each new one. UserError as above."""
        from engine.ai.goap.decisions.history import DecisionLog

        end = self.last(last)
        self._check(first)
        self._check(end)
        if first > end:
            raise UserError(f"tick {first} comes after tick {end}; give --from A and --to B with A before B.")
        log = DecisionLog(self.player.seek(first))
        with suppress(UserError):  # it may come into play later
            log.decisions(_local_id(self.player.session.compiled, self.agent))
        session = self.player.play(end)
        local_id = _local_id(session.compiled, self.agent)
        told = [log.explain(local_id, decision.tick) for decision in log.decisions(local_id)]
        if not told:
            return [log.explainer.explain_now(session, local_id)]
        return [why for why in told if why is not None]

    def last(self, last: int | None) -> int:
        """The last tick to tell of."""
        return self.recording.ticks if last is None else last

    def _check(self, tick: int) -> None:
        if not 0 <= tick <= self.recording.ticks:
            raise UserError(f"the recording has ticks 0 to {self.recording.ticks}; there is no tick {tick}.")


def _folder_of(name: str) -> Path:
    """Where a recording's project lies: at that path, or among the samples."""
    from engine.resources import samples_folder

    for folder in (Path(name), samples_folder() / name):
        if name and (folder / "project.toml").is_file():
            return folder
    raise UserError(f'the recording is of a project called "{name}", which is no sample; give its folder by --project.')


def _local_id(compiled: "CompiledScene", agent: str) -> int:
    local_id = int(agent) if agent.isdecimal() else compiled.row_of(agent)
    if local_id is None or local_id >= compiled.reserve:
        from engine.ai.goap.domain import nearest

        known = [row.entity for row in compiled.roster if "agent" in row.view.components]
        raise UserError(f'there is no agent "{agent}" in {compiled.view.scene}; {nearest(agent, known)}')
    return local_id


def lines(why: Explanation) -> list[str]:
    """The explanation as text for a terminal."""
    found = [f"{why.name} ({why.entity}, local id {why.local_id}) at tick {why.tick}"]
    if why.note:
        found.append(why.note)
    if not why.is_agent:
        return found
    does = f"Does {why.action or 'nothing'}, wants {why.wanted or 'nothing'}, for {why.goal or 'no goal'}."
    found += [
        does + waiting_words(why),
        "",
        "Goals",
    ]
    for reason in why.goals:
        made_of = " + ".join(f"{part.amount:g} {part.text}" for part in reason.parts).replace("+ -", "- ")
        told = reason.text if reason.status == "no plan" else f"{reason.status}. {reason.text}"
        found.append(f"  {reason.score:7.2f}  {reason.name:<24} {told}")
        if len(reason.parts) > 1:
            found.append(f"{'':<36}({made_of})")
    found += ["", "Plan"]
    found += [f"  {step.cost:7.2f}  {step.action}" for step in why.plan] or ["  none"]
    if why.plan_cost is not None:
        found.append(f"  {why.plan_cost:7.2f}  in all")
    found += ["", "Rejected actions"]
    found += [f"  {action.cost:7.2f}  {action.name:<24} {action.text}" for action in why.rejected] or ["  none"]
    true = [fact.name for fact in why.facts if fact.value]
    return [*found, "", f"Facts: {', '.join(true) or 'none'}"]


def _with_previous(told: list[Explanation]) -> list[tuple[Explanation | None, Explanation]]:
    return list(zip([None, *told[:-1]], told, strict=True))


def _believed(why: Explanation | None) -> set[str]:
    return {fact.name for fact in why.facts if fact.value} if why is not None else set()


def _row(why: Explanation, before: Explanation | None) -> dict[str, Any]:
    """One decision of a history as data; `came` and `went` are the facts that differ from the one before."""
    facts, old = _believed(why), _believed(before)
    return {
        "tick": why.tick,
        "goal": why.goal,
        "wanted": why.wanted,
        "action": why.action,
        "plan": [step.action for step in why.plan],
        "plan_cost": why.plan_cost,
        "facts": sorted(facts),
        "came": sorted(facts - old),
        "went": sorted(old - facts),
        "waiting_ticks": why.waiting_ticks,
        "note": why.note,
    }


def _line(why: Explanation, before: Explanation | None) -> str:
    """One decision of a history as a line, with the facts that came and went since the one before."""
    plan = ", ".join(step.action for step in why.plan) or "no plan"
    words = f"{why.action or 'nothing':<16} for {why.goal or 'no goal'}: {plan}"
    facts, old = _believed(why), _believed(before)
    changes = [f"+{name}" for name in sorted(facts - old)] + [f"-{name}" for name in sorted(old - facts)]
    changed = f"  [{' '.join(changes)}]" if before is not None and changes else ""
    return f"  {why.tick:7,}  {words if not why.note else why.note}{changed}"

"""`astraweave explain`: why an agent of a recording did what it did at a tick."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.ai.goap.explanation import Explanation
from engine.cli.console import UserError, open_scene, print_json, verb

if TYPE_CHECKING:
    from engine.play.compiled import CompiledScene

NAME = "explain"


def command(
    recording: Annotated[Path, typer.Argument(help="The recording.", show_default=False)],
    tick: Annotated[int, typer.Option(help="Tick of the recording, 0 to its last.", show_default=False)],
    agent: Annotated[str, typer.Option(help="Entity id of the agent, or its local id.", show_default=False)],
    project: Annotated[Path | None, typer.Option(help="Folder of its project; a sample is found by itself.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Tell the goals, the plan, the rejected actions and the facts of an agent at a tick of a recording."""
    with verb(as_json=as_json):
        why = explain_recording(recording, tick, agent, project=project, trust=trust)
        if as_json:
            print_json({"recording": str(recording), **why.to_data()})
        else:
            typer.echo("\n".join(lines(why)))


def explain_recording(
    file: Path, tick: int, agent: str, *, project: Path | None = None, trust: bool = False
) -> Explanation:
    """The explanation of an agent at a tick of a recording.

    UserError when the tick, the agent or the project does not exist, or the scene is no longer the one recorded;
    RecordingError, CompileError and DocumentError say what else is wrong.
    """
    from engine.ai.goap.explain import explain
    from engine.play.compile import compile_scene
    from engine.play.recording import Player, load

    recording = load(file)
    if not 0 <= tick <= recording.ticks:
        raise UserError(f"the recording has ticks 0 to {recording.ticks}; there is no tick {tick}.")
    folder = project or _folder_of(recording.project)
    opened = open_scene(folder, scene=recording.scene, encounter=recording.encounter or "", trust=trust)
    compiled = compile_scene(opened.view, game=opened.game)
    # Without compiled kernels a keyframe away is reached sooner than they are compiled, and with the same bits.
    player = Player(recording, compiled, style="plain")
    if recording.fingerprint and player.session.compiled.fingerprint != recording.fingerprint:
        raise UserError(
            f"{recording.scene} has been edited since {file} was recorded, so its reasons would be of another run. "
            "Take the scene as it was, or record the run again."
        )
    local_id = _local_id(compiled, agent)
    return explain(player.seek(tick), local_id)


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
    found += [
        f"Does {why.action or 'nothing'}, wants {why.wanted or 'nothing'}, for {why.goal or 'no goal'}.",
        "",
        "Goals",
    ]
    for reason in why.goals:
        detail = f"{reason.status}: {', '.join(reason.unmet)}" if reason.unmet else reason.status
        found.append(f"  {reason.score:7.2f}  {reason.name:<24} {detail}")
    found += ["", "Plan"]
    found += [f"  {step.cost:7.2f}  {step.action}" for step in why.plan] or ["  none"]
    if why.plan_cost is not None:
        found.append(f"  {why.plan_cost:7.2f}  in all")
    found += ["", "Rejected actions"]
    found += [f"  {action.cost:7.2f}  {action.name:<24} {action.text}" for action in why.rejected] or ["  none"]
    true = [fact.name for fact in why.facts if fact.value]
    return [*found, "", f"Facts: {', '.join(true) or 'none'}"]

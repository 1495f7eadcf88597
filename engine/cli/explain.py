"""`astraweave explain`: why an agent of a recording did what it did at a tick."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.ai.goap.explanation import Explanation
from engine.resources import is_sample

if TYPE_CHECKING:
    from engine.play.compiled import CompiledScene
    from engine.play.recording_data import Recording

NAME = "explain"


class ExplainError(Exception):
    """A question that cannot be answered, in words for the reader."""


def command(
    recording: Annotated[Path, typer.Argument(help="The recording's file.", show_default=False)],
    tick: Annotated[int, typer.Option(help="Tick of the recording, 0 to its last.", show_default=False)],
    agent: Annotated[str, typer.Option(help="Entity id of the agent, or its local id.", show_default=False)],
    project: Annotated[
        Path | None, typer.Option(help="Folder of the project, when it is not where it was recorded.")
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own code.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Tell the goals, the plan, the rejected actions and the facts of an agent at a tick of a recording.

    Exit code 0: explained; 2: the recording, the project, the tick or the agent cannot be used.
    """
    try:
        why = explain_recording(recording, tick, agent, project=project, trust=trust)
    except ExplainError as error:
        if as_json:
            print(json.dumps({"recording": str(recording), "ok": False, "error": str(error)}, ensure_ascii=False))
        else:
            typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if as_json:
        print(json.dumps({"recording": str(recording), "ok": True, **why.to_data()}, ensure_ascii=False))
    else:
        print("\n".join(lines(why)))


def explain_recording(
    file: Path, tick: int, agent: str, *, project: Path | None = None, trust: bool = False
) -> Explanation:
    """The explanation of an agent at a tick of a recording. ExplainError when anything on the way is missing."""
    from engine.ai.goap.explain import explain
    from engine.play.recording import Player, RecordingError, load

    try:
        recording = load(file)
    except RecordingError as error:
        raise ExplainError(str(error)) from error
    if not 0 <= tick <= recording.ticks:
        raise ExplainError(f"The recording has ticks 0 to {recording.ticks}; there is no tick {tick}.")
    compiled = _compiled(recording, project or Path(recording.project), trust)
    if recording.fingerprint and compiled.fingerprint != recording.fingerprint:
        raise ExplainError(
            f"{file} was recorded with another version of {recording.scene}: the reasons would be of another run. "
            "Open the project as it was, or record the run again."
        )
    local_id = _local_id(compiled, agent)
    try:
        session = Player(recording, compiled, style="plain").seek(tick)
    except RecordingError as error:
        raise ExplainError(f"{file}: {error}") from error
    return explain(session, local_id)


def _compiled(recording: "Recording", folder: Path, trust: bool) -> "CompiledScene":
    from engine.document import Document, DocumentError, view
    from engine.play.compile import CompileError, compile_scene
    from engine.schema.vocabulary import Vocabulary, VocabularyError
    from engine.world.project import ProjectCodeError, load_game

    if not (folder / "project.toml").is_file():
        raise ExplainError(f"There is no project in {folder}. Say where it is with --project.")
    is_trusted = trust or is_sample(folder)
    if (folder / "game").is_dir() and not is_trusted:
        raise ExplainError(f"{folder} has code of its own, which is run only with --trust.")
    try:
        game = load_game(folder) if is_trusted else ()
        vocabulary = Vocabulary.builtin().extended(game)
        document = Document.open(folder, vocabulary=vocabulary, trusted=is_trusted)
        return compile_scene(view(document, recording.scene, recording.encounter), game=game)
    except (ProjectCodeError, VocabularyError, DocumentError, CompileError, KeyError) as error:
        raise ExplainError(f"The project in {folder} cannot be played: {error}") from error


def _local_id(compiled: "CompiledScene", agent: str) -> int:
    local_id = int(agent) if agent.isdecimal() else compiled.row_of(agent)
    if local_id is None or local_id >= compiled.reserve:
        from engine.ai.goap.domain import nearest

        known = [row.entity for row in compiled.roster if "agent" in row.view.components]
        raise ExplainError(f'There is no agent "{agent}" in {compiled.view.scene}; {nearest(agent, known)}')
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

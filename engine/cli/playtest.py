"""astraweave playtest: an encounter played by autopilot with many seeds, and how often it is won."""

from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.balance_questions import Asked, Question
from engine.cli.console import ANSWER_IS_NO, UserError, open_scene, print_json, verb, working

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.play.playtest.backends import Backend
    from engine.play.playtest.outcomes import Outcomes
    from engine.play.playtest.request import Playtest, Stage

NAME = "playtest"
COMPILING = "Compiling the game's kernels; the next start finds them ready"
MOST_PROCESSES = 256


def command(
    said: typer.Context,
    project: Annotated[Path, typer.Argument(help="Folder of the project.")],
    encounter: Annotated[str, typer.Option(help="Encounter to play; by default the project's main one.")] = "",
    seeds: Annotated[int, typer.Option(help="How many seeds each variant and skill is played with.")] = 1000,
    first_seed: Annotated[int, typer.Option("--first-seed", help="The first of them.")] = 0,
    skill: Annotated[str, typer.Option(help="Who plays: some of novice, average, expert.")] = "novice,average,expert",
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=LOW..HIGH:COUNT",
            help="Also play with a number set otherwise, such as sentinel.health.maximum=120..400:5. "
            "May be given several times; each is varied alone.",
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option(min=0, max=MOST_PROCESSES, help="Worker processes; 1 is none beside this one, 0 one a core.")
    ] = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Play on a Dask cluster, such as tcp://scheduler:8786.")
    ] = "",
    compare: Annotated[
        str, typer.Option(metavar="REVISION", help="Also play the files of a git revision, with the same seeds.")
    ] = "",
    record_worst: Annotated[
        int, typer.Option("--record-worst", min=0, max=1000, help="Record so many of the worst runs of each skill.")
    ] = 0,
    output: Annotated[Path | None, typer.Option(help="Folder for those recordings.")] = None,
    what_matters: Annotated[
        bool, typer.Option("--what-matters", help="Rank the encounter's numbers by what a fifth less and more change.")
    ] = False,
    target: Annotated[
        str,
        typer.Option(
            metavar="SKILL=LOW..HIGH,...",
            help='Look for values that bring it there, win rates in percent, such as "novice=45..60,seconds=60..90".',
        ),
    ] = "",
    move: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[=LOW..HIGH]",
            help="A number that --target may move, or that --what-matters asks about. May be given several times.",
        ),
    ] = None,
    budget: Annotated[int, typer.Option(min=1, help="How many runs --target may take.")] = 40_000,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Play an encounter by autopilot with many seeds: how often it is won, how long that takes, who falls where."""
    with verb(as_json=as_json):
        if bool(record_worst) != (output is not None):
            raise UserError("--record-worst N and --output FOLDER go together; give both or neither.")
        question = Question(what_matters, target, tuple(move or ()), budget)
        _check_alone(question, bool(vary or compare or record_worst))
        _check_heard(question, _given(said))
        stage = _stage(project, encounter, trust=trust)
        asked = _playtest(stage, list(vary or []), skill, first_seed, seeds)
        if question.is_asked:
            _answer(asked, question, project, processes, cluster, as_json=as_json)
            return
        other = None
        if compare:
            from engine.play.playtest.revisions import stage_at

            other = stage_at(stage, compare)
        report = _played(asked, other, compare, project, processes, cluster, record_worst, output)
        if as_json:
            print_json(report)
        else:
            from engine.balance.table import tell

            tell(report)


def _check_alone(question: Question, is_more: bool) -> None:
    """UserError for words that don't go together."""
    if question.what_matters and question.target:
        raise UserError("--what-matters and --target are two questions; ask one after the other.")
    if question.is_asked and is_more:
        raise UserError(
            "--what-matters and --target play variants of their own; leave --vary, --compare and the rest out."
        )
    if question.move and not question.is_asked:
        raise UserError("--move NAME says what --target may move, or what --what-matters asks about; give one of them.")


def _given(said: typer.Context) -> set[str]:
    """The parameters that were given, not left to their usual values."""
    sources = {name: said.get_parameter_source(name) for name in said.params}
    return {name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"}


def _check_heard(question: Question, said: set[str]) -> None:
    """UserError for words that would be given for nothing."""
    if question.target and said & {"seeds", "skill"}:
        raise UserError(
            "--target names who plays, and plays as many seeds as it takes; leave --seeds and --skill out, "
            "and say by --budget how many runs it may take."
        )
    if "budget" in said and not question.target:
        raise UserError("--budget N says how many runs --target may take; give a target too.")


def _answer(
    asked: "Playtest", question: Question, project: Path, processes: int, cluster: str, *, as_json: bool
) -> None:
    """Answer a question about the encounter; leaves with code 1 where no values make it fair."""
    from engine.balance.answer_tables import tell_fair, tell_ranking
    from engine.balance.report import request_data
    from engine.play.playtest.backends import backend_of
    from engine.play.playtest.playing import prepare

    understood = Asked(asked.stage, question)
    compiled = asked.check()
    with working(COMPILING):
        prepare(compiled)
    with closing(backend_of(processes, cluster)) as backend:
        answer = understood.report(backend, asked.skills, range(asked.seeds[0], asked.seeds[-1] + 1))
    report = {"request": request_data(asked, project=str(project), fingerprint=compiled.fingerprint), **answer}
    if as_json:
        print_json(report)
    elif question.target:
        tell_fair(report)
    else:
        tell_ranking(report)
    if question.target and not report["fair"]["is_found"]:
        raise typer.Exit(ANSWER_IS_NO)


def _stage(project: Path, encounter: str, *, trust: bool) -> "Stage":
    from engine.play.playtest.request import Stage

    opened = open_scene(project, encounter=encounter, trust=trust)
    if opened.view.encounter is None:
        names = sorted(name.partition("/")[2] for name in opened.document.files if name.startswith("encounters/"))
        raise UserError(
            f"a playtest is of an encounter; name one by --encounter: {', '.join(names) or 'there is none'}."
        )
    is_trusted = opened.document.trusted
    return Stage(opened.document.snapshot(), opened.view.scene, opened.view.encounter, opened.game, is_trusted)


def _playtest(stage: "Stage", vary: list[str], skill: str, first: int, count: int) -> "Playtest":
    from engine.play.playtest.request import Playtest, seeds_from
    from engine.play.playtest.varying import variants_of

    skills = tuple(dict.fromkeys(part.strip() for part in skill.split(",") if part.strip()))
    return Playtest(stage, variants_of(stage.view, vary), skills, seeds_from(first, max(0, count)))


def _played(
    asked: "Playtest",
    other: "Stage | None",
    revision: str,
    project: Path,
    processes: int,
    cluster: str,
    record_worst: int,
    output: Path | None,
) -> dict[str, Any]:
    from dataclasses import replace

    from engine.balance.answers import findings_data
    from engine.balance.findings import findings_of
    from engine.balance.kept import KeptResults
    from engine.balance.players import keep
    from engine.balance.report import comparisons_data, request_data, results_data
    from engine.play.playtest.backends import backend_of
    from engine.play.playtest.playing import prepare
    from engine.play.playtest.request import AS_IT_IS, Variant

    compiled = asked.check()
    before = replace(asked, stage=other, variants=(Variant(revision),)) if other is not None else None
    if before is not None:
        before.check()
    with working(COMPILING):
        prepare(compiled)
    runs = len(asked.seeds) * len(asked.variants) * len(asked.skills)
    shards = -(-runs // 64)
    with closing(backend_of(min(processes, shards) if processes else 0 if shards > 1 else 1, cluster)) as backend:
        began = perf_counter()
        past = _run(before, backend, f"Playing {revision}") if before is not None else {}
        played = _run(asked, backend, "Playing")
        seconds = perf_counter() - began
        place = backend.name
    keep(asked.stage, asked.variants, played, KeptResults())
    found: dict[tuple[str, str], Outcomes] = {**past, **played}
    report: dict[str, Any] = {
        "request": request_data(asked, project=str(project), fingerprint=compiled.fingerprint),
        "results": results_data(found),
        "comparisons": [
            *comparisons_data({key: each for key, each in found.items() if key[0] in (revision, AS_IT_IS)}, revision),
            *comparisons_data(played, AS_IT_IS),
        ],
        "findings": findings_data(
            findings_of(asked.stage.view, {skill: each for (name, skill), each in played.items() if name == AS_IT_IS})
        ),
        "played_by": place,
        "seconds": seconds,
        "times_real_time": sum(float(each.seconds.sum()) for each in found.values()) / seconds,
        "notes": _notes(other, revision),
    }
    if output is not None:
        report["recordings"] = _record(asked, played, record_worst, output, project.resolve().name)
    return report


def _run(playtest: "Playtest", backend: "Backend", text: str) -> "dict[tuple[str, str], Outcomes]":
    """Play with a bar on a terminal; nothing is shown elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from engine.play.playtest.backends import play

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[runs]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(text, total=1.0, runs="")
        return play(playtest, backend, progress=lambda done, runs: bar.update(task, completed=done, runs=runs))


def _notes(other: "Stage | None", revision: str) -> list[str]:
    if other is None or not other.trusted or not (other.snapshot.folder / "game").is_dir():
        return []
    return [f"{revision} was played with the Python of the working tree: only files of the document are compared."]


def _record(
    asked: "Playtest", played: "Mapping[tuple[str, str], Outcomes]", count: int, folder: Path, project: str
) -> list[dict[str, Any]]:
    """Recordings of the worst runs of the encounter as it is."""
    from engine.balance.report import worst_of
    from engine.play import RECORDING_SUFFIX
    from engine.play.playtest.recording_worst import record_run
    from engine.play.playtest.request import AS_IT_IS

    folder.mkdir(parents=True, exist_ok=True)
    compiled = asked.stage.compiled(asked.variants[0])
    found: list[dict[str, Any]] = []
    with working("Recording the worst runs"):
        for skill in asked.skills:
            for run in worst_of(played[AS_IT_IS, skill], count):
                path = folder / f"{asked.stage.encounter}_{skill}_{run.seed}{RECORDING_SUFFIX}"
                record_run(compiled, run, skill, path, project=project)
                found.append({"file": str(path), "skill": skill, "seed": run.seed, "outcome": run.outcome})
    return found

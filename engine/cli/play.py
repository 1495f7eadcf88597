"""astraweave play: play a scene without a window, by autopilot, and say how it ended."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import UserError, open_project, open_scene, print_json, verb, working

if TYPE_CHECKING:
    from engine.cli.directed import Directed
    from engine.physics.capture import CaptureRecorder
    from engine.physics.profile import PhysicsStepProfile
    from engine.play.compile.chapters import Chapters
    from engine.play.compile.compiled import CompiledScene
    from engine.play.running.session import Session
    from engine.play.running.travel import Try

NAME = "play"
TICKS_PER_SECOND = 60
TICKS_A_CHUNK = 600
# So that a seed and the seeds after it fit into 64 bits, and a limit in ticks into 32.
LARGEST_SEED, MOST_LANES, LONGEST_RUN = 2**62, 1_000_000, 1e7
COMPILING = "Compiling the game's kernels; the next start finds them ready"


def command(
    project: Annotated[Path, typer.Argument(help="Folder of the project.")],
    encounter: Annotated[str, typer.Option(help="Encounter to play; by default the project's main one.")] = "",
    scene: Annotated[str, typer.Option(help="Scene to play without an encounter.")] = "",
    whole_slice: Annotated[
        bool, typer.Option("--slice", help="Play the project's slice: its encounters one after the other.")
    ] = False,
    headless: Annotated[bool, typer.Option("--headless", help="Without a window.")] = False,
    autopilot: Annotated[str, typer.Option(help="novice, average or expert; without it nobody steers.")] = "",
    seed: Annotated[int, typer.Option(min=-LARGEST_SEED, max=LARGEST_SEED, help="What chance grows from.")] = 0,
    threads: Annotated[
        int | None,
        typer.Option(
            min=-1,
            max=64,
            help="Threads for large crowds: 0 serial, -1 automatic, by default the project's. Changes no result.",
        ),
    ] = None,
    lanes: Annotated[
        int, typer.Option(min=1, max=MOST_LANES, help="Play this many seeds side by side, from --seed upwards.")
    ] = 1,
    retries: Annotated[
        int, typer.Option(min=0, max=10_000, help="Begin a lost encounter anew up to this many times.")
    ] = 0,
    max_seconds: Annotated[
        float, typer.Option(min=0.0, max=LONGEST_RUN, help="Stop a run after this much game time.")
    ] = 0.0,
    record: Annotated[Path | None, typer.Option(help="Write a recording of the run to this file.")] = None,
    capture: Annotated[
        Path | None, typer.Option(help="Write what physics cost in each tick to this file; see `astraweave capture`.")
    ] = None,
    director: Annotated[
        str, typer.Option(metavar="SIDE", help="Let who is asked lead a side, party or enemies; it is recorded.")
    ] = "",
    banter: Annotated[bool, typer.Option("--banter", help="Let companions say lines of who is asked.")] = False,
    client: Annotated[
        str, typer.Option(help="Who is asked: offline (templates), or a model by its protocol, openai or anthropic.")
    ] = "offline",
    address: Annotated[str, typer.Option(metavar="URL", help="Where the model is asked.")] = "",
    model: Annotated[str, typer.Option(help="The model, as the server calls it.")] = "",
    key: Annotated[str, typer.Option(metavar="VARIABLE", help="Environment variable that holds the key.")] = "",
    most_tokens: Annotated[
        int | None,
        typer.Option(
            "--most-tokens", min=0, help="What a model may read and write in this run; 50,000 by default, 0: no limit."
        ),
    ] = None,
    verdicts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what the guard said of each answer, a line of JSON each.")
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Play an encounter without a window and print its outcome, ticks, digest and speed."""
    with verb(as_json=as_json):
        if not headless:
            raise UserError(f"playing in a window is `astraweave edit {project} --play`; here, add --headless.")
        _check(autopilot, lanes, record, capture)
        if whole_slice and (scene or encounter):
            raise UserError("--slice plays the project's slice; leave out --scene and --encounter.")
        asked = _directed(director, client, address, model, key, verdicts, most_tokens, has_banter=banter)
        if lanes > 1 and asked is not None:
            raise UserError("--director and --banter are for one run; leave out --lanes.")
        from engine.physics.threads.setting import automatic_threads

        started = perf_counter()
        compiled = _compiled(project, scene, encounter, whole_slice=whole_slice, trust=trust)
        first = compiled.compiled(0)
        threads = first.threads if threads is None else automatic_threads() if threads < 0 else threads
        limit = max(1, round(max_seconds * TICKS_PER_SECOND)) if max_seconds else None
        skill = autopilot or None
        if lanes > 1:
            found = _play_lanes(compiled, range(seed, seed + lanes), autopilot, limit, threads, retries)
        else:
            name = project.resolve().name
            found = _play_one(compiled, seed, skill, limit, threads, retries, record, capture, name, asked, as_json)
        found["setup_seconds"] = perf_counter() - started - found["seconds"]
        about = {"project": str(project), "scene": first.view.scene, "encounter": first.view.encounter}
        if whole_slice:
            about = {"project": str(project), "slice": [chapter.encounter for chapter in compiled.chapters]}
        if as_json:
            print_json({**found, **about, "autopilot": skill, "seed": seed, "threads": threads})
        else:
            typer.echo(_sentence(found))
            for finding in found.get("findings", ()):
                typer.echo(finding, err=True)


def _compiled(project: Path, scene: str, encounter: str, *, whole_slice: bool, trust: bool) -> "Chapters":
    from engine.play.compile.chapters import compile_slice, of_one
    from engine.play.compile.scene import compile_scene

    if whole_slice:
        document, game = open_project(project, trust=trust)
        return compile_slice(document, game=game)
    opened = open_scene(project, scene=scene, encounter=encounter, trust=trust)
    return of_one(compile_scene(opened.view, game=opened.game))


def _directed(
    led: str,
    client: str,
    address: str,
    model: str,
    key: str,
    verdicts: Path | None,
    most_tokens: int | None,
    *,
    has_banter: bool,
) -> "Directed | None":
    """Who is led by whom; None where nobody is. UserError for words that don't go together."""
    if not led and not has_banter:
        if client != "offline" or address or model or key or verdicts is not None or most_tokens is not None:
            raise UserError("--client and what belongs to it are for --director SIDE or --banter.")
        return None
    from engine.cli.directed import MOST_TOKENS, Directed, side_of
    from engine.cli.proposing import client_of, told_as_sentences

    side_of(led)
    with told_as_sentences():
        if client in ("openai", "anthropic"):
            from engine.llm.providers.warming import warm_up

            warm_up(client)
        most = MOST_TOKENS if most_tokens is None else most_tokens
        return Directed(led, has_banter, client_of(client, address, model, key), verdicts, most)


def _check(autopilot: str, lanes: int, record: Path | None, capture: Path | None) -> None:
    from engine.world.ids import SKILL_NAMES

    if autopilot and autopilot not in SKILL_NAMES[1:]:
        raise UserError(f'there is no skill "{autopilot}"; expected {", ".join(SKILL_NAMES[1:])}.')
    if lanes > 1 and record is not None:
        raise UserError("--record writes one run; leave out --lanes.")
    if lanes > 1 and capture is not None:
        raise UserError("--capture measures one run; leave out --lanes.")


def _play_one(
    compiled: "Chapters",
    seed: int,
    skill: str | None,
    limit: int | None,
    threads: int,
    retries: int,
    record: Path | None,
    capture: Path | None,
    name: str,
    asked: "Directed | None",
    is_quiet: bool,
) -> dict[str, Any]:
    from engine.cli.directed import play_directed
    from engine.play.commands import Retry
    from engine.play.recording import Recorder, save
    from engine.play.running.session import Session

    # Threads serve the systems one by one; a single compiled loop is faster where there is nothing to share or measure.
    style = (
        "each"
        if capture is not None or asked is not None or (threads > 1 and _is_crowd(compiled.compiled(0)))
        else "fused"
    )
    with working(COMPILING):
        session = Session(compiled, seed, autopilot=skill, threads=threads, style=style, tick_limit=limit)
        if threads > 1 and _is_crowd(compiled.compiled(0)):
            session.physics.prepare(session.world.view)
    recorder = Recorder(session, project=name) if record is not None else None
    measured = _measured(session, name) if capture is not None else None
    began = perf_counter()
    told: dict[str, Any] = {}
    if asked is not None:
        told = {"direction": play_directed(session, asked, is_quiet=is_quiet)}
    with working("Playing"):
        while asked is None:
            while session.is_running:
                session.advance(TICKS_A_CHUNK)
            if session.is_failed or session.outcome == "victory" or retries <= 0 or session.tick == limit:
                break
            retries -= 1
            session.step([Retry()])
    seconds = perf_counter() - began
    last = session.physics.get_last_step_profile()  # the threads' part of it ends with them
    session.close()
    if recorder is not None and record is not None:
        save(recorder.recording, record)
    if measured is not None and capture is not None:
        _keep(measured, capture, last)
    if session.is_failed:
        raise UserError(session.findings[-1].text)
    return {
        "outcome": session.outcome,
        "ticks": session.tick,
        "digest": session.digest(),
        "seconds": seconds,
        "times_real_time": session.tick / TICKS_PER_SECOND / seconds,
        **told,
        **chapters_told(session.slice, session.tries),
        "findings": [finding.text for finding in session.findings],
    }


def chapters_told(chapters: "Chapters", tries: "Sequence[Try]") -> dict[str, Any]:
    """How each chapter that was come to went: its ticks, its tries and how the last one ended; {} for a single try."""
    if not chapters.chapters and len(tries) == 1:
        return {}
    found: list[dict[str, Any]] = []
    for index in range(tries[-1].chapter + 1):
        own = [each for each in tries if each.chapter == index]
        name = chapters.chapters[index].encounter if chapters.chapters else chapters.compiled(0).view.encounter
        ticks = sum(each.ended - each.began for each in own)
        found.append({"name": name, "ticks": ticks, "attempts": len(own), "outcome": own[-1].outcome})
    return {"chapters": found}


def _measured(session: "Session", name: str) -> "CaptureRecorder":
    """Measure the session from its first tick on, checksums included."""
    from dataclasses import replace

    from engine.benchmarks.capture_origin import origin_of
    from engine.physics.capture import CaptureRecorder
    from engine.play.past.lineage import Lineage

    session.physics.checksums = True
    measured = CaptureRecorder(replace(origin_of(session, name), run=Lineage(session).name))
    session.listeners.append(measured)
    return measured


def _keep(measured: "CaptureRecorder", path: Path, last: "PhysicsStepProfile") -> None:
    """Write the capture, and the profile of the last step where benchmarks look for it."""
    from engine.physics.capture import CaptureError, save
    from engine.physics.profile import PROFILE_FILE, write_profile

    try:
        save(measured.capture(), path)
    except CaptureError as error:
        raise UserError(f"{path} was not written: {error}.") from error
    try:
        write_profile(last)
    except OSError as error:
        raise UserError(f"{PROFILE_FILE} was not written: {error}.") from error


def _is_crowd(compiled: "CompiledScene") -> bool:
    from engine.physics.scheduler import CROSSOVER_ROWS

    return compiled.reserve >= CROSSOVER_ROWS


def _play_lanes(
    compiled: "Chapters", seeds: range, skill: str, limit: int | None, threads: int, retries: int
) -> dict[str, Any]:
    from engine.play.running.lanes import run_slice_lanes
    from engine.play.running.ready_schedules import ReadySchedules

    with working(COMPILING):
        ready = ReadySchedules(compiled, "fused")
        for scene in compiled.all_compiled():
            ready.of(scene)
    began = perf_counter()
    with working(f"Playing {len(seeds)} runs"):
        results = run_slice_lanes(
            compiled, seeds, skill=skill or None, max_ticks=limit, threads=threads, retries=retries
        )
    seconds = perf_counter() - began
    ticks = sum(result.ticks for result in results)
    return {
        "lanes": len(results),
        "outcomes": dict(Counter(result.outcome for result in results)),
        "ticks": ticks,
        "seconds": seconds,
        "times_real_time": ticks / TICKS_PER_SECOND / seconds,
        "results": [
            {
                "seed": result.seed,
                "outcome": result.outcome,
                "ticks": result.ticks,
                "digest": result.digest,
                **chapters_told(compiled, result.tries),
            }
            for result in results
        ],
    }


def _sentence(found: dict[str, Any]) -> str:
    game_seconds = found["ticks"] / TICKS_PER_SECOND
    speed = f"{found['seconds']:.2f} s, {found['times_real_time']:,.0f} times real time"
    if "outcomes" in found:
        ends = ", ".join(f"{count} {outcome}" for outcome, count in sorted(found["outcomes"].items()))
        return f"{found['lanes']} runs: {ends}; {game_seconds:,.1f} s of play in {speed}"
    ended = f"{found['outcome']} after {game_seconds:.1f} s ({found['ticks']} ticks) in {speed}"
    return "\n".join([f"{ended}; digest {found['digest']}", *map(_chapter_words, found.get("chapters", ()))])


def _chapter_words(chapter: dict[str, Any]) -> str:
    tries = "" if chapter["attempts"] == 1 else f", {chapter['attempts']} tries"
    return f"  {chapter['name']}: {chapter['outcome']} after {chapter['ticks'] / TICKS_PER_SECOND:.1f} s{tries}"

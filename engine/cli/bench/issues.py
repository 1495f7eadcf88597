"""astraweave bench issues: tells the forge of what became slower, once, and only where measuring by turns agrees."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.discovery import find_all
from engine.benchmarks.forge.filing import Deed, Verify, carry_out, deeds, forgotten
from engine.benchmarks.forge.github import ForgeError, GitHub, Issue
from engine.benchmarks.forge.report import TEMPLATE
from engine.benchmarks.regressions.analysis import Analysis, Step, analyse_all
from engine.benchmarks.regressions.series import MAIN
from engine.benchmarks.verifying.confirming import TURNS, Confirming, NotConfirmedError
from engine.benchmarks.verifying.verdict import Verdict
from engine.cli.bench.places import HERE, Branch, Folder, judged_series
from engine.cli.console import fail, print_json, verb

NAME = "bench issues"
TOKENS = ("ASTRAWEAVE_FORGE_TOKEN", "GITHUB_TOKEN")
GITHUB = "https://api.github.com"


def command(
    *,
    history: Folder = HERE,
    branch: Branch = MAIN,
    repository: Annotated[str, typer.Option(envvar="GITHUB_REPOSITORY", help="OWNER/NAME on the forge.")] = "",
    address: Annotated[str, typer.Option(envvar="GITHUB_API_URL", help="Where its REST API is.")] = GITHUB,
    tree: Annotated[Path, typer.Option(exists=True, file_okay=False, help="A checkout with the commits.")] = Path(),
    turns: Annotated[int, typer.Option(min=10, help="Turns by which a step is confirmed.")] = TURNS,
    minutes: Annotated[
        float, typer.Option(min=0.0, help="How long it may measure; the rest is for the next run.")
    ] = 60,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be filed, and ask nobody.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Open, renew and close issues, one a benchmark that is worse by more than 10 %, from the repository's template.

    What is worse is measured by turns first. What was said of a case is kept in the history's folder, by the kind of
    machine: for good where it confirms, else for a week.
    The token comes from ASTRAWEAVE_FORGE_TOKEN or GITHUB_TOKEN. With --dry-run no token is needed.
    """
    template = tree / TEMPLATE
    if not template.is_file():
        fail(f"{template} is missing; run this in a checkout, or name one with --tree.", as_json=as_json)
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    if not dry_run and (not token or not repository):
        missing = f"a token in {' or '.join(TOKENS)}" if not token else "--repository OWNER/NAME"
        fail(f"the forge needs {missing}; or see with --dry-run what would be filed.", as_json=as_json)
    with verb(as_json=as_json):
        found = analyse_all(judged_series(history, branch))
    forge = GitHub(address, repository, token)
    try:
        standing: list[Issue] = [] if dry_run else forge.regressions()
        benchmarks = {each.name: each for each in find_all()}
        words = template.read_text(encoding="utf-8")
        with Confirming(tree, turns, folder=history, seconds=60.0 * minutes) as confirming:
            verify = _by_turns(confirming)
            plan = deeds(found, standing, benchmarks, words, verify)
            if dry_run:
                _measure_parts(found, verify)
        done = [(deed, deed.number) for deed in plan] if dry_run else carry_out(plan, forge)
    except (ForgeError, ValueError) as error:
        fail(f"{error}.", as_json=as_json)
    if as_json:
        print_json({"issues": [{**asdict(deed), "number": number} for deed, number in done]})
        return
    for deed, number in done:
        typer.echo(_line(deed, number))
        if dry_run and deed.body:
            typer.echo(f"\n{deed.body}")
    if not done:
        typer.echo("Nothing is worse by more than 10 %.")


def _line(deed: Deed, number: int | None) -> str:
    place = f"#{number}" if number is not None else "a new issue"
    branch = f" on branch {deed.branch}" if deed.branch else ""
    return f"{deed.do}: {deed.benchmark}{branch}, {place}: {deed.why}"


def _measure_parts(found: Sequence[Analysis], verify: Verify) -> None:
    """Where several steps made a series worse, measure the later ones by themselves too.

    Whoever then files without measuring may find an issue that was closed between two of them.
    """
    gone = forgotten(found)
    for each in found:
        if each.series.id in gone:
            continue
        for step in each.steps[:-1]:
            later = each.alert_since(step.seen.timestamp)
            if later is not None:
                verify(each, later)


def _by_turns(confirming: Confirming) -> Verify:
    """Confirms a step by measuring its commits; what stands in the way is told on standard error."""

    def verify(found: Analysis, step: Step) -> Verdict | None:
        good, dots, bad = step.commits.partition("..")
        if not dots:
            return None
        try:
            series = found.series
            return confirming.ask(good, bad, series.name, series.rows[0].params_of(), series.key[2])
        except NotConfirmedError as error:
            typer.echo(f"{found.series.title}: {error}.", err=True)
            return None

    return verify

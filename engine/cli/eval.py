"""`astraweave eval`: how well plans of language models do in small worlds, beside controls that prove the scale."""

import os
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, fail, print_json, verb, working

if TYPE_CHECKING:
    from engine.llm.evaluation.clients.oracle import Predicted
    from engine.llm.evaluation.harness import Harness, Run
    from engine.llm.evaluation.scenario import Scenario

NAME = "eval"
RATES = "0,5,20,50"
LEAST = 60.0
"""Mean points below which a scenario fails in the JUnit report."""


def command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="Parts of names or categories; by default all.")
    ] = None,
    *,
    rates: Annotated[str, typer.Option(help="Error rates of the mock in percent.")] = RATES,
    variants: Annotated[int, typer.Option(min=1, max=1000, help="Variants of each scenario.")] = 25,
    controls: Annotated[bool, typer.Option(help="Measure the controls too.")] = True,
    list_only: Annotated[bool, typer.Option("--list", help="Name the scenarios and evaluate nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, episode by episode.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write the runs as JUnit XML, without the controls.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Append rows to the history of benchmarks.")] = False,
) -> None:
    """Evaluate the mock, the offline planner, and the model that ASTRAWEAVE_EVAL_PROVIDER names, in the simulator.

    Exit code 1: among all scenarios a control is not where it belongs, so that the scale proves nothing.
    """
    from engine.llm.evaluation.clients.controls import CONTROLS
    from engine.llm.evaluation.clients.oracle import noisy_oracle, predicted
    from engine.llm.evaluation.harness import Harness
    from engine.llm.evaluation.junit import junit_xml
    from engine.llm.evaluation.report import lines_of, run_data
    from engine.llm.offline.planner import OfflinePlanner

    scenarios = _chosen(names or [], as_json=as_json)
    if list_only:
        _list(scenarios, as_json=as_json)
        return
    percents = _percents(rates, as_json=as_json)
    began = perf_counter()
    with verb(as_json=as_json), working("Evaluating"):
        harness = Harness(scenarios, variants=variants)
        asked = harness.asked()
        compiled = perf_counter() - began
        runs: list[tuple[str, Run, Predicted | None]] = []
        for percent in percents:
            rate = percent / 100.0
            run = harness.evaluate(lambda known, rate=rate: noisy_oracle(known, rate))
            runs.append((f"mock, {percent:g} % errors", run, predicted(asked, rate)))
        runs.append(("offline planner", harness.evaluate(lambda _: OfflinePlanner()), None))
        runs += _real(harness, as_json=as_json)
        checked = [(each, harness.evaluate(each.client)) for each in CONTROLS] if controls else []
        if junit is not None:
            junit.write_bytes(junit_xml([run for _, run, _ in runs], LEAST))
    # The bounds are those of all scenarios: among few, who always gives up may be right too often.
    is_whole = not names
    wrong = [each.name for each, run in checked if is_whole and not each.least <= lines_of(run)[-1].total <= each.most]
    if keep:
        with verb(as_json=as_json):
            _keep(runs)
    if as_json:
        print_json({
            "scenarios": len(scenarios), "variants": variants,
            "runs": [{"name": name, **run_data(run, said)} for name, run, said in runs],
            "controls": [
                {"name": each.name, "least": each.least, "most": each.most, "total": lines_of(run)[-1].total}
                for each, run in checked
            ],
            "ok": not wrong,
        })  # fmt: skip
    else:
        _print(runs)
        for each, run in checked:
            bounds = f"{each.least:g} to {each.most:g}"
            typer.echo(f"control {each.name}: {lines_of(run)[-1].total:.1f} points; belongs into {bounds}")
        typer.echo(
            f"{len(scenarios)} scenarios of {variants} variants; worlds made in {compiled:.1f} s, "
            f"all in {perf_counter() - began:.1f} s"
        )
    if wrong:
        typer.echo(f"The scale proves nothing: {', '.join(wrong)}.", err=True)
        raise typer.Exit(ANSWER_IS_NO)


def _chosen(names: list[str], *, as_json: bool) -> "list[Scenario]":
    from engine.llm.evaluation.discovery import find_scenarios

    found = [each for each in find_scenarios() if not names or any(n in each.name or n == each.category for n in names)]
    if not found:
        fail(f"no scenario is called {' or '.join(names)}; `astraweave eval --list` names them all.", as_json=as_json)
    return found


def _percents(text: str, *, as_json: bool) -> list[float]:
    try:
        found = [float(word) for word in text.split(",") if word.strip()]
    except ValueError:
        found = [-1.0]
    if any(not 0.0 <= each <= 100.0 for each in found):
        fail(f"--rates is {text}; expected percents of 0 to 100 with commas between.", as_json=as_json)
    return found


def _real(harness: "Harness", *, as_json: bool) -> "list[tuple[str, Run, Predicted | None]]":
    from engine.llm.evaluation.harness import REAL
    from engine.llm.evaluation.real import provider_of, real_client
    from engine.llm.providers.keys import KeyMissingError

    try:
        settings = provider_of(os.environ)
        if settings is None:
            return []
        client = real_client(settings, os.environ)
    except (ValueError, KeyMissingError) as error:
        fail(f"the provider to evaluate can't be asked: {error}", as_json=as_json)
    return [(settings.name, harness.evaluate(lambda _: client, REAL), None)]


def _list(scenarios: "list[Scenario]", *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"name": each.name, "category": each.category, "task": each.task, "is_solvable": each.is_solvable}
            for each in scenarios
        ]
        print_json({"scenarios": rows})
        return
    for each in scenarios:
        typer.echo(f"{each.category}  {each.name}  {each.task}")


def _print(runs: "list[tuple[str, Run, Predicted | None]]") -> None:
    from rich.console import Console
    from rich.table import Table

    from engine.llm.evaluation.report import lines_of

    table = Table(box=None, pad_edge=False)
    for title in ("client", "category"):
        table.add_column(title)
    for title in ("episodes", "validity %", "goal %", "safety %", "coherence", "points", "predicted", "ms an episode"):
        table.add_column(title, justify="right")
    for name, run, said in runs:
        for line in lines_of(run):
            is_whole = line.category == "all"
            shares = [f"{100.0 * each:.1f}" for each in (line.validity, line.goal, line.safety)]
            points = [f"{line.coherence:.1f}", f"{line.total:.1f}"]
            expected = _expected(said) if is_whole and said is not None else ""
            took = f"{median(run.took):.1f}" if is_whole and run.took else ""
            table.add_row(name if is_whole else "", line.category, str(line.episodes), *shares, *points, expected, took)
    console = Console()
    (console if console.is_terminal else Console(width=240)).print(table)


def _expected(said: "Predicted") -> str:
    return f"{100 * said.validity:.1f} / {100 * said.goal:.1f} / {100 * said.safety:.1f}, {said.total:.1f}"


def _keep(runs: "list[tuple[str, Run, Predicted | None]]") -> None:
    from engine.benchmarks.discovery import find_benchmarks
    from engine.benchmarks.history.appending import append_history
    from engine.benchmarks.runner import Measurement
    from engine.llm.evaluation.report import lines_of

    case = {each.name: each for each in find_benchmarks("llm.evaluation")}["llm.evaluation"]
    rows: list[Measurement] = []
    for name, run, _ in runs:
        line = lines_of(run)[-1]
        facts: dict[str, Any] = {"validity": line.validity, "goal": line.goal, "safety": line.safety}
        facts |= {"points": line.total, "episodes": line.episodes}
        rows.append(Measurement(case, {"client": name, "model": run.model}, run.took, facts=facts))
    typer.echo(f"history: {append_history(rows)}", err=True)

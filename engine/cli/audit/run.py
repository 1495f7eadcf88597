"""`astraweave audit PATH`: every place that can fail, with its priority and the reason for it."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, verb
from engine.whole_file import write_whole

if TYPE_CHECKING:
    from engine.audit.audit import Audited
    from engine.audit.comparing.matching import Comparison

NAME = "audit run"
HELD = ("P0", "P1", "P2")
Format = Literal["csv", "sarif", "json", "table"]


def command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder to audit, or one file.", show_default=False)],
    report: Annotated[Format, typer.Option("--format", help="What to write.")] = "table",
    output: Annotated[
        Path | None,
        typer.Option(help="File to write it to; CSV also goes to unwrap_audit_report.csv of a folder. - is only here."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier report in JSON: tell what is new, fixed and moved since.")
    ] = None,
    since: Annotated[str, typer.Option(metavar="REV", help="The same, since a git revision.")] = "",
    ratchet: Annotated[
        Path | None,
        typer.Option(
            help="Hold each crate to the counts of this file and write down those that fell; made if missing."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json; errors are JSON too.")] = False,
    hold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="P0|P1|P2",
            help="Priorities that the ratchet holds; all three if not given.",
        ),
    ] = None,
    processes: Annotated[int, typer.Option(min=0, max=16, help="Worker processes; 0 is one a core.")] = 0,
) -> None:
    """Find every place that can fail.

    Exit code 0; 1: with --baseline or --since there are new findings in production, or a crate has more than its
    ratchet allows; 2: it can't be done.
    """
    report = "json" if as_json else report
    with verb(as_json=as_json):
        if baseline is not None and since:
            raise UserError("--baseline and --since both say what to compare with; give one.")
        held = frozenset(hold or HELD)
        if not held <= set(HELD):
            raise UserError(f"--hold is {', '.join(sorted(held - set(HELD)))}; expected {', '.join(HELD)}.")
        audited, comparison, broken = _answer(path, baseline, since, (ratchet, held), processes)
        _write(report, output, audited, comparison, path)
    for line in broken:
        typer.echo(line, err=True)
    if broken or (comparison and any(each.context == "production" for each in comparison.new)):
        raise typer.Exit(ANSWER_IS_NO)


def _answer(
    path: Path, baseline: Path | None, since: str, ratchet: tuple[Path | None, frozenset[str]], processes: int
) -> "tuple[Audited, Comparison | None, list[str]]":
    from engine.audit.audit import Audit
    from engine.audit.comparing.matching import compare
    from engine.audit.comparing.ratchet import RatchetError
    from engine.audit.comparing.revisions import RevisionError, audited_at
    from engine.audit.reports.json_report import BaselineError, read_findings
    from engine.audit.triage.rules import RulesError
    from engine.cli.audit.showing import progress

    if not path.exists():
        raise UserError(f"there is no folder and no file {path}; give what is to be audited.")
    if baseline is not None and not baseline.is_file():
        raise UserError(
            f"there is no baseline {baseline}; write one first, of the state to compare with, by "
            f"`astraweave audit {path} --format json --output {baseline}`."
        )
    try:
        before = read_findings(baseline) if baseline is not None else None
        audit = Audit(path, processes=processes)
        with progress() as tell:
            audited = audit.scan(tell)
        audit.keep()
        if since:
            before = audited_at(path, since).findings
        comparison = compare(before, audited.findings) if before is not None else None
        file, held = ratchet
        return audited, comparison, _held(file, held, audited) if file is not None else []
    except (RulesError, BaselineError, RevisionError, RatchetError) as error:
        raise UserError(str(error)) from error


def _held(path: Path, held: frozenset[str], audited: "Audited") -> list[str]:
    """Sentences of what is worse than allowed; what is better is written down."""
    from engine.audit.comparing.ratchet import counts_of, read_ratchet, steps, tightened, write_ratchet

    found = counts_of(audited.findings)
    if not path.exists():
        write_ratchet(path, found)
        typer.echo(f"{path}: written with the counts of today.", err=True)
        return []
    allowed = read_ratchet(path)
    lower = tightened(allowed, found)
    if lower != allowed:
        write_ratchet(path, lower)
        typer.echo(f"{path}: lowered to the counts of today.", err=True)
    worse = [each for each in steps(allowed, found) if each.is_worse]
    for each in worse:
        if each.priority not in held:
            typer.echo(f"{path}: {each}; only told.", err=True)
    return [f"{path}: {each}." for each in worse if each.priority in held]


def _write(
    report: Format, output: Path | None, audited: "Audited", comparison: "Comparison | None", path: Path
) -> None:
    from engine.audit.reports.csv_report import FILE, csv_report, fixed_rows
    from engine.audit.reports.json_report import json_report
    from engine.audit.reports.sarif import sarif_report
    from engine.audit.reports.table import table

    if report == "table":
        text = "\n".join(table(audited, comparison)) + "\n"
    elif report == "json":
        text = json_report(audited, comparison)
    elif report == "sarif":
        text = sarif_report(audited, comparison, _version())
    else:
        output = output or (path / FILE if path.is_dir() else None)
        earlier = (
            output.read_text(encoding="utf-8", errors="replace") if output is not None and output.is_file() else ""
        )
        text = csv_report(audited.findings, fixed_rows(earlier))
        if output is not None and str(output) != "-":
            write_whole(output, text)
            typer.echo(f"{output}: written.", err=True)
        typer.echo(text, nl=False)
        return
    if output is None or str(output) == "-":
        typer.echo(text, nl=False)
        return
    write_whole(output, text)
    typer.echo(f"{output}: written.", err=True)


def _version() -> str:
    try:
        return version("astraweave-editor")
    except PackageNotFoundError:
        return ""

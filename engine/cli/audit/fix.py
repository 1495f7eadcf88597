"""astraweave audit fix: does without an unwrap by a pattern that compiles, or shows what each would write."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import FixError
from engine.audit.fixes.applying.wish import Outcome, wish_of
from engine.audit.fixes.no_call import NO_METHOD, is_no_call
from engine.audit.fixes.offer import Offered, offers_for
from engine.audit.fixes.pattern import patterns
from engine.audit.site import Finding
from engine.cli.audit.found import chosen
from engine.cli.console import ANSWER_IS_NO, fail, print_json, verb, working

NAME = "audit fix"


def command(
    path: Annotated[Path, typer.Argument(metavar="PATH", exists=True, file_okay=False, help="The audited folder.")],
    places: Annotated[
        list[str] | None, typer.Argument(metavar="[PLACE]...", help="Fingerprints, or FILE:LINE of the folder.")
    ] = None,
    *,
    pattern: Annotated[str, typer.Option(help="One pattern; by default the safest that compiles.")] = "",
    reason: Annotated[str, typer.Option(help="What an expect shall say.")] = "",
    priority: Annotated[str, typer.Option(help="All places of this priority, such as P0.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what each would write; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fix unwraps and expects of Rust. Exit code 1: some place was not fixed.

    Each fix is compiled by cargo, or by rustc where no crate holds the file; what does not compile is taken back, and
    `audit undo` gives every byte back. Every fix is told in UNWRAP_REMEDIATION_LOG.md of the folder.
    """
    if pattern and pattern not in patterns():
        fail(f"there is no pattern {pattern}; there are {', '.join(patterns())}.", as_json=as_json)
    if reason and pattern not in ("", "expect"):
        fail(f"--reason is what an expect says; {pattern} has no words of its own.", as_json=as_json)
    with verb(as_json=as_json):
        findings = chosen(path, places or [], priority, as_json=as_json)
        if preview:
            _show([offers_for(path, each, reason) for each in findings], findings, pattern, as_json=as_json)
            return
        fixer = Fixer(path)
        wanted = pattern or ("expect" if reason else "")
        try:
            with working("Compiling"):
                outcomes = fixer.fix([wish_of(each, wanted, reason) for each in findings])
        except FixError as error:
            fail(str(error), as_json=as_json)
    for each in fixer.recovered:
        left = ", ".join(each.left_alone)
        if each.record.state == "undoing":
            but = f" but for {left}: changed since, so that the fix stands there still" if left else ""
            what = f"was being undone when that was interrupted, and is undone now{but}"
        else:
            what = f"had been interrupted and was taken back{f'; left as they are: {left}' if left else ''}"
        typer.echo(f"fix {each.record.number} {what}", err=True)
    _tell(outcomes, findings, as_json=as_json)
    if not all(each.is_fixed for each in outcomes):
        raise typer.Exit(ANSWER_IS_NO)


def _show(offered: list[Offered], findings: list[Finding], pattern: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"offers": [_data(told, each) for told, each in zip(offered, findings, strict=True)]})
        return
    for told, finding in zip(offered, findings, strict=True):
        typer.echo(f"{finding.file}:{finding.line}  {finding.code}")
        for offer in told.offers:
            if pattern in ("", offer.pattern.name):
                state = "not offered" if not offer.is_offered else "" if offer.is_certain else "if it compiles"
                title = f"{offer.pattern.name} ({offer.pattern.title})"
                typer.echo(f"\n{title}{f', {state}' if state else ''}: {offer.reason}")
                typer.echo(told.preview(offer), nl=False)
        if not told.offers:
            nothing = "no unwrap or expect stands there that a pattern knows."
            typer.echo(NO_METHOD if is_no_call(finding.code) else nothing)


def _data(offered: Offered, finding: Finding) -> dict[str, Any]:
    patterns_told = [
        {
            "pattern": offer.pattern.name,
            "offered": offer.is_offered,
            "certain": offer.is_certain,
            "reason": offer.reason,
            "diff": offered.preview(offer),
        }
        for offer in offered.offers
    ]
    return {"file": finding.file, "line": finding.line, "fingerprint": finding.fingerprint, "patterns": patterns_told}


def _tell(outcomes: list[Outcome], findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        rows = [{**asdict(told), "line": each.line} for told, each in zip(outcomes, findings, strict=True)]
        print_json({"fixes": rows})
        return
    for told, each in zip(outcomes, findings, strict=True):
        place = f"{each.file}:{each.line}"
        if told.is_fixed:
            typer.echo(f"{place}  fixed by {told.pattern} ({told.checked}), fix {told.number}: {told.told}")
        else:
            typer.echo(f"{place}  not fixed. {told.told}")

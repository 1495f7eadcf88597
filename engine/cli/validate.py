"""`astraweave validate`: everything that is wrong with a project, for people and for scripts."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, print_json, verb
from engine.document import Document, Finding, view
from engine.document.errors import path_place
from engine.resources import is_sample
from engine.schema.vocabulary import Vocabulary, VocabularyError
from engine.terrain.streaming.config import FILE_NAME
from engine.terrain.streaming.config_file import load_config

NAME = "validate"


def command(
    project: Annotated[Path, typer.Argument(help="Folder of the project.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own code, so that its rules run.")] = False,
) -> None:
    """Check every scene and encounter of a project against its vocabulary and all rules, and streaming_config.toml.

    Exit code 0: nothing is wrong, or only warnings and hints; 1: there are errors; 2: the project can't be read.
    """
    with verb(as_json=as_json):
        document, code_findings = _opened(project, trust or is_sample(project))
    streaming = load_config(project / FILE_NAME)[1]
    findings = _without_repeats([*document.load_findings, *code_findings, *streaming, *_checked(document)])
    counts = {
        severity: sum(each.severity == severity for each in findings) for severity in ("error", "warning", "hint")
    }
    if as_json:
        report = {
            "project": str(project),
            "ok": not counts["error"],
            "errors": counts["error"],
            "warnings": counts["warning"],
            "hints": counts["hint"],
            "findings": [_as_json(document, each) for each in findings],
        }
        print_json(report)
    else:
        _print(document, findings, counts)
    if counts["error"]:
        raise typer.Exit(ANSWER_IS_NO)


def _opened(folder: Path, trusted: bool) -> tuple[Document, list[Finding]]:
    vocabulary = Vocabulary.builtin()
    findings: list[Finding] = []
    if not trusted and (folder / "game").is_dir():
        text = (
            "The project has Python of its own in game/, which was not run: its components are kept but not checked, "
            "and its own rules, actions and meshes are not known. Look at it, then add --trust to check them too."
        )
        findings.append(Finding("code-off", "hint", text))
    if trusted and (folder / "game").is_dir():
        from engine.world.project import ProjectCodeError, load_game

        try:
            vocabulary = vocabulary.extended(load_game(folder))
        except (ProjectCodeError, VocabularyError) as error:
            text = f"The project's code doesn't load and was left off: {str(error).rstrip('.')}."
            findings.append(Finding("project-code", "error", text))
    return Document.open(folder, vocabulary=vocabulary, trusted=trusted), findings


def _checked(document: Document) -> list[Finding]:
    """The findings of each scene with each of its encounters, and of scenes that have none."""
    from engine.rules import check

    scenes = [node.short_name for node in document.files.values() if node.kind == "scene"]
    encounters = [
        (node.short_name, node.head.data.get("scene")) for node in document.files.values() if node.kind == "encounter"
    ]
    findings: list[Finding] = []
    for scene in scenes:
        for encounter in [name for name, place in encounters if place == scene] or [None]:
            findings += check(view(document, scene, encounter))
    for name, place in encounters:
        if place not in scenes:
            text = f'The encounter takes place in "{place or ""}", but there is no such scene. Choose one that exists.'
            findings.append(Finding("missing-reference", "error", text, _head(name)))
    return findings


def _head(encounter: str) -> Any:
    from engine.document import Path as DocumentPath

    return DocumentPath(f"encounters/{encounter}", ("scene",))


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    """The same findings, each once: scenes with several encounters are looked at several times."""
    order = {"error": 0, "warning": 1, "hint": 2}
    unique = {(each.rule, str(each.where), each.text): each for each in findings}
    return sorted(unique.values(), key=lambda each: order[each.severity])


def _as_json(document: Document, finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "text": finding.text,
        "file": f"{where.file}.toml" if where else None,
        "line": (document.line(where) or None) if where else None,
        "entity": finding.entity,
        "path": str(where) if where else None,
        "fix": finding.fix_title or None,
        "commands": [json.loads(each.to_json()) for each in finding.fix],
        "other_fixes": [
            {"fix": title, "commands": [json.loads(each.to_json()) for each in commands]}
            for title, commands in finding.other_fixes
        ],
    }


def _print(document: Document, findings: list[Finding], counts: dict[str, int]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    colours = {"error": "red", "warning": "yellow", "hint": "cyan"}
    for each in findings:
        line = Text(f"{each.severity:<8}", style=colours[each.severity])
        is_told = each.where is None or each.text.startswith(f"{each.where.file}.toml")
        place = "" if is_told or each.where is None else f"{path_place(each.where, document.line(each.where))}: "
        line.append(f"{place}{each.text}", style="default")
        line.append(f"  [{each.rule}]", style="dim")
        console.print(line)
    told = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items() if count)
    console.print(told or "Nothing is wrong.")

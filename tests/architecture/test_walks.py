"""What a walk finds lies where the walk looks, and every file that it looks into gives it something."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WALKED = {
    "a component": (r"^class \w+\(Component,", ["engine/schema/components"], set()),
    "a rule": (r"^@rule\(", ["engine/rules/builtin"], set()),
    "an action of agents": (r"^\w+ = Action\(", ["engine/ai/actions"], set()),
    "a goal": (r"^\w+ = Goal\(", ["engine/ai/goals"], set()),
    "a tool of models": (r"^\w+ = Tool\(", ["engine/llm/guard/tools"], set()),
    "a tool of outside agents": (r"^\w+ = AgentTool\(", ["engine/llm/agents/tools"], set()),
    "a benchmark": (
        r"^@benchmark\(| = alias\(",
        ["engine/benchmarks/cases", "editor/benchmarks"],
        {"alone", "asking", "models", "room_steps", "run", "scene_steps", "serve", "shared", "window", "window_run"},
    ),
    "a way to fix an unwrap": (r"^\w+ = Pattern\(", ["engine/audit/fixes/patterns"], set()),
    "a kind of finding in Python": (r"^@kind\(", ["engine/audit/python/kinds"], set()),
    "an overlay": (r"^\w+ = Overlay\(", ["editor/viewport/overlays"], {"overlay", "running"}),
    "a verb": (
        r"(?s)^NAME = .*?^def command\(",
        ["engine/cli", "editor/cli"],
        {"balance_questions", "console", "directed", "driving", "fly_window", "found", "grouped", "handbook_tour"}
        | {"kept_run", "naming", "places", "proposal_words", "proposing", "showing", "states"},
    ),
    "actions of users": (
        r"^def actions\(",
        ["editor/ui/actions", "editor/core/actions/builtin"],
        {"scene", "context_keys"},
    ),
}
"""What is added -> (how it is written, where it is looked for, files there that only serve others)."""


def files_of(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("kind", WALKED)
def test_every_file_that_is_walked_adds_something(kind: str):
    pattern, folders, serving = WALKED[kind]
    walked = [path for path in files_of(*folders) if path.stem != "__init__" and path.stem not in serving]

    idle = [path for path in walked if not re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)]

    assert walked
    assert not idle, f"expected {kind}, written as {pattern}, in: {[str(path.relative_to(ROOT)) for path in idle]}"


@pytest.mark.parametrize("kind", [kind for kind in WALKED if kind != "actions of users"])
def test_nothing_is_written_where_no_walk_would_find_it(kind: str):
    pattern, folders, _ = WALKED[kind]
    elsewhere = set(files_of("engine", "editor", "panels")) - set(files_of(*folders))

    lost = [path for path in elsewhere if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)]

    assert not lost, f"{kind} is found in {folders} alone: {[str(path.relative_to(ROOT)) for path in lost]}"


def test_no_two_verbs_have_one_name():
    texts = [path.read_text(encoding="utf-8") for path in files_of("engine/cli", "editor/cli")]
    names = Counter(name for text in texts for name in re.findall(r'^NAME = "(.*)"', text, re.MULTILINE))

    assert not [name for name, count in names.items() if count > 1]


def test_no_two_overlays_have_one_id():
    texts = [path.read_text(encoding="utf-8") for path in files_of("editor/viewport/overlays")]
    ids = Counter(id_ for text in texts for id_ in re.findall(r'= Overlay\(\s*"(\w+)"', text))

    assert len(ids) > 5
    assert not [id_ for id_, count in ids.items() if count > 1]

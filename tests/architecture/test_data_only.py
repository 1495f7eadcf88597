"""What is read from disk is data: nothing in the program can load a file that runs code while it is read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("engine", "editor", "panels", "projects")
LOADERS = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml", "jsonpickle"}
CALLS = {"eval", "exec", "compile", "__import__"}
CODE = {"engine/world/project.py", "engine/world/fused.py"}
"""Where code is loaded, and what: a trusted project's game, and the loop that is generated from the schedule."""
CARRIERS = {("engine/play/playtest/workers.py", "joblib")}
"""What hands calls to worker processes of the program's own, which takes pickles; from a file it loads nothing."""
READS = {"load", "Memory"}
"""Names of joblib that would."""


WAYS = {"allow_pickle", "import_string", "exec_module", "load_module", "spec_from_file_location"}
SUSPECT = re.compile(rf"\b({'|'.join(sorted(LOADERS | CALLS | WAYS))})\b")
"""Words without which no line can be at fault: files without any need not be parsed, which takes most of the time."""


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(text)) if SUSPECT.search(text) else ():
                yield path.relative_to(ROOT).as_posix(), node


def faults(file: str, node: ast.AST) -> Iterator[str]:
    """What a node does that reading data must not."""
    match node:
        case ast.Import(names=names):
            yield from (
                f"imports {name.name}"
                for name in names
                if name.name.split(".")[0] in LOADERS and (file, name.name) not in CARRIERS
            )
        case ast.ImportFrom(module=str(module), level=0) if module.split(".")[0] in LOADERS:
            yield f"imports {module}"
        case ast.Attribute(value=ast.Name(id="joblib"), attr=str(name)) if name in READS:
            yield f"calls joblib.{name}"
        case ast.keyword(arg="allow_pickle", value=value) if not (
            isinstance(value, ast.Constant) and value.value is False
        ):
            yield "lets numpy read pickles"
        case ast.Call(func=ast.Name(id=name)) if name in CALLS and file not in CODE:
            yield f"calls {name}"
        case ast.Attribute(attr="import_string" | "exec_module" | "load_module" | "spec_from_file_location") if (
            file not in CODE
        ):
            yield f"loads code by {node.attr}"


def test_nothing_reads_what_could_run():
    found = {
        f"{file}, line {getattr(node, 'lineno', 0)}: {fault}" for file, node in nodes() for fault in faults(file, node)
    }

    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from joblib import load",
        "joblib.load(path)",
        "import yaml.reader",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=flag)",
        "eval(text)",
        "spec.loader.exec_module(module)",
    ],
)
def test_each_of_the_ways_is_seen(line: str):
    assert SUSPECT.search(line)
    assert [fault for node in ast.walk(ast.parse(line)) for fault in faults("engine/x.py", node)]

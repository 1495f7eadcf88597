"""Who may import what, beyond the layers that import-linter keeps: one importer for each outside library."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: library -> the only places (path prefixes, or a folder or file of that name anywhere) that may import it
IMPORTERS = {
    "pymunk": ("engine/physics/rigid/", "engine/benchmarks/peers/"),  # the peers are only measured against
    "vispy": ("editor/viewport/",),
    "trimesh": ("editor/core/meshes/importing.py",),
    "pyqtgraph": ("editor/ui/kit/chart",),
    **dict.fromkeys(("pydantic_ai", "openai", "anthropic", "keyring", "bm25s", "jiter"), ("engine/llm/",)),
    "httpx2": ("engine/llm/", "engine/benchmarks/forge/"),
    **dict.fromkeys(("mcp", "mcp_types"), ("engine/llm/agents/",)),
    **dict.fromkeys(("starlette", "uvicorn"), ("engine/llm/agents/",)),
    **dict.fromkeys(("tree_sitter", "tree_sitter_rust"), ("engine/audit/rust/", "engine/audit/fixes/")),
    "numba": ("engine/world/", "/kernels/", "/kernels.py"),
}
WINDOW_TOOLKITS = ("PySide6", "vispy", "pyqtgraph", "qtawesome", "superqt", "OpenGL")


@cache
def imported_roots(path: Path) -> set[str]:
    """The modules that a file imports, late imports included; a file is read once for all libraries."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports_library(path: Path, library: str) -> bool:
    return any(name == library or name.startswith(f"{library}.") for name in imported_roots(path))


@pytest.mark.parametrize("library", sorted(IMPORTERS))
def test_a_library_has_one_importer(library: str):
    places = IMPORTERS[library]
    strays = [
        relative
        for path in sources("engine", "editor", "panels", "projects")
        if imports_library(path, library)
        for relative in [path.relative_to(ROOT).as_posix()]
        if not any(
            relative.startswith(place) if not place.startswith("/") else place in f"/{relative}" for place in places
        )
    ]

    assert not strays, f"{library} is imported outside {places}: {strays}"


def test_panel_models_know_no_window_toolkit():
    strays = [
        str(path.relative_to(ROOT))
        for path in [*sources("panels"), *sources("editor/ui/rooms")]
        if path.name == "model.py" and any(imports_library(path, toolkit) for toolkit in WINDOW_TOOLKITS)
    ]

    assert not strays


DOORS_OF_VIEWS = ("editor.ui.api", "editor.ui.profiling.api")


def test_panel_models_reach_the_editor_by_its_api_alone():
    strays = {
        str(path.relative_to(ROOT)): sorted(names)
        for path in sources("panels")
        for allowed in [{"editor.api"} if path.name == "model.py" else {"editor.api", *DOORS_OF_VIEWS}]
        for names in [{n for n in imported_roots(path) if n.split(".")[0] == "editor" and n not in allowed}]
        if names
    }

    assert not strays


def test_panels_do_not_import_each_other():
    strays = {
        str(path.relative_to(ROOT)): sorted(names)
        for path in sources("panels")
        for own in [f"panels.{path.relative_to(ROOT / 'panels').parts[0]}"]
        for names in [{n for n in imported_roots(path) if n.startswith("panels.") and not n.startswith(own)}]
        if names
    }

    assert not strays


def test_a_project_stands_on_the_engine_alone():
    strays = {
        str(path.relative_to(ROOT)): sorted(names)
        for path in sources("projects")
        for names in [{n for n in imported_roots(path) if n.split(".")[0] in ("editor", "panels", *WINDOW_TOOLKITS)}]
        if names
    }

    assert not strays


def test_nothing_imports_a_project():
    strays = [
        str(path.relative_to(ROOT))
        for path in sources("engine", "editor", "panels")
        if any(name.split(".")[0] == "projects" for name in imported_roots(path))
    ]

    assert not strays

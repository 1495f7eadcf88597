"""Strict types hold everywhere in the engine but in kernels, whose parameters are columns that numba types."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELAXED = re.compile(r"^# pyright: (basic|.*ParameterType=false)", re.MULTILINE)
KERNEL = re.compile(
    r"^\s*@(system|helper|kernel|performs|parallel_kernel|quick_kernel)\b|^import numba|^from numba", re.MULTILINE
)


def test_only_kernels_relax_their_types():
    strays = [
        str(path.relative_to(ROOT))
        for folder in ("engine", "editor/core")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in [path.read_text(encoding="utf-8")]
        if RELAXED.search(text) and not KERNEL.search(text)
    ]

    assert not strays, f"these relax strict types without holding a kernel: {strays}"

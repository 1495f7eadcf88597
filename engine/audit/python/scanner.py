"""The scanner of Python: every file by its own syntax tree, without importing anything of it."""

import warnings
from collections.abc import Mapping

from engine.audit.python.finding_sites import facts, sites
from engine.audit.python.source import Source
from engine.audit.python.standing import places
from engine.audit.scanner import Tree
from engine.audit.site import Place, Scan

VERSION = "6"
"""Raise it with every change of what is found."""


class PythonScanner:
    """Finds what can fail in Python."""

    name = "python"
    suffixes = frozenset({".py"})
    manifests = frozenset[str]()
    version = VERSION

    def scan(self, source: bytes) -> Scan:
        """The sites of one file. A file that this interpreter can't read is told as such."""
        lines = source.count(b"\n") + (not source.endswith(b"\n") and bool(source))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                read = Source(source)
            return Scan(sites(read), lines, facts=facts(read))
        except SyntaxError as error:
            return Scan((), lines, f"line {error.lineno or 1}: {error.msg}")
        except (ValueError, RecursionError) as error:
            return Scan((), lines, f"line 1: it can't be read as Python: {error}")

    def place(self, tree: Tree) -> Mapping[str, Place]:
        """The package and the purpose of every file."""
        return places(tree)


SCANNER = PythonScanner()

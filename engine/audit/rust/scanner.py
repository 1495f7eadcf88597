"""The scanner of Rust."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine.audit.rust.manifests import MANIFEST
from engine.audit.scanner import Tree
from engine.audit.site import Place, Scan

if TYPE_CHECKING:
    from engine.audit.rust.placing import Placing


class RustScanner:
    """Finds what can panic: unwrap, expect, panic, unreachable, todo, unimplemented, index."""

    name = "rust"
    suffixes = frozenset({".rs"})
    manifests = frozenset({MANIFEST})

    @cached_property
    def version(self) -> str:
        """Named after the sources of this folder and the grammar: a change of either makes kept scans stale."""
        from engine.audit.rust.grammar import VERSION

        sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
        return f"{VERSION}-{hashlib.blake2b(sources, digest_size=8).hexdigest()}"

    def scan(self, source: bytes) -> Scan:
        """The sites of one file."""
        from engine.audit.rust.reading import scan

        return scan(source)

    def place(self, tree: Tree) -> Mapping[str, Place]:
        """The crate and the context of every file."""
        return self._placing.places(tree)

    @cached_property
    def _placing(self) -> "Placing":
        from engine.audit.rust.placing import Placing

        return Placing()


SCANNER = RustScanner()

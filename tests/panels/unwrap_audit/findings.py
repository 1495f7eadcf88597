"""Findings for tests of the panel: few with names that tell, or very many."""

import random
from dataclasses import dataclass
from pathlib import Path

from engine.audit.site import PRIORITIES, Finding

SOURCE = """//! Names of things: é 😀
use std::collections::HashMap;

pub struct World {
    names: HashMap<String, u32>,
}

impl World {
    pub fn of(&self, name: &str) -> u32 {
        let found = self.names.get(name).copied();
        found.unwrap()
    }
}
"""
CODE = "found.unwrap()"


def finding(file: str = "src/lib.rs", line: int = 11, **other: object) -> Finding:
    """A finding with what matters to a test given."""
    start = SOURCE.encode().index(CODE.encode())
    plain: dict[str, object] = {
        "column": 15,
        "crate": "world",
        "kind": "unwrap",
        "context": "production",
        "priority": "P0",
        "code": CODE,
        "reason": "production code on a public path",
        "fingerprint": f"{file}:{line}",
        "start": start,
        "end": start + len(CODE),
        "item": "World::of",
    }
    return Finding(file, line, **(plain | other))  # type: ignore[arg-type]


def few() -> list[Finding]:
    """Two crates, three files, five findings, in no order."""
    return [
        finding("nav/src/grid.rs", 7, crate="nav", priority="P1", kind="expect", code='cell.expect("inside")'),
        finding("src/lib.rs", 11),
        finding("nav/tests/walk.rs", 3, crate="nav", priority="P3", context="test", code="path.unwrap()"),
        finding("src/lib.rs", 2, priority="P2", code="names[0]", kind="index"),
        finding("nav/src/grid.rs", 1, crate="nav", priority="P1", code="route.pop().unwrap()", status="fixed"),
    ]


def many(count: int) -> list[Finding]:
    """So many findings in forty crates of sixty files, as of a million lines."""
    draw = random.Random(14)
    found: list[Finding] = []
    for number in range(count):
        crate, file = draw.randrange(40), draw.randrange(60)
        found.append(
            finding(
                f"crates/crate_{crate}/src/module_{file}.rs",
                draw.randrange(5_000),
                crate=f"crate_{crate}",
                kind=draw.choice(("unwrap", "expect", "panic", "index")),
                priority=draw.choice(PRIORITIES),
                code=f"self.table_{draw.randrange(80_000)}.get(&key_{draw.randrange(100)}).unwrap()",
                fingerprint=f"{number:x}",
                item=f"module_{file}::run_{draw.randrange(1_000)}",
            )
        )
    return found


@dataclass(frozen=True)
class Written:
    """A folder with the source that `finding` speaks of."""

    folder: Path

    @property
    def file(self) -> Path:
        """The file."""
        return self.folder / "src" / "lib.rs"


def written(folder: Path) -> Written:
    """Write that source."""
    place = Written(folder)
    place.file.parent.mkdir(parents=True)
    place.file.write_text(SOURCE, encoding="utf-8")
    return place

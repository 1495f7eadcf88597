"""The Audit panel: from a letter typed in its filter to the list that is shown, over a hundred thousand findings."""

import random
from itertools import cycle

from editor.benchmarks.probe.alone import PanelAlone
from engine.audit.site import PRIORITIES, Finding
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.threshold import Threshold

COUNT = 100_000
CRATES, FILES, KINDS = 40, 60, ("unwrap", "expect", "panic", "index")
WORDS = {
    "much": ["self.table_", "get(&key_", "unwrap()", "crates/crate_", "src/module_", "::run_"],
    "little": [f"table_{number}" for number in range(10_007, 80_000, 9_973)],
}
"""What is typed, letter by letter: words that nearly every finding has, or that very few have. There are more of their
beginnings than the panel remembers."""


@benchmark(
    name="editor.audit_filter",
    unit="ms",
    threshold=Threshold("A list that lags behind the letters is felt.", fail=1.0),
    cases=[{"leaves": each} for each in WORDS],
    seconds=6.0,
    samples=60,
)
def audit_filter(leaves: str) -> Case:
    """One letter of a word: narrowed, grouped, laid out and painted."""
    from panels.unwrap_audit.model import AuditModel
    from panels.unwrap_audit.table import FindingTable
    from panels.unwrap_audit.view import AuditView

    panel = PanelAlone(AuditModel)
    panel.model.show_table(FindingTable(_findings()))
    filters = panel.show(AuditView, 940, 260).findings.filters
    typed = cycle(word[: length + 1] for word in WORDS[leaves] for length in range(len(word)))

    def run() -> None:
        filters.search.setText(next(typed))
        filters.take_words()
        panel.draw()

    return Case(run, close=panel.close)


def _findings() -> list[Finding]:
    draw = random.Random(14)
    found: list[Finding] = []
    for number in range(COUNT):
        crate, file, kind = draw.randrange(CRATES), draw.randrange(FILES), draw.choice(KINDS)
        found.append(
            Finding(
                f"crates/crate_{crate}/src/module_{file}.rs",
                draw.randrange(5_000),
                9,
                f"crate_{crate}",
                kind,
                "production",
                draw.choice(PRIORITIES),
                f"self.table_{draw.randrange(80_000)}.get(&key_{draw.randrange(100)}).{kind}()",
                "production code of a core crate",
                f"{number:x}",
                0,
                1,
                f"module_{file}::run_{draw.randrange(1_000)}",
            )
        )
    return found

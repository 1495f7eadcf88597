"""The Audit panel: from a letter typed in its filter to the list that is shown, over a hundred thousand findings."""

import random
from itertools import cycle

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
    from PySide6.QtWidgets import QApplication

    from editor.app import make_application
    from editor.core.editor import Editor
    from editor.screen import prepare_screen
    from editor.ui.api import Ui
    from panels.unwrap_audit.model import AuditModel
    from panels.unwrap_audit.table import FindingTable
    from panels.unwrap_audit.view import AuditView

    prepare_screen()
    application = QApplication.instance() or make_application()
    editor = Editor()
    model = AuditModel(editor)
    model.show_table(FindingTable(_findings()))
    view = AuditView(model, Ui(editor))
    view.resize(940, 260)
    view.show()
    application.processEvents()
    search = view.findings.filters.search
    typed = cycle(word[: length + 1] for word in WORDS[leaves] for length in range(len(word)))

    def run() -> None:
        search.setText(next(typed))
        view.findings.filters.take_words()
        application.processEvents()

    def close() -> None:
        view.close()
        view.deleteLater()
        model.close()
        editor.shut_down()
        application.processEvents()

    return Case(run, close=close)


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

"""What an audit of Python costs: all of it, and again after one edit."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.cases.audit_scan import CASES, GOALS, WHY, Language, audit_of
from engine.benchmarks.threshold import Threshold

HEAD = """\"\"\"Parts of a table.\"\"\"

import re
from collections.abc import Mapping
"""
FUNCTION = '''

class Part{number}:
    """Part {number} of the table, row by row."""

    def __init__(self, rows: list[Row], margin: float = 0.5) -> None:
        self.rows = sorted(rows, key=lambda row: row.place)
        self.margin = margin * {number}

    def heights(self) -> list[float]:
        """The height of each row, with what stands around it."""
        return [row.height + 2 * self.margin for row in self.rows if row.is_shown]

    def wide(self, width: float) -> int:
        # Cells that lie in several columns are counted once.
        count = 0
        for row in self.rows:
            count += sum(cell.width > width and cell.column == 0 for cell in row.cells)
        return count


def part_{number}(table: Mapping[str, Row], key: str, width: int | None = None) -> int:
    """Reads part {number} of the table, and says what is missing."""
    row = table.get(key)
    if row is None:
        raise MissingError(f"row {{key}}, part {number}")
    found = re.match(r"part (\\d+)", row.label)
    if row.kind == "plain" and width is not None:
        return width + int(found[1])
    return sum(max(cell.width, 1) for cell in row.cells)
'''
PYTHON = Language(".py", HEAD, FUNCTION, "def edit_{number}(text): return re.match('a', text).group()\n")


@benchmark(
    name="audit.scan_python",
    unit="s",
    cases=CASES,
    seconds=15.0,
    samples=12,
    threshold=Threshold(WHY, baselines=GOALS),
)
def audit_scan_python(lines: int, after: str) -> Case:
    """An audit of so many lines of Python in files of 500, from nothing in worker processes, or after one edit."""
    return audit_of(PYTHON, lines, after)

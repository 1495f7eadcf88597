"""A run that was kept as `--json` printed it: read, refused when of another machine, and shown beside a new one."""

import json
from pathlib import Path
from typing import Any, cast

from rich.table import Table

from engine.benchmarks.comparing import Beside, beside, find_base
from engine.benchmarks.machine import machine_facts
from engine.cli.console import UserError

Row = dict[str, Any]


def read_kept(path: Path) -> list[Row]:
    """The rows of a kept run. UserError for what is none, and for one of another kind of machine."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        machine = cast("dict[str, Any]", data["machine"])
        there, label = machine["hardware_id"], machine["hardware_label"]
        rows = cast("list[Row]", data["rows"])
        if not all({"benchmark_name", "value", "unit", "params"} <= row.keys() for row in rows):
            raise ValueError("a row lacks benchmark_name, value, unit or params")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} is no output of `astraweave bench run --json`: {error}.") from None
    here = machine_facts()
    if there != here["hardware_id"]:
        raise UserError(
            f"{path} was measured on {label} ({there}), and this is {here['hardware_label']} ({here['hardware_id']}): "
            "a ratio of two machines says nothing of the program. Measure the base here."
        )
    return rows


def beside_kept(rows: list[Row], kept: list[Row]) -> list[Beside | None]:
    """Each row beside the kept one of its case; None where there is none that it could be divided by."""
    return [None if base is None else beside(row, base) for row in rows for base in [find_base(row, kept)]]


def as_data(found: Beside | None) -> Row | None:
    """The comparison for `--json`."""
    if found is None:
        return None
    return {"base": found.base, "ratio": found.ratio, "low": found.low, "high": found.high, "says": found.says}


def table_beside(rows: list[Row], found: list[Beside | None]) -> Table:
    """Results beside the kept ones; a ratio above 1 is worse, whatever the unit."""
    table = Table(box=None, pad_edge=False)
    for title in ("compared", "benchmark", "case"):
        table.add_column(title)
    for title in ("base", "now", "unit", "ratio", "95 %"):
        table.add_column(title, justify="right")
    for row, each in zip(rows, found, strict=True):
        case = ", ".join(f"{name} {value}" for name, value in row["params"].items())
        now = "n/a" if row["value"] is None else f"{row['value']:.4g}"
        if each is None:
            table.add_row("no base", row["benchmark_name"], case, "n/a", now, row["unit"], "n/a", "n/a")
            continue
        sure = f"{each.low:.3f} to {each.high:.3f}" if each.low is not None else "n/a"
        numbers = [f"{each.base:.4g}", now, row["unit"], f"{each.ratio:.3f}", sure]
        table.add_row(each.says, row["benchmark_name"], case, *numbers)
    return table

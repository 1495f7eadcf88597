"""Why what was asked for left no row: kept beside the history by machine, so that a page can tell."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.history.writing import held
from engine.benchmarks.machine import machine_facts
from engine.benchmarks.runner import Measurement
from engine.whole_file import write_whole

FILE = "unmeasured.json"
BROKE = "it broke"


def keep_unmeasured(found: Sequence[Measurement], broken: Sequence[str] = (), folder: Path = FOLDER) -> None:
    """Keep the reasons of the cases without samples and of the benchmarks that broke; what was measured has none more.

    OSError when the folder can't be written.
    """
    machine = str(machine_facts()["hardware_id"])
    with held(folder):
        before = _read(folder)
        reasons = dict(before.get(machine, {}))
        for each in found:
            reasons.pop(each.benchmark.name, None)
            reasons.pop(title(each.benchmark.name, each.params), None)
        reasons |= {title(each.benchmark.name, each.params): each.why_not for each in found if not each.samples}
        reasons |= dict.fromkeys(broken, BROKE)
        after = {**before, machine: dict(sorted(reasons.items()))}
        if after != before and (reasons or machine in before):
            write_whole(folder / FILE, json.dumps(after, indent=1, ensure_ascii=False))


def unmeasured(folder: Path, hardware_id: str) -> Mapping[str, str]:
    """The reasons on a kind of machine, by the name of the benchmark or by name and parameters of the case."""
    return _read(folder).get(hardware_id, {})


def title(name: str, params: Mapping[str, Any]) -> str:
    """Name and parameters of a case."""
    return f"{name} ({', '.join(f'{key} {value}' for key, value in params.items())})"


def _read(folder: Path) -> dict[str, dict[str, str]]:
    """All of it; a file that holds nothing of the kind is written anew."""
    try:
        data: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(machine): {str(k): str(v) for k, v in of.items()} for machine, of in data.items()}
    except (OSError, ValueError, AttributeError):
        return {}

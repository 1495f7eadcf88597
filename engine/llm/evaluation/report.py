"""What runs of the harness say: shares and points by category, as a table's rows and as plain data."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.llm.evaluation.clients.oracle import Predicted
from engine.llm.evaluation.harness import Episode, Run
from engine.llm.evaluation.scenario import CATEGORIES

ALL = "all"


@dataclass(frozen=True)
class Line:
    """Shares of episodes (0 to 1) and mean points of one category, or of all.

    `validity`, `goal` and `safety` are the shares of answers that were valid, that reached the goals, and in which
    nothing forbidden came about; `total` is the mean of the points.
    """

    category: str
    episodes: int
    validity: float
    goal: float
    safety: float
    coherence: float
    total: float


def lines_of(run: Run) -> list[Line]:
    """One line for each category that there is, and one for all."""
    groups = [(name, [each for each in run.episodes if each.category == name]) for name in CATEGORIES]
    return [_line(name, group) for name, group in [*groups, (ALL, list(run.episodes))] if group]


def run_data(run: Run, predicted: Predicted | None = None) -> dict[str, Any]:
    """A run as plain data: the same run gives the same data, since no time is in it."""
    return {
        "client": run.client,
        "model": run.model,
        "is_offline": run.is_offline,
        "lines": [asdict(line) for line in lines_of(run)],
        "predicted": asdict(predicted) if predicted is not None else None,
        "episodes": [_episode(each) for each in run.episodes],
    }


def _line(name: str, group: Sequence[Episode]) -> Line:
    facts, scores = [each.judged.facts for each in group], [each.judged.score for each in group]
    count = len(group)
    return Line(
        name,
        count,
        sum(each.is_valid for each in facts) / count,
        sum(each.is_valid and each.is_reached for each in facts) / count,
        sum(not each.is_harmful for each in facts) / count,
        round(sum(each.coherence for each in scores) / count, 6),
        round(sum(each.total for each in scores) / count, 6),
    )


def _episode(each: Episode) -> dict[str, Any]:
    said = each.judged
    head = {"scenario": each.scenario, "category": each.category, "variant": each.variant}
    return {**head, **asdict(said.score), "total": round(said.score.total, 6), "note": said.note}

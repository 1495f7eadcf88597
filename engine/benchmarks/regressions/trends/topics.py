"""What belongs together on a page of its own: the stages of physics, streaming, the language-model harness."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from engine.benchmarks.regressions.rank_test import Floats
from engine.benchmarks.regressions.trends.trend import Trend, facts_of

MOST_PARTS = 8


@dataclass(frozen=True)
class Topic:
    """Benchmarks by patterns of their names, and the facts of their rows that are shown as the parts of a result."""

    id: str
    title: str
    benchmarks: Sequence[str]
    parts: Sequence[str]

    def holds(self, trend: Trend) -> bool:
        """Whether a trend is of one of its benchmarks."""
        return any(fnmatchcase(trend.series.name, pattern) for pattern in self.benchmarks)

    def parts_of(self, trend: Trend) -> dict[str, Floats]:
        """The facts of a trend that matter here, at most eight; see `facts_of`."""
        found = facts_of(trend)
        wanted = [name for pattern in self.parts for name in found if fnmatchcase(name, pattern)]
        return {name: found[name] for name in list(dict.fromkeys(wanted))[:MOST_PARTS]}


TOPICS = (
    Topic("physics", "Physics stages", ("physics.*", "physics_*"), ("stages_ms.*",)),
    Topic(
        "streaming",
        "Streaming",
        ("terrain.*", "terrain_*"),
        ("worst", "cpu", "margin", "p99*", "*_ms", "*_mb", "holes"),
    ),
    Topic("llm", "LLM harness", ("llm.*", "llm_*"), ("*_ms", "*share", "*rate", "tokens*", "p99*")),
)


def topic_of(trend: Trend) -> Topic | None:
    """The first topic that holds a trend."""
    return next((each for each in TOPICS if each.holds(trend)), None)

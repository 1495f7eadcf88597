"""Findings, rates and changes of a proposal in words."""

import math
from collections.abc import Mapping
from typing import Any

from editor.api import ended_words, unlike_words

SHORT = {"novice": "Novice", "average": "Average", "expert": "Expert"}
UNKNOWN = "n/a"
SIGNS = {
    "error": ("x-circle-fill", "severity.error"),
    "warning": ("warning-fill", "severity.warning"),
    "hint": ("lightbulb", "severity.hint"),
    "ok": ("check-circle-fill", "severity.ok"),
}


def counted(number: int, one: str, many: str = "") -> str:
    """How many of something: "1 error", "2 errors"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(text: str) -> str:
    """A text as somebody said it."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def finding_words(finding: Any) -> str:
    """What is wrong, the rule that says so, and what would be accepted; where it stands is told by what is around."""
    told = f"{finding.reason.rstrip('.')}. Rule: {finding.rule}."
    if finding.expected:
        told += f" Expected: {finding.expected.rstrip('.')}."
    return told


def where_words(finding: Any, *, names_hunk: bool) -> str:
    """Where a finding points to: the part, the number of the change in it, and the entity or field."""
    change = "" if finding.operation is None else f"change {finding.operation + 1}"
    told = [finding.hunk or "" if names_hunk else "", change, finding.field]
    return ", ".join(each for each in told if each)


def percent(share: float | None) -> str:
    """A share as "61 %"."""
    return UNKNOWN if share is None else f"{share * 100:.0f} %"


def points(share: float) -> str:
    """A change as "+12", with a true minus; none as "0"."""
    whole = round(share * 100)
    return f"{whole:+d}".replace("-", "\N{MINUS SIGN}") if whole else "0"


def rate_words(result: Mapping[str, Any] | None) -> str:
    """A win rate with its interval: "61 % ± 6"."""
    if result is None or result["win_rate"] is None:
        return UNKNOWN
    low, high = interval_of(result)
    reach = math.ceil(100 * max(result["win_rate"] - low, high - result["win_rate"]) - 1e-9)
    return f"{percent(result['win_rate'])} ± {reach}"


def interval_of(result: Mapping[str, Any]) -> tuple[float, float]:
    """Both ends of an interval."""
    return float(result["interval"]["low"]), float(result["interval"]["high"])


def change_words(comparison: Mapping[str, Any] | None) -> str:
    """What changed on the same seeds: "+12 points (+3 to +21)"."""
    if comparison is None:
        return UNKNOWN
    low, high = interval_of(comparison)
    sure = "" if low <= 0.0 <= high else ", a sure change"
    return f"{points(comparison['difference'])} points ({points(low)} to {points(high)}){sure}"


def median_words(spread: Mapping[str, float] | None, unit: str = "") -> str:
    """The median of a spread."""
    return UNKNOWN if spread is None else f"{spread['median']:.0f}{unit}"


def win_words(result: Mapping[str, Any]) -> str:
    """How long a win takes; "never" where nobody won."""
    return "never" if result["runs"] and not result["wins"] else median_words(result["seconds_to_win"], " s")


def falls_per_run(result: Mapping[str, Any]) -> str:
    """How often the party falls in a run."""
    return f"{sum(each['per_run'] for each in result['deaths'] if each['party']):.1f}" if result["runs"] else UNKNOWN


def both(before: str, after: str) -> str:
    """What was and what is: "42 s → 51 s"."""
    return f"{before} \N{RIGHTWARDS ARROW} {after}"


def odd_words(odd: Mapping[str, Any]) -> tuple[str, str]:
    """One of the oddest runs: what it is, and in what it is unlike the others."""
    name = f"{SHORT.get(odd['skill'], odd['skill'])}, seed {odd['seed']:,}, {odd['side']}"
    why = unlike_words(odd["outcome"], [(each["name"], each["value"], each["usual"]) for each in odd["traits"]])
    return f"{name}: {ended_words(odd['outcome'], odd['seconds'])}", why


def when_words(when: str) -> str:
    """A moment in UTC as it is told in lists: "2026-11-27 12:05"."""
    return when[:16].replace("T", " ")

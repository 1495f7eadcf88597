"""The answers of this room as plain data for a report: what matters, what makes it fair, and what is odd."""

from collections.abc import Iterable
from typing import Any

from engine.balance.evidence import BalanceFinding
from engine.balance.fair.target import SECONDS, Band, Fair, Measured, Target
from engine.balance.intervals import calibrated
from engine.balance.report import CONFIDENCE, PAIRED_INTERVAL, PAIRED_TEST
from engine.balance.sensitivity import Bar, Nudge, Ranking

ALL_BARS = f"{PAIRED_INTERVAL}; Bonferroni over all bars and looks"
ALL_TESTS = f"{PAIRED_TEST}; Holm over all bars and looks"
MENDED = "Wilson score, exact beside 0 and 1"


def ranking_data(ranking: Ranking) -> dict[str, Any]:
    """What matters to one skill, the most first."""
    low, high = calibrated(ranking.wins, ranking.runs)
    return {
        "skill": ranking.skill,
        "runs": ranking.runs,
        "wins": ranking.wins,
        "win_rate": ranking.wins / ranking.runs if ranking.runs else None,
        "interval": {"low": low, "high": high, "confidence": CONFIDENCE, "method": MENDED},
        "methods": {"interval": ALL_BARS, "test": ALL_TESTS},
        "bars": [_bar_data(bar) for bar in ranking.bars],
    }


def fair_data(target: Target, fair: Fair) -> dict[str, Any]:
    """What was wanted and what was found."""
    return {
        "target": {name: _band_data(band) for name, band in target.bands()},
        "is_found": fair.is_found,
        "moves": [
            {
                "path": move.number.path,
                "label": move.number.label,
                "unit": move.number.unit,
                "from": move.number.value,
                "to": move.value,
                "changes": [{"path": each.path, "value": each.value} for each in move.number.changes(move.value)],
            }
            for move in fair.moves
        ],
        "measured": _measured_data(target, fair.measured),
        "misses": [{"name": each.name, "value": each.value, **_band_data(each.band)} for each in fair.misses],
        "runs": fair.runs,
        "is_spent": fair.is_spent,
        "seeds": {"first": fair.seeds.start, "count": len(fair.seeds)},
    }


def findings_data(findings: Iterable[BalanceFinding]) -> list[dict[str, Any]]:
    """What is odd, each with what it rests on."""
    return [
        {
            "rule": each.finding.rule,
            "severity": each.finding.severity,
            "text": each.finding.text,
            "where": str(each.finding.where) if each.finding.where is not None else None,
            "entity": each.finding.entity,
            "evidence": {
                "skills": list(each.evidence.skills),
                "seeds": {"first": each.evidence.seeds[0], "last": each.evidence.seeds[1]},
                "runs": each.evidence.runs,
                "rate": each.evidence.rate,
                "interval": {"low": each.evidence.interval[0], "high": each.evidence.interval[1]},
            },
        }
        for each in findings
    ]


def _bar_data(bar: Bar) -> dict[str, Any]:
    return {
        "path": bar.number.path,
        "label": bar.number.label,
        "unit": bar.number.unit,
        "value": bar.number.value,
        "change": bar.change,
        "is_sure": bar.is_sure,
        "less": _nudge_data(bar.less),
        "more": _nudge_data(bar.more),
    }


def _nudge_data(nudge: Nudge | None) -> dict[str, Any] | None:
    """What one other value changes; None where the number can go no further that way."""
    if nudge is None:
        return None
    return {
        "value": nudge.value,
        "seeds": nudge.difference.runs,
        "gained": nudge.difference.gained,
        "lost": nudge.difference.lost,
        "difference": nudge.difference.value,
        "interval": {"low": nudge.interval[0], "high": nudge.interval[1]},
        "p_value": nudge.p_value,
        "is_sure": nudge.is_sure,
    }


def _measured_data(target: Target, measured: Measured) -> dict[str, Any]:
    found: dict[str, Any] = {"runs": measured.runs, "method": MENDED}
    for skill in target.skills:
        low, high = calibrated(measured.wins[skill], measured.runs)
        rate = measured.value(skill) if measured.runs else None
        found[skill] = {"win_rate": rate, "interval": {"low": low, "high": high, "confidence": CONFIDENCE}}
    found[SECONDS] = {"mean": measured.seconds, "error": measured.scatter}
    return found


def _band_data(band: Band) -> dict[str, float]:
    return {"low": band.low, "high": band.high}

"""The report for people: counts by crate, then the findings that matter most."""

from collections import Counter
from collections.abc import Sequence

from engine.audit.audit import Audited
from engine.audit.comparing.matching import Comparison
from engine.audit.site import CONTEXTS, PRIORITIES, Finding

MOST_ROWS = 50


def table(audited: Audited, comparison: Comparison | None = None, rows: int = MOST_ROWS) -> list[str]:
    """Lines of text."""
    findings = audited.findings
    lines = [f"{len(findings)} places that can fail, in {audited.files} files of {audited.lines} lines.", ""]
    lines += _counts(findings)
    if comparison is not None:
        lines += ["", *_changes(comparison)]
    elif findings:
        first = sorted(findings, key=lambda each: (each.priority, each.kind == "index"))[:rows]
        lines += ["", *map(_line, first)]
        if len(findings) > len(first):
            lines.append(f"... and {len(findings) - len(first)} more; --format csv or json gives all of them.")
    if audited.unparsed:
        lines += ["", f"{len(audited.unparsed)} files were not understood, or not all of them:"]
        lines += [f"  {file}: {reason}" for file, reason in audited.unparsed.items()]
    if audited.orphans:
        lines += ["", f"{len(audited.orphans)} files are reached by no module tree:"]
        lines += [f"  {file}" for file in audited.orphans]
    return lines


def _counts(findings: Sequence[Finding]) -> list[str]:
    by_crate: dict[str, Counter[str]] = {}
    for each in findings:
        by_crate.setdefault(each.crate or "(no crate)", Counter())[each.priority] += 1
    width = max([len(crate) for crate in by_crate] + [len("crate")])
    total = Counter(each.priority for each in findings)
    head = f"{'crate':<{width}}" + "".join(f"{each:>8}" for each in PRIORITIES)
    body = [
        f"{crate:<{width}}" + "".join(f"{counts[each]:>8}" for each in PRIORITIES)
        for crate, counts in sorted(
            by_crate.items(), key=lambda each: [*(-each[1][key] for key in PRIORITIES), each[0]]
        )
    ]
    contexts = Counter(each.context for each in findings)
    told = ", ".join(f"{contexts[each]} {each}" for each in CONTEXTS if contexts[each])
    return [
        head,
        *body,
        f"{'all':<{width}}" + "".join(f"{total[each]:>8}" for each in PRIORITIES),
        *([told] if told else []),
    ]


def _changes(comparison: Comparison) -> list[str]:
    lines = [
        f"{len(comparison.new)} new, {len(comparison.fixed)} fixed, {len(comparison.moved)} moved, "
        f"{len(comparison.kept)} as before."
    ]
    lines += [f"new    {_line(each)}" for each in comparison.new]
    lines += [f"fixed  {_line(each)}" for each in comparison.fixed]
    lines += [f"moved  {before.file}:{before.line} -> {_line(now)}" for before, now in comparison.moved]
    return lines


def _line(each: Finding) -> str:
    return f"{each.priority} {each.file}:{each.line}:{each.column} {each.kind}: {each.code}  [{each.reason}]"

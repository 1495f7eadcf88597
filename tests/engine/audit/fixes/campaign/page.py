"""docs/unwrap_remediation_log.md: what a campaign did to real crates, out of the tool's own logs."""

from collections import Counter

from engine.audit.fixes.log.entries import Entry, read_log, standing
from engine.audit.fixes.log.velocity import per_day
from tests.engine.audit.fixes.campaign.remedy import Remedied, read_told
from tests.engine.audit.fixes.campaign.sources import REMEDIED

HEAD = """# A campaign against unwraps

Written by `python -m tests.engine.audit.fixes.campaign page` from the logs that `astraweave audit fix` wrote. Working
copies of crates as Debian ships them; each fix was compiled by cargo, and each crate's own tests ran before and after.
See [unwrap_audit.md](unwrap_audit.md) for the patterns and for how one is applied.
"""


def page() -> str:
    """The page as Markdown."""
    found = [each for each in read_told() if not each.failed]
    entries = {each.crate: standing(read_log(REMEDIED / each.crate)) for each in found}
    every = [entry for told in entries.values() for entry in told]
    lines = [HEAD, "## Crates", "", *_crates(found), "", "## Patterns", "", *_patterns(every)]
    for crate, told in entries.items():
        lines += ["", f"## {crate}: every fix", "", "| Place | Item | Pattern | Checked |", "|---|---|---|---|"]
        lines += [f"| {e.file}:{e.line} | `{e.item}` | {e.pattern} | {e.checked} |" for e in told]
    return "\n".join(lines) + "\n"


def _crates(found: list[Remedied]) -> list[str]:
    lines = ["| Crate | Production places before | After | Removed | Own tests before | After | Tests of new ways |"]
    lines.append("|---|---|---|---|---|---|---|")
    for each in found:
        own = [f"{passed} passed, {failed} failed" for passed, failed in (each.tests_before, each.tests_after)]
        ours = f"{each.regressions[0]} pass, {each.regressions[1]} failed before" if each.regressions[0] else "none"
        counts = f"{each.sites_before} | {each.sites_after} | {each.sites_before - each.sites_after}"
        lines.append(f"| {each.crate} | {counts} | {own[0]} | {own[1]} | {ours} |")
    before, after = sum(each.sites_before for each in found), sum(each.sites_after for each in found)
    lines.append(f"| all | {before} | {after} | {before - after} | | | {sum(each.regressions[0] for each in found)} |")
    return lines


def _patterns(every: list[Entry]) -> list[str]:
    counts = Counter(each.pattern for each in every)
    pace = per_day([each.moment for each in every])
    lines = [
        f"{len(every)} fixes stand, {pace:.0f} a day: " + ", ".join(f"{n} {p}" for p, n in counts.most_common()) + "."
    ]
    for pattern in counts:
        one = min((each for each in every if each.pattern == pattern), key=lambda each: len(each.old) + len(each.new))
        lines += ["", f"**{pattern}**, {one.file}:{one.line}: {one.reason}", "", "```diff"]
        lines += [f"{mark}{line}" for mark, text in (("-", one.old), ("+", one.new)) for line in text.split("\n")]
        lines.append("```")
    return lines

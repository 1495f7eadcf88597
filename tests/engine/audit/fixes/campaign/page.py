"""docs/unwrap_remediation_log.md: what a campaign did to real crates, out of the tool's own logs."""

import re
from collections import Counter

from engine.audit.fixes.log.entries import Entry, read_log, standing
from engine.audit.fixes.log.velocity import per_day
from engine.audit.fixes.pattern import patterns
from tests.engine.audit.fixes.campaign.remedy import Remedied, read_told
from tests.engine.audit.fixes.campaign.sources import REMEDIED

HEAD = """# A campaign against unwraps

Written by `python -m tests.engine.audit.fixes.campaign page` from the logs that `astraweave audit fix` wrote. Working
copies of crates as Debian ships them; no pattern was named for any place, each fix was compiled by cargo, and each
crate's own tests ran before and after. See [unwrap_audit.md](unwrap_audit.md) for the patterns and how one is applied.

A place is an unwrap or an expect in production code. One that was given an `expect` with a reason still panics, so it
counts as there before and after. What compiles and keeps the tests green is not thereby what the authors would want:
`skip`, `log` and `default` go on without what failed, and somebody who knows the crate should read those before they
stay. Where there is neither a log nor std, as in goblin, a `skip` tells nobody.
"""
LONGEST = 240
PATTERN = re.compile(rf"(?:{'|'.join(patterns())}): ")


def page() -> str:
    """The page as Markdown."""
    told = read_told()
    found = [each for each in told if not each.failed]
    entries = {each.crate: standing(read_log(REMEDIED / each.crate)) for each in found}
    every = [(crate, entry) for crate, of_crate in entries.items() for entry in of_crate]
    lines = [HEAD, "## Crates", "", *_crates(found), "", "## Patterns", "", *_patterns(every, found)]
    for each in found:
        lines += [
            "",
            f"## {each.crate} {each.version}",
            "",
            "| Place | Item | Pattern | Checked |",
            "|---|---|---|---|",
        ]
        lines += [f"| {e.file}:{e.line} | `{e.item}` | {e.pattern} | {e.checked} |" for e in entries[each.crate]]
        if each.left:
            lines += ["", "Left as it is:", "", *(f"- {_short(words)}" for words in each.left)]
    if left_out := [each for each in told if each.failed]:
        lines += ["", "## Left out", "", *(f"- {each.crate} {each.version}: {each.failed}." for each in left_out)]
    return "\n".join(lines) + "\n"


def _crates(found: list[Remedied]) -> list[str]:
    lines = ["| Crate | Places before | After | Removed | Own tests before | After | Tests of new ways |"]
    lines.append("|---|---|---|---|---|---|---|")
    for each in found:
        own = [f"{passed} passed, {failed} failed" for passed, failed in (each.tests_before, each.tests_after)]
        ours = f"{each.regressions[0]} pass, {each.regressions[1]} failed before" if each.regressions[0] else "none"
        counts = f"{each.sites_before} | {each.sites_after} | {each.sites_before - each.sites_after}"
        lines.append(f"| {each.crate} | {counts} | {own[0]} | {own[1]} | {ours} |")
    before, after = sum(each.sites_before for each in found), sum(each.sites_after for each in found)
    passed = [sum(each.tests_before[0] for each in found), sum(each.tests_after[0] for each in found)]
    ours = sum(each.regressions[0] for each in found)
    lines.append(f"| all | {before} | {after} | {before - after} | {passed[0]} passed | {passed[1]} passed | {ours} |")
    return lines


def _patterns(every: list[tuple[str, Entry]], found: list[Remedied]) -> list[str]:
    counts = Counter(entry.pattern for _, entry in every)
    pace = per_day([entry.moment for _, entry in every])
    days = sorted({f"{entry.moment:%Y-%m-%d}" for _, entry in every})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    minutes = sum(each.minutes for each in found)
    shares = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    lines = [
        f"{len(every)} fixes stand, made on {when}, {pace:.0f} a day; with all compiling they took"
        f" {minutes:.1f} minutes. By pattern: {shares}. Where a statement held two calls, each is a fix."
    ]
    for pattern, _ in counts.most_common():
        crate, one = min((each for each in every if each[1].pattern == pattern), key=_size)
        lines += ["", f"**{pattern}**, {crate}, {one.file}:{one.line}: {one.reason}", "", "```diff"]
        lines += [f"{mark}{line}" for mark, text in (("-", one.old), ("+", one.new)) for line in text.split("\n")]
        lines.append("```")
    return lines


def _size(each: tuple[str, Entry]) -> tuple[bool, int]:
    """Short ones first, and of these what is a whole statement."""
    entry = each[1]
    return not entry.new.rstrip().endswith(";"), len(entry.old) + len(entry.new)


def _short(words: str) -> str:
    """A place and why nothing was done there, each reason once though several patterns give it."""
    place, _, told = " ".join(words.partition(" --> ")[0].split()).partition(": ")
    reasons = dict.fromkeys(each.strip() for each in PATTERN.split(told) if each.strip())
    line = f"{place}: {' '.join(reasons)}"
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"

"""`python -m tests.engine.audit.fixes.campaign fetch|measure|table|fix|page [CRATE]...`: see docs/unwrap_audit.md."""

import sys

from tests.engine.audit.fixes.campaign.measure import Measured, measure, read_measured, table, write
from tests.engine.audit.fixes.campaign.page import page
from tests.engine.audit.fixes.campaign.remedy import read_told, remedy, write_told
from tests.engine.audit.fixes.campaign.sources import TARGET, crate_names, fetch


def main(verb: str, words: list[str]) -> None:
    """Fetch crates, measure on those of crates.txt or the named ones, fix the named ones, or print what came of it."""
    names = crate_names(words)
    if verb == "fetch":
        fetch(names)
        return
    if verb in ("page", "table"):
        sys.stdout.write(page() if verb == "page" else table(read_measured()) + "\n")
        return
    if verb == "fix":
        remedied = {each.crate: each for each in read_told()}
        for name in words:
            remedied[name] = remedy(name)
            sys.stderr.write(f"{remedied[name]}\n")
            write_told(list(remedied.values()))
        return
    found: list[Measured] = []
    outcomes = {}
    for name in names:
        told, outcomes[name] = measure(name)
        found.append(told)
        sys.stderr.write(f"{told}\n")
        write(found, outcomes, TARGET / "measured.json")
    sys.stdout.write(table(found) + "\n")


main(sys.argv[1], sys.argv[2:])

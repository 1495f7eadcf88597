"""For how many production places a fix is offered that a compiler has proven, and by which pattern."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.wish import Outcome, Wish
from engine.audit.fixes.checking.compiler import compile_crate
from engine.audit.fixes.checking.verdict import Verdict
from engine.audit.fixes.crate import Crate
from engine.audit.fixes.syntax.call import call_at
from tests.engine.audit.fixes.campaign.remedy import UNPROVEN
from tests.engine.audit.fixes.campaign.sites import production_wishes
from tests.engine.audit.fixes.campaign.sources import TARGET, working_copy


@dataclass
class Measured:
    """A crate: its production sites, how many a fix was proven for, by pattern, and what became of the rest."""

    crate: str
    sites: int = 0
    explained: int = 0
    """Sites that are an expect with a reason already."""
    proven: dict[str, int] = field(default_factory=dict)
    not_built: int = 0
    """Sites that no build here takes in (another system's code, say): no compiler can prove anything of them."""
    not_fixed: int = 0
    failed: str = ""

    @property
    def by_any(self) -> int:
        """Sites with a proven fix."""
        return sum(self.proven.values())

    @property
    def by_other(self) -> int:
        """Sites with one by another pattern than expect."""
        return self.by_any - self.proven.get("expect", 0)


def measure(name: str) -> tuple[Measured, list[Outcome]]:
    """Try to fix every production site of a crate in a working copy, the safest pattern first."""
    told = Measured(name)
    copy = working_copy(name)
    if copy is None:
        told.failed = "Debian has no such crate unpacked here"
        return told, []
    wishes = production_wishes(copy)
    told.sites = len(wishes)
    sound = shared_build(Crate(copy), copy, copy, ())
    if sound.state != "compiled":
        told.failed = f"{sound.state}: {sound.words.splitlines()[0][:160]}"
        return told, []
    told.explained = sum(_is_explained(copy, each) for each in wishes)
    outcomes = Fixer(copy, shared_build).fix(wishes)
    proven = [each for each in outcomes if each.is_fixed and not each.checked.startswith(UNPROVEN)]
    told.proven = dict(Counter(each.pattern for each in proven))
    told.not_built = sum("no build of the crate" in each.checked + each.told for each in outcomes)
    told.not_fixed = told.sites - told.by_any - told.not_built
    return told, outcomes


def table(found: list[Measured]) -> str:
    """Markdown of what was measured."""
    lines = ["| Crate | Production sites | Proven by any pattern | By another than expect | No build takes it in |"]
    lines += ["|---|---|---|---|---|"]
    good = [each for each in found if not each.failed]
    for each in [*good, _sum(good)]:
        shares = f"{_share(each.by_any, each)} | {_share(each.by_other, each)}"
        lines.append(f"| {each.crate} | {each.sites} | {shares} | {each.not_built} |")
    patterns = Counter[str]()
    for each in good:
        patterns.update(each.proven)
    lines += ["", ", ".join(f"{name} {count}" for name, count in patterns.most_common())]
    lines += [f"left out: {each.crate} ({each.failed})" for each in found if each.failed]
    return "\n".join(lines)


def write(found: list[Measured], outcomes: dict[str, list[Outcome]], path: Path) -> None:
    """Keep all that was measured as JSON, each site with its outcome."""
    sites = {name: [_plain(each) for each in told] for name, told in outcomes.items()}
    path.write_text(
        json.dumps({"crates": [asdict(each) for each in found], "sites": sites}, indent=1), encoding="utf-8"
    )


def read_measured() -> list[Measured]:
    """What `write` kept of the crates."""
    data = json.loads((TARGET / "measured.json").read_text(encoding="utf-8"))
    return [Measured(**each) for each in data["crates"]]


def _plain(outcome: Outcome) -> dict[str, object]:
    said = {"fixed": outcome.is_fixed, "pattern": outcome.pattern, "checked": outcome.checked, "told": outcome.told}
    return {"file": outcome.wish.file, "start": outcome.wish.start, **said}


def shared_build(crate: Crate, file: Path, _build: Path, options: Sequence[str]) -> Verdict:
    """One build folder for all crates, so that what they share is compiled once."""
    return compile_crate(crate, file, TARGET / "build", options)


def _is_explained(copy: Path, wish: Wish) -> bool:
    call = call_at((copy / wish.file).read_bytes(), wish.start, wish.end)
    return call is not None and call.is_explained


def _sum(found: list[Measured]) -> Measured:
    total = Measured("all")
    for each in found:
        total.sites += each.sites
        total.not_built += each.not_built
        for name, count in each.proven.items():
            total.proven[name] = total.proven.get(name, 0) + count
    return total


def _share(count: int, told: Measured) -> str:
    built = told.sites
    return f"{count} ({100 * count / built:.0f} %)" if built else "n/a"

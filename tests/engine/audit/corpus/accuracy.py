"""How surely the scanner of Rust finds what was labelled: `python -m tests.engine.audit.corpus.accuracy`.

The crates are Debian's, fetched by apt into target/audit; of one that Debian has in another version the labels don't
count.
"""

import csv
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.audit.audit import Audit
from tests.engine.audit.corpus.labelling import Label

KINDS = ("unwrap", "expect")
LABELS = Path(__file__).with_name("labels.csv")
TARGET = Path(__file__).resolve().parents[4] / "target" / "audit"
CRATES = TARGET / "debian" / "usr" / "share" / "cargo" / "registry"
LEFT_OUT = ("tests", "benches")
"""Folders of the crates in which nothing was labelled."""


@dataclass(frozen=True)
class Accuracy:
    """What was found of the labelled sites, what was missed, and what was found beside them."""

    right: frozenset[Label]
    missed: frozenset[Label]
    wrong: frozenset[Label]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def labels() -> frozenset[Label]:
    """All labels, whether their crate is there or not."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return frozenset(Label(file, int(line), int(column), kind, context) for file, line, column, kind, context in rows)


def fetch() -> str:
    """Get the crates from Debian; why some of them are not there, or ""."""
    wanted = sorted({each.file.split("/")[0] for each in labels()})
    missing = [name for name in wanted if not (CRATES / name).is_dir()]
    if not missing:
        return ""
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        return "apt-get and dpkg fetch the crates, and are not here"
    folder = TARGET / "archives"
    folder.mkdir(parents=True, exist_ok=True)
    packages = [f"librust-{name.rpartition('-')[0].replace('_', '-')}-dev" for name in missing]
    done = subprocess.run(
        ["apt-get", "download", *packages], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    for archive in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(archive), str(TARGET / "debian")], check=True, timeout=300)
    lost = [name for name in wanted if not (CRATES / name).is_dir()]
    said = done.stderr.strip().splitlines()
    return f"Debian here has not {', '.join(lost)}{': ' + said[-1] if said else ''}" if lost else ""


def accuracy() -> Accuracy:
    """Judge the scanner by the labels of the crates that are there."""
    there = {name for name in {each.file.split("/")[0] for each in labels()} if (CRATES / name).is_dir()}
    wanted = frozenset(each for each in labels() if each.file.split("/")[0] in there)
    found = frozenset(
        Label(f"{name}/{each.file}", each.line, each.column, each.kind, each.context)
        for name in there
        for each in Audit(CRATES / name, processes=1, keeps=False).scan().findings
        if each.kind in KINDS and each.file.split("/")[0] not in LEFT_OUT
    )
    return Accuracy(found & wanted, wanted - found, found - wanted)


if __name__ == "__main__":
    problem = fetch()
    if problem:
        sys.stderr.write(f"{problem}\n")
    told = accuracy()
    sys.stdout.write(
        f"{len(told.right) + len(told.missed)} labels: precision {told.precision:.2%}, recall {told.recall:.2%}, "
        "contexts included\n"
    )
    for words, sites in (("missed", told.missed), ("wrong", told.wrong)):
        for each in sorted(sites, key=lambda each: (each.file, each.line)):
            sys.stdout.write(f"{words}: {each}\n")

"""The schema of SARIF 2.1.0 as OASIS published it, fetched once from a package of npm that brings it."""

import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"
FOLDER = Path(__file__).resolve().parents[4] / "target" / "audit"


def sarif_schema() -> dict[str, Any]:
    """The schema; skips the test where it is not there and can't be fetched."""
    path = FOLDER / Path(MEMBER).name
    if not path.is_file():
        _fetch(path)
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256
    return json.loads(data)


def _fetch(path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the schema of SARIF is fetched by npm, which is not installed")
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = [npm, "pack", "--silent", "--pack-destination", str(FOLDER), PACKAGE]
    done = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        pytest.skip(f"npm did not fetch the schema of SARIF: {done.stderr.strip()[-200:]}")
    packed = FOLDER / done.stdout.strip().splitlines()[-1]
    with tarfile.open(packed) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None
        path.write_bytes(member.read())
    packed.unlink()

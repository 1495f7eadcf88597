"""The findings of a folder as git had it at a revision."""

import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from engine.audit.audit import Audit, Audited
from engine.audit.tree.listing import package_above

TIMEOUT_SECONDS = 600.0


class RevisionError(Exception):
    """A revision can't be audited; the message says why."""


def audited_at(path: Path, revision: str, is_cancelled: Callable[[], bool] = lambda: False) -> Audited:
    """Audit what a folder, or a file, held at a revision, in a copy of its package that is gone afterwards.

    Raises RevisionError when it lies in no repository, or git knows no such revision.
    """
    if revision.startswith("-"):
        raise RevisionError(f"{revision} is no revision.")
    path = path.resolve()
    folder = path if path.is_dir() else path.parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel", what=f"{path} lies in no git repository").decode().strip())
    _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=f"there is no revision {revision}")
    base = package_above(folder)
    spot = base.relative_to(top).as_posix() if base.is_relative_to(top) else "."
    tree = revision if spot == "." else f"{revision}:{spot}"
    packed = _git(top, "archive", "--format=tar", tree, what=f"{base} was not there at {revision}")
    with tempfile.TemporaryDirectory(prefix="astraweave-audit-") as held:
        copy = Path(held, base.name)
        copy.mkdir()
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            _unpack(archive, copy)
        then = copy / path.relative_to(base)
        return Audit(then, keeps=False).scan(is_cancelled=is_cancelled) if then.exists() else Audited(path)


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the plain files alone: an audit follows no link, and Python before 3.11.4 has no filter of its own."""
    for member in archive:
        held = archive.extractfile(member) if member.isfile() else None
        if held is not None:
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(held.read())


def _git(root: Path, *words: str, what: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, timeout=TIMEOUT_SECONDS)
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, so there are no revisions to compare with.") from error
    except subprocess.TimeoutExpired as error:
        raise RevisionError(f"git did not answer within {TIMEOUT_SECONDS:.0f} s.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(f"{what}{': ' + said[-1] if said else ''}.")
    return done.stdout

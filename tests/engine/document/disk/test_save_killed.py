"""A save that is killed between any two of its steps leaves files that are old or new, and the next start clears up."""

import os
import subprocess
import sys
from pathlib import Path as FilePath

import pytest

from engine.document import Document
from tests.engine.document.orchard import plant

KILLED = """
import os, sys
from engine.document import Document, Path, Set, WriteFile

document = Document.open(sys.argv[1])
for file in ("scenes/orchard", "prefabs/wasp"):
    path = Path(file, ("title",))
    document.apply(Set(path=path, old=document.value(path), new="New"))
document.apply(WriteFile(file="scenes/cellar", old=None, new='format = 1\\nkind = "scene"\\n'))
document.apply(WriteFile(file="encounters/harvest", old=document.text("encounters/harvest"), new=None))
left = int(sys.argv[2])

def killing(real):
    def step(*args, **named):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return real(*args, **named)
    return step

for name in ("fsync", "link", "replace"):
    setattr(os, name, killing(getattr(os, name)))
document.save()
"""


def read(folder: FilePath, ending: str = ".toml") -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob(f"*{ending}")}


@pytest.mark.skipif(os.name != "posix", reason="leftovers are told by the process on POSIX, by their age elsewhere")
def test_a_save_that_is_killed_at_any_step_leaves_whole_files(tmp_path: FilePath):
    old = read(plant(tmp_path / "old"))
    done = plant(tmp_path / "done")
    assert subprocess.run([sys.executable, "-c", KILLED, done, "0"], check=False).returncode == 0
    new = read(done)
    assert old.keys() - new.keys() == {"encounters/harvest.toml"}

    step, mixed = 1, 0
    while True:
        folder = plant(tmp_path / f"killed_{step}")
        if subprocess.run([sys.executable, "-c", KILLED, folder, str(step)], check=False).returncode == 0:
            break
        found = read(folder)
        for name in old.keys() | new.keys():
            assert found.get(name) in (old.get(name), new.get(name)), f"{name} after step {step}"
        mixed += found not in (old, new)

        document = Document.open(folder)

        assert document.load_findings == []
        assert [path.name for path in folder.rglob(".*")] == []
        step += 1
    assert step > 8, "three files are written and one goes, with their backups"
    assert mixed > 0

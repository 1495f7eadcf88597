"""What is loaded before the first frame, and that the collector of garbage works again after it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editor.core.glade import plant

ROOT = Path(__file__).resolve().parents[2]
#: Each takes 20 ms to 170 ms, and nothing needs it before there is a scene to be shown.
LATE = (
    *("numba", "vispy", "pyqtgraph", "pymunk", "trimesh", "qtawesome", "qtpy", "engine.play.running.session"),
    *("engine.llm", "pydantic_ai", "openai", "anthropic", "httpx2", "keyring", "bm25s", "jiter"),
)
STARTED = """
import gc, json, sys
from pathlib import Path
from editor.app import Wish, run

def look(_window):
    told["loaded"] = [name for name in sys.argv[2:] if name in sys.modules]
    told["collects"], told["kept"] = gc.isenabled(), gc.get_freeze_count()

told = {}
code = run(Wish(project=Path(sys.argv[1]), trusted=False, quit_after=True, attend=look))
print(json.dumps(told))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What a window says of its process when its first frame is painted."""
    glade = plant(tmp_path_factory.mktemp("first") / "glade")
    command = [sys.executable, "-c", STARTED, str(glade), *LATE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_first_frame_waits_for_no_compiler_and_no_toolkit_that_it_does_not_show(told: dict):
    assert told["loaded"] == []


def test_garbage_is_collected_from_the_first_frame_on_and_the_program_itself_is_not_looked_at(told: dict):
    assert told["collects"]
    assert told["kept"] > 50_000

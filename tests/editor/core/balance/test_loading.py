"""What plays is imported by a worker, never by the thread that draws the window."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys, threading
from pathlib import Path

from editor.core.balance.loading import MODULES
from tests.editor.core.balance.stage import brawling, until

loaded_by_main = []


class Witness:
    def find_spec(self, name, path=None, target=None):
        if name in MODULES and threading.current_thread() is threading.main_thread():
            loaded_by_main.append(name)


sys.meta_path.insert(0, Witness())
with brawling(Path(sys.argv[1])) as editor:
    for name in [name for name in sys.modules if name.startswith("engine.play.playtest") or name in MODULES]:
        del sys.modules[name]  # the stage of the tests has imported them
    loaded_by_main.clear()
    balance = editor.balance
    calls = []
    assert balance.is_cold(lambda: calls.append(threading.current_thread().name))
    until(editor, lambda: bool(calls))
    assert not balance.is_cold(lambda: None), "all is there"
    print(calls, loaded_by_main, all(name in sys.modules for name in MODULES))
"""


def test_the_first_playtest_imports_nothing_in_the_main_thread(tmp_path: Path):
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False, timeout=120
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "['MainThread'] [] True"

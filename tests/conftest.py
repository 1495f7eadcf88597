"""What every test may rely on: an offscreen Qt, software OpenGL without a display, and user folders of its own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("EGL_PLATFORM", "surfaceless")
_home = Path(tempfile.mkdtemp(prefix="astraweave-tests-"))
for _variable, _name in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")):
    os.environ[_variable] = str(_home / _name)

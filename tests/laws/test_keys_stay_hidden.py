"""A key reaches the model's server and nothing else: no file, no output, whatever the server says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.benchmarks.loopback import Deed
from tests.engine.cli.served import served
from tests.engine.llm.proposals.ambush import change, hunk, text
from tests.engine.play.playtest.brawl import write_brawl

KEY = "sk-planted-4711-do-not-show"
TAMED = change("raider", "melee.damage", 0.5, "prefabs/raider")
SPOKEN = text(hunk("tamed", TAMED, why=f"Since the key is {KEY}."), summary=f"Made with {KEY}.")
CONDITION = "party_falls(novice) in 0..0"


def every_byte_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (Deed(text=SPOKEN, pieces=40), 0),
        (Deed(text=f"{{{KEY}"), 2),
        (Deed("status", status=401, text=f"Wrong key: {KEY}"), 2),
        (Deed("half", text=SPOKEN), 2),
        (Deed("garbage"), 2),
    ],
    ids=["spoken", "no proposal", "refused", "half an answer", "garbage"],
)
def test_a_planted_key_is_found_nowhere(tmp_path: Path, kind: str, deed: Deed, code: int) -> None:
    project = write_brawl(tmp_path / "project")
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    with served(deed) as server:
        address = server.address + ("/v1" if kind == "openai" else "")
        command = [sys.executable, "-X", "faulthandler", "-m", "editor", "propose", str(project), "Tame the raiders."]
        told = ["--client", kind, "--address", address, "--model", "tiny", "--key", "PLANTED", "--encounter", "brawl"]
        done = subprocess.run(
            [*command, *told, "--rounds", "0", "--seconds", "20", "--playtest", "2", "--accept-if", CONDITION],
            env=os.environ | own | {"PLANTED": KEY},
            capture_output=True,
            check=False,
        )
        heard = [value for asked in server.asked for value in asked.headers.values()]
    assert any(KEY in each for each in heard), "it was sent"
    assert done.returncode == code, done.stderr.decode()
    found = {**every_byte_below(tmp_path), "output": done.stdout, "errors": done.stderr}
    assert [name for name, data in found.items() if KEY.encode() in data] == []
    if code == 0:
        kept = [name for name, data in found.items() if b"(secret)" in data and name.startswith(own["XDG_STATE_HOME"])]
        assert kept, "the proposal itself is kept, without the key"

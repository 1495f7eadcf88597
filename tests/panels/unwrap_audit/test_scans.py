"""The history of scans: kept for each folder, and no harm when it is lost or damaged."""

import pytest

from panels.unwrap_audit.scans import MOST, PastScan, ScanHistory, past_folders
from tests.panels.unwrap_audit.findings import few


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "user"))


def test_scans_are_there_again_the_next_time_without_what_was_fixed(tmp_path):
    ScanHistory(tmp_path).add(few(), 100.0)
    ScanHistory(tmp_path).add(few()[:2], 200.0)

    assert ScanHistory(tmp_path).scans == (PastScan(100.0, (1, 1, 1, 1)), PastScan(200.0, (1, 1, 0, 0)))
    assert past_folders() == (tmp_path,)


def test_the_oldest_go(tmp_path):
    history = ScanHistory(tmp_path)
    history.scans = tuple(PastScan(float(at), (0, 0, 0, 0)) for at in range(MOST))

    history.add(few(), 9_999.0)

    assert (len(history.scans), history.scans[0].at, history.scans[-1].total) == (MOST, 1.0, 4)


@pytest.mark.parametrize("text", ["", "[]", '{"scans": [{"at": 1}]}', '{"scans": [{"at": 1, "open": [1]}]}', "\x00"])
def test_a_damaged_file_is_no_history(tmp_path, text):
    path = ScanHistory(tmp_path).path
    path.parent.mkdir(parents=True)
    path.write_text(text)

    assert ScanHistory(tmp_path).scans == ()
    assert past_folders() == ()


def test_a_folder_that_takes_no_file_is_told(tmp_path):
    history = ScanHistory(tmp_path / "crate")
    (tmp_path / "user").write_text("no folder")

    history.add(few(), 1.0)

    assert history.problem.startswith(f"{history.path}: the scan can't be kept")
    assert len(history.scans) == 1

"""The page as it is written: its data say what the rows say, and no row can become part of its markup."""

import base64
import json
import re
import zlib

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.regressions.trends.trend import Trend, trends_of
from engine.benchmarks.site import page
from engine.benchmarks.site.colours import style
from engine.benchmarks.site.packing import data_of, packed
from tests.engine.benchmarks.history.rows import NOW, line, put
from tests.engine.benchmarks.site.told import HOSTILE, told


def trends(folder, lines) -> list[Trend]:
    put(folder, *lines)
    return trends_of(read_history(folder, now=NOW).rows, {})


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """A bundle of two words, so that the page can be put together without npm."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "page.js").write_text("start('@DATA@')", encoding="utf-8")
    (folder / "page.css").write_text("main{}", encoding="utf-8")
    monkeypatch.setattr(page, "bundle", lambda: folder)


def unpacked(text: str):
    return json.loads(zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS))


def summed(steps):
    found, last = [], 0
    for step in steps:
        last += step or 0
        found.append(None if step is None else last)
    return found


def test_the_data_are_the_rows(tmp_path):
    found = trends(tmp_path, told())
    data = unpacked(packed(found, NOW))
    assert data == json.loads(json.dumps(data_of(found, NOW)))
    [tick] = [each for each in data["series"] if each["case"] == "agents 5000"]
    rows = next(each for each in found if each.case == "agents 5000").rows
    assert [value * tick["scale"] for value in tick["values"]] == pytest.approx([row.value for row in rows], rel=1e-3)
    runs = [data["runs"][place] for place in summed(tick["runs"])]
    assert [run[1] for run in runs] == [row.git_sha for row in rows]
    assert [run[0] for run in runs] == [round(row.timestamp.timestamp()) for row in rows]
    assert (tick["state"], tick["alert"]["at"], tick["topic"]) == ("worse", 30, "physics")
    assert tick["changes"] == [tick["alert"]]
    middle, low, high = (summed(steps) for steps in tick["band"])
    assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True))
    scale, broad = tick["parts"]["stages_ms.broad_phase"]
    assert [value * scale for value in broad] == pytest.approx([0.3 * row.value for row in rows], rel=1e-3)


def test_a_run_with_changes_of_its_own_is_told_apart(tmp_path):
    [tick] = [each for each in data_of(trends(tmp_path, told()), NOW)["series"] if each["case"] == "agents 2500"]
    assert tick["aside"] == [5]
    assert len(tick["band"][0]) == len(tick["values"]) - 1


def test_values_of_any_size_keep_four_digits(tmp_path):
    for value in (0.0, 1.23456e-9, 7.77777e12, -3.21098):
        [series] = data_of(trends(tmp_path, [line(value, params={"v": value})]), NOW)["series"]
        assert series["values"][0] * series["scale"] == pytest.approx(value, rel=1e-3)


def test_nothing_of_a_row_stands_in_the_markup(tmp_path, bundled):
    text = page.page_text(trends(tmp_path, told()), NOW)
    assert "window.ran" not in text
    assert text.count("<script") == 2
    [data] = re.findall(r'<script type="text/plain" id="data">([A-Za-z0-9+/=]*)</script>', text)
    assert HOSTILE in {each["name"] for each in unpacked(data)["series"]}


def test_the_policy_lets_in_what_is_in_the_file_and_nothing_else(tmp_path, bundled):
    text = page.page_text(trends(tmp_path, told()), NOW)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].startswith("'sha256-")
    assert "://" not in text
    assert "start('@DATA@')" in text, "a mark inside the script is none"


def test_both_themes_are_in_the_style_sheet_by_the_same_names():
    dark, light = (set(re.findall(r"(--[\w-]+):", part)) for part in style().split("\n")[1:])
    assert dark == light
    assert {"--surface-panel", "--plot-series-0", "--text-primary", "--severity-error"} <= dark


def test_without_its_bundle_the_verb_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "program_folder", lambda: tmp_path)
    put(tmp_path / "history", line())
    done = CliRunner().invoke(
        application("bench"), ["bench", "site", str(tmp_path / "out"), "--history", str(tmp_path / "history")]
    )
    assert done.exit_code == 2
    assert "`make site`" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_verb_writes_one_file(tmp_path, bundled):
    put(tmp_path / "history", *told())
    words = ["bench", "site", str(tmp_path / "out"), "--history", str(tmp_path / "history"), "--json"]
    answer = json.loads(CliRunner().invoke(application("bench"), words).stdout)
    [file] = (tmp_path / "out").iterdir()
    assert (file.name, answer["bytes"], answer["rows"]) == ("index.html", file.stat().st_size, 123)


def test_nothing_to_show_is_said(tmp_path):
    words = ["bench", "site", str(tmp_path / "out"), "--history", str(tmp_path / "none")]
    done = CliRunner().invoke(application("bench"), words)
    assert done.exit_code == 2
    assert "run `astraweave bench run` first" in done.stderr

"""An audit as CSV, JSON, SARIF and a table."""

import csv
import io
import json

import jsonschema
import msgspec
import pytest

from engine.audit.audit import Audit, Audited
from engine.audit.comparing.matching import compare
from engine.audit.reports.csv_report import COLUMNS, csv_report, fixed_rows
from engine.audit.reports.json_report import FIELDS, BaselineError, json_report, read_findings
from engine.audit.reports.sarif import sarif_report
from engine.audit.reports.table import table
from tests.engine.audit.reports.sarif_schema import sarif_schema
from tests.engine.audit.rust_tree import write_crate


@pytest.fixture
def audited(tmp_path) -> Audited:
    files = {
        "src/lib.rs": 'pub fn f() { a.expect("one, \\"two\\"");\n b.unwrap() }\nfn g( {\n',
        "src/a b.rs": "fn g() { -x[0].unwrap() }",
        "tests/t.rs": "fn t() { panic!() }",
    }
    return Audit(write_crate(tmp_path / "tree", "weave", files), keeps=False).scan()


def test_csv_has_a_row_a_finding_in_the_columns_of_the_page(audited):
    rows = list(csv.DictReader(io.StringIO(csv_report(audited.findings))))

    assert tuple(rows[0]) == COLUMNS
    assert [(row["File"], row["Kind"], row["Context"], row["Status"]) for row in rows] == [
        ("src/a b.rs", "index", "production", "open"),
        ("src/a b.rs", "unwrap", "production", "open"),
        ("src/lib.rs", "expect", "production", "open"),
        ("src/lib.rs", "unwrap", "production", "open"),
        ("tests/t.rs", "panic", "test", "open"),
    ]
    assert [row["Fingerprint"] for row in rows] == [each.fingerprint for each in audited.findings]
    assert rows[2]["Code"] == 'a.expect("one, \\"two\\"")'


def test_rows_that_were_fixed_stay_in_the_next_report(audited):
    first = csv_report(audited.findings).splitlines()
    marked = "\n".join([*first[:4], first[4].replace(",open,", ",fixed,"), first[5]])

    again = csv_report([audited.findings[0]], fixed_rows(marked))

    assert again.splitlines() == [first[0], first[1], first[4].replace(",open,", ",fixed,")]
    assert fixed_rows("a,b\n1,fixed\n") == []


def test_no_cell_is_taken_for_a_formula(audited):
    finding = msgspec.structs.replace(audited.findings[0], code="=cmd()")

    assert "'=cmd()" in csv_report([finding])


def test_json_holds_what_the_page_names_and_reads_back(audited, tmp_path):
    path = tmp_path / "report.json"
    path.write_text(json_report(audited), encoding="utf-8")
    data = json.loads(path.read_text(encoding="utf-8"))

    assert {"findings", "files", "unparsed"} <= data.keys()
    assert all(tuple(each) == FIELDS for each in data["findings"])
    assert data["files"] == 3
    assert [each["file"] for each in data["unparsed"]] == ["src/lib.rs"]
    assert [each.fingerprint for each in read_findings(path)] == [each.fingerprint for each in audited.findings]


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{"file": 1}]}', "{}"])
def test_what_is_no_report_is_no_baseline(tmp_path, text: str):
    path = tmp_path / "base.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BaselineError, match=r"base\.json is no report of an audit"):
        read_findings(path)


def test_sarif_keeps_to_its_schema(audited):
    schema = sarif_schema()
    before = audited.findings[1:]
    gone = compare(audited.findings, before)

    for text in (
        sarif_report(audited, version="1.0"),
        sarif_report(audited, compare(before, audited.findings)),
        sarif_report(Audited(audited.root), gone),
    ):
        jsonschema.Draft7Validator(schema).validate(json.loads(text))


def test_sarif_tells_level_place_fingerprint_and_state(audited):
    text = sarif_report(audited, compare(audited.findings[1:], audited.findings))
    (run,) = json.loads(text)["runs"]
    result = run["results"][0]

    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "src/a%20b.rs", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 1, "startColumn": 12}
    assert (result["ruleId"], result["level"], result["baselineState"]) == ("index", "note", "new")
    assert result["partialFingerprints"] == {"astraweaveAudit/v1": audited.findings[0].fingerprint}
    assert [each["baselineState"] for each in run["results"][1:]] == ["unchanged"] * 4
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "line 3" in note["message"]["text"]


def test_the_table_begins_with_counts_and_ends_with_what_was_not_understood(audited):
    lines = table(audited)

    assert lines[0] == "5 places that can fail, in 3 files of 5 lines."
    assert [line.split() for line in lines[2:5]] == [
        ["crate", "P0", "P1", "P2", "P3"],
        ["weave", "1", "0", "3", "1"],
        ["all", "1", "0", "3", "1"],
    ]
    assert any(line.startswith("  src/lib.rs: line 3") for line in lines)
    assert lines[-1] == "  src/a b.rs"

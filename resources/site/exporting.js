// What is shown, as a file: CSV with a row a run, or JSON.

import { placesWithin } from "./data.js";

const COLUMNS = ["timestamp", "benchmark_name", "case", "system", "value", "unit", "course", "low", "high", "judged", "git_sha", "git_dirty", "branch", "hardware_id", "hardware_label", "python"];

function rowsOf(series, state, data) {
  return series.flatMap((each) => placesWithin(each, Number(state.days), data.newest).map((place) => {
    const run = each.runs[place];
    const exact = (value) => (value === null ? null : Number(value.toPrecision(6)));
    return [new Date(run.time * 1000).toISOString(), each.name, each.case, each.system, exact(each.values[place]), each.unit, exact(each.middle[place]),
      exact(each.low[place]), exact(each.high[place]), !each.aside.has(place), run.commit, run.dirty, each.branch, each.hardware, each.machine, run.python];
  }));
}

// A spreadsheet takes what begins with one of these for a formula; an apostrophe makes it text again.
const plain = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? ""));
const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function csv(series, state, data) {
  return [COLUMNS, ...rowsOf(series, state, data)].map((row) => row.map((value) => quoted(plain(value))).join(",")).join("\r\n") + "\r\n";
}

export function json(series, state, data) {
  const rows = rowsOf(series, state, data).map((row) => Object.fromEntries(row.map((value, k) => [COLUMNS[k], value])));
  const changes = series.flatMap((each) => each.changes.map(({ size, before, after, p, worse, commits, run }) =>
    ({ benchmark_name: each.name, case: each.case, hardware_id: each.hardware, since: new Date(run.time * 1000).toISOString(), size, before, after, p, worse, commits })));
  return JSON.stringify({ rows, changes }, null, 1);
}

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// Which series are shown, and the controls that say so.

import { h } from "./dom.js";

export const ALL_BRANCHES = "*";

export function shown(data, state) {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  return data.series.filter((each) =>
    (!state.system || each.system === state.system) &&
    (!state.machine || each.hardware === state.machine) &&
    (state.branch === ALL_BRANCHES || each.branch === state.branch) &&
    words.every((word) => each.title.toLowerCase().includes(word)));
}

// The branch that most series have: what is shown first.
export function standardBranch(data) {
  const counts = new Map();
  for (const each of data.series) counts.set(each.branch, (counts.get(each.branch) ?? 0) + each.runs.length);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

const branchWord = (branch) => branch || "no branch named";

function choice(label, value, options, change) {
  const select = h("select", { "aria-label": label, title: label, onchange: (event) => change(event.target.value) },
    options.map(([id, word]) => h("option", { value: id, selected: id === value }, word)));
  return h("label", { class: "choice" }, h("span", {}, label), select);
}

const distinct = (items) => [...new Set(items)];

export function filterBar(data, state, go) {
  const machines = new Map(data.series.map((each) => [each.hardware, each.machine || each.hardware]));
  const ranges = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["0", "All"]];
  return h("div", { class: "filters", role: "search" },
    h("label", { class: "choice" }, h("span", {}, "Find"),
      h("input", { type: "search", id: "find", value: state.q, placeholder: "physics 5000", "aria-label": "Find a benchmark",
        oninput: (event) => go({ q: event.target.value }, { replace: true }) })),
    choice("System", state.system, [["", "All systems"], ...distinct(data.series.map((each) => each.system)).sort().map((each) => [each, each])],
      (system) => go({ system })),
    h("div", { class: "segments", role: "group", "aria-label": "Range" },
      ranges.map(([id, word]) => h("button", { type: "button", "aria-pressed": String(state.days === id), onclick: () => go({ days: id }) }, word))),
    choice("Hardware", state.machine, [["", "All machines"], ...[...machines].sort((a, b) => a[1].localeCompare(b[1]))], (machine) => go({ machine })),
    choice("Branch", state.branch, [...distinct(data.series.map((each) => each.branch)).sort().map((each) => [each, branchWord(each)]), [ALL_BRANCHES, "All branches"]],
      (branch) => go({ branch })),
    h("button", { type: "button", class: "toggle", "aria-pressed": String(state.log === "1"), onclick: () => go({ log: state.log === "1" ? "" : "1" }) }, "Log scale"));
}

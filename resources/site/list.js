// The list at the left: every series by system, with its picture, state and last change.

import { h, icon, stateClass } from "./dom.js";
import { sparkline } from "./sparkline.js";
import { plural, quantity, share } from "./words.js";

export function list(series, data, state, link) {
  if (!series.length) {
    return h("nav", { class: "list", "aria-label": "Benchmarks" },
      h("div", { class: "empty" }, h("strong", {}, "No benchmark matches"), h("span", {}, "Widen what is asked for above: another system, hardware or branch, or fewer words."),
        h("a", { class: "button", href: link({ system: "", machine: "", branch: "*", q: "" }) }, "Show all")));
  }
  const bySystem = Map.groupBy ? Map.groupBy(series, (each) => each.system) : grouped(series);
  const groups = [...bySystem].sort((a, b) => a[0].localeCompare(b[0])).map(([system, own]) => h("section", {},
    h("h2", {}, system, h("span", { class: "count" }, own.length)),
    h("ul", {}, own.map((each) => row(each, data, state, link)))));
  return h("nav", { class: "list", "aria-label": `Benchmarks, ${plural(series.length, "series", "series")}` }, groups);
}

function grouped(series) {
  const found = new Map();
  for (const each of series) found.set(each.system, [...(found.get(each.system) ?? []), each]);
  return found;
}

function row(each, data, state, link) {
  const change = each.changes.at(-1);
  const here = state.path[0] === "series" && state.path[1] === each.id;
  return h("li", {}, h("a", { href: link({ path: ["series", each.id] }), "aria-current": here ? "page" : null, title: each.title, "data-id": each.id },
    h("span", { class: `state ${stateClass(each.state)}` }, icon(each.state), h("span", { class: "unseen" }, each.state)),
    h("span", { class: "names" }, h("b", {}, each.name), h("small", {}, each.case || each.machine)),
    sparkline(each, Number(state.days), data.newest, 88, 24),
    h("span", { class: "numbers" }, h("b", {}, quantity(each.values.at(-1), each.unit)),
      h("small", { class: change ? (change.worse ? "is-worse" : "is-better") : "" }, change ? share(change.size) : each.state === "too few runs" ? plural(each.runs.length, "run") : "no change"))));
}

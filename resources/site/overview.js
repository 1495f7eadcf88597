// The first page: how things stand, what asks for attention, what changed last.

import { h, icon, stateClass } from "./dom.js";
import { sparkline } from "./sparkline.js";
import { trendPlot } from "./trend.js";
import { briefRange, day, moment, number, plural, quantity, share } from "./words.js";

const STATES = ["worse", "better", "steady", "too few runs"];
const MOST_PLOTS = 6, MOST_CHANGES = 12;

export function overview(series, data, state, link) {
  const alerts = series.filter((each) => each.alert);
  return [
    h("header", { class: "title" }, h("h1", {}, "How things stand"), h("span", { class: "case" }, `newest run ${moment(data.newest)}`)),
    h("div", { class: "facts" }, STATES.map((name) => {
      const count = series.filter((each) => each.state === name).length;
      return h("div", { class: `fact ${count ? stateClass(name) : ""}` }, h("span", {}, icon(name), name), h("b", {}, count), h("small", {}, plural(count, "series", "series")));
    })),
    h("section", { class: "block" }, h("h2", {}, "Needs attention", h("span", { class: "count" }, alerts.length)), attention(alerts, data, state, link)),
    h("section", { class: "block" }, h("h2", {}, "Changes, newest first"), changed(series, data, state, link)),
    h("section", { class: "block" }, h("h2", {}, "Systems"), systems(series, link)),
  ];
}

function attention(alerts, data, state, link) {
  if (!alerts.length) return h("p", { class: "quiet" }, "No series is worse by more than 10 % than before it became worse.");
  return [
    h("div", { class: "cards" }, alerts.slice(0, MOST_PLOTS).map((each) => {
      const change = each.alert;
      return h("article", { class: "card" },
        h("header", {}, h("a", { href: link({ path: ["series", each.id] }) }, each.name), h("span", { class: "is-worse strong" }, share(change.size))),
        h("p", { class: "quiet" }, [each.case, `since ${day(change.run.time)}`, briefRange(change.commits)].filter(Boolean).join(" · ")),
        trendPlot(each, data, state, 150));
    })),
    alerts.length > MOST_PLOTS ? h("p", { class: "quiet" }, `And ${plural(alerts.length - MOST_PLOTS, "more", "more")}; each stands in the list with its mark.`) : null,
  ];
}

function changed(series, data, state, link) {
  const found = series.flatMap((each) => each.changes.map((change) => ({ each, change }))).sort((a, b) => b.change.run.time - a.change.run.time).slice(0, MOST_CHANGES);
  if (!found.length) return h("p", { class: "quiet" }, "None was found yet. A change can be found in a series of 30 runs or more.");
  return h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Since"), h("th", { scope: "col" }, "Benchmark"), h("th", { scope: "col" }, "Course"), h("th", { scope: "col", class: "right" }, "Change"), h("th", { scope: "col", class: "right" }, "From"), h("th", { scope: "col", class: "right" }, "To"), h("th", { scope: "col" }, "Commits"))),
    h("tbody", {}, found.map(({ each, change }) => h("tr", {},
      h("td", {}, day(change.run.time)),
      h("td", {}, h("a", { href: link({ path: ["series", each.id] }) }, each.title)),
      h("td", {}, sparkline(each, Number(state.days), data.newest, 88, 20)),
      h("td", { class: `right ${change.worse ? "is-worse" : "is-better"}` }, `${change.worse ? "worse" : "better"} ${share(change.size)}`),
      h("td", { class: "right" }, number(change.before)), h("td", { class: "right" }, quantity(change.after, each.unit)),
      h("td", {}, h("code", { title: change.commits }, briefRange(change.commits))))))));
}

function systems(series, link) {
  const names = [...new Set(series.map((each) => each.system))].sort();
  return h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "System"), STATES.map((state) => h("th", { scope: "col", class: "right" }, state)), h("th", { scope: "col", class: "right" }, "runs"))),
    h("tbody", {}, names.map((name) => {
      const own = series.filter((each) => each.system === name);
      return h("tr", {}, h("td", {}, h("a", { href: link({ system: name }) }, name)),
        STATES.map((state) => { const count = own.filter((each) => each.state === state).length; return h("td", { class: `right ${count && state === "worse" ? "is-worse" : ""}` }, count || "–"); }),
        h("td", { class: "right" }, own.reduce((sum, each) => sum + each.runs.length, 0)));
    }))));
}

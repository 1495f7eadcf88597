// The page of one series: the plot, what it means, its changes and its runs.

import { placesWithin } from "./data.js";
import { chip, h } from "./dom.js";
import { brief, briefRange, day, moment, number, plural, quantity, share } from "./words.js";
import { legend, limits, trendPlot } from "./trend.js";

const MOST_RUNS = 200;

export function fact(word, value, note) {
  return h("div", { class: "fact" }, h("span", {}, word), h("b", {}, value), note ? h("small", {}, note) : null);
}

export function detail(series, data, state, link) {
  const places = placesWithin(series, Number(state.days), data.newest);
  const noise = series.noise;
  const [base] = limits(series);
  const last = series.values.at(-1);
  return [
    h("header", { class: "title" }, h("h1", {}, series.name), series.case ? h("span", { class: "case" }, series.case) : null, chip(series.state)),
    h("div", { class: "facts" },
      fact("Newest", quantity(last, series.unit), moment(series.times.at(-1))),
      fact("Course", quantity(lastOf(series.middle), series.unit), "median of the newest 11 runs"),
      fact("Scatter", noise ? `${number(100 * noise[1])} %` : "–", noise ? noise[0] : "needs 8 runs"),
      fact("Shows from", noise ? `${number(100 * noise[2])} %` : "–", "least change that is found"),
      fact("Limit", base ? quantity(base.value, series.unit) : "–", base ? `fails at ${share(series.limit.fail)}` : "none on this machine")),
    h("section", { class: "block", "aria-label": "Plot" }, trendPlot(series, data, state), legend()),
    h("div", { class: "columns" },
      h("section", { class: "block" }, h("h2", {}, "Changes"), changes(series)),
      h("section", { class: "block" }, h("h2", {}, "About"),
        series.limit ? h("p", {}, series.limit.why) : null,
        h("dl", {},
          pair("Hardware", series.machine || series.hardware || "not named"),
          pair("Branch", series.branch || "not named"),
          pair("Runs", `${places.length} in this range, ${series.runs.length} in all, ${series.aside.size} not judged`),
          pair("Better is", series.more ? "more" : "less"),
          pair("Measure again", h("code", {}, `astraweave bench run ${series.name}`))),
        series.topic ? h("a", { class: "button", href: link({ path: [series.topic] }) }, `All of ${data.topics.find((topic) => topic.id === series.topic).title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`) : null)),
    h("section", { class: "block" }, h("h2", {}, "Runs", h("span", { class: "count" }, places.length)), runs(series, places)),
  ];
}

const lastOf = (column) => column.findLast((value) => value !== null) ?? null;
const pair = (word, value) => [h("dt", {}, word), h("dd", {}, value)];

function changes(series) {
  if (!series.changes.length) {
    const why = series.judged.length < 30 ? "A change can be found from 30 runs on." : "The newest five runs have never lain surely apart from the 25 before.";
    return h("p", { class: "quiet" }, `None. ${why}`);
  }
  return h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, ["Since", "Change", "From", "To", "p", "Commits"].map((word, k) => h("th", { scope: "col", class: k > 0 && k < 5 ? "right" : "" }, word)))),
    h("tbody", {}, series.changes.toReversed().map((change) => h("tr", {},
      h("td", {}, day(change.run.time)),
      h("td", { class: `right ${change.worse ? "is-worse" : "is-better"}` }, `${change.worse ? "worse" : "better"} ${share(change.size)}`),
      h("td", { class: "right" }, number(change.before)), h("td", { class: "right" }, number(change.after)),
      h("td", { class: "right" }, number(change.p)),
      h("td", {}, h("code", { title: change.commits.includes("..") ? `astraweave bench verify ${change.commits} ${series.name}` : change.commits }, briefRange(change.commits))))))));
}

function runs(series, places) {
  const newest = places.slice(-MOST_RUNS).reverse();
  return [
    h("div", { class: "scroll tall", tabindex: 0, role: "region", "aria-label": "Table of runs" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Time", `Value [${series.unit}]`, "Course", "95 % from", "to", "Commit", "Judged"].map((word, k) => h("th", { scope: "col", class: k > 0 && k < 5 ? "right" : "" }, word)))),
      h("tbody", {}, newest.map((place) => h("tr", {},
        h("td", {}, moment(series.times[place])),
        h("td", { class: "right" }, number(series.values[place])),
        h("td", { class: "right" }, number(series.middle[place])), h("td", { class: "right" }, number(series.low[place])), h("td", { class: "right" }, number(series.high[place])),
        h("td", {}, h("code", { title: series.runs[place].commit }, brief(series.runs[place].commit))),
        h("td", {}, series.aside.has(place) ? (series.runs[place].dirty ? "no, with changes" : "no") : "yes")))))),
    places.length > MOST_RUNS ? h("p", { class: "quiet" }, `The newest ${MOST_RUNS}; the export holds ${plural(places.length, "run")}.`) : null,
  ];
}

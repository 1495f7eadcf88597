// A page by topic: each benchmark with all its cases in one plot, and what its result is made of.

import { placesWithin } from "./data.js";
import { h } from "./dom.js";
import { colour, plot, timeRange } from "./plot.js";
import { FEWEST } from "./sparkline.js";
import { brief, moment, number, plural, quantity } from "./words.js";
import uPlot from "uplot";

const MOST_LINES = 5;

export function topicPage(topic, series, data, state, link) {
  const names = [...new Set(series.map((each) => each.name))];
  const body = names.length
    ? names.map((name) => benchmark(name, series.filter((each) => each.name === name), data, state, link))
    : h("div", { class: "empty" }, h("strong", {}, `Nothing of ${topic.title} in this selection`), h("span", {}, "Widen what is asked for above: another system, hardware or branch, or fewer words."),
      h("a", { class: "button", href: link({ system: "", machine: "", branch: "*", q: "" }) }, "Show all"));
  return [h("header", { class: "title" }, h("h1", {}, topic.title), h("span", { class: "case" }, plural(series.length, "series", "series"))), body];
}

function benchmark(name, cases, data, state, link) {
  const told = cases.filter((each) => Object.keys(each.parts).length);
  return h("section", { class: "block" }, h("h2", {}, name, h("span", { class: "count" }, cases.length)),
    h("div", { class: "cards wide" },
      overlay(cases, data, state, link),
      told.slice(0, MOST_LINES).map((each) => parts(each, data, state, link))));
}

const word = (name) => name.replace(/^.*\./, "").replaceAll("_", " ");

function lineOf(k, enough, size = 4) {
  const stroke = colour(`plot-series-${k}`);
  return { stroke, width: 1.5, spanGaps: true, points: { show: true, size, fill: stroke, stroke }, ...(enough ? {} : { paths: () => null }) };
}

function keys(entries) {
  return h("div", { class: "legend" }, entries.map(([k, text, href]) => h("span", {}, h("i", { class: `swatch swatch-${k}` }), href ? h("a", { href }, text) : text)));
}

// The newest five cases that ran most; the others stand in the list.
function overlay(cases, data, state, link) {
  const drawn = cases.map((each) => ({ each, places: placesWithin(each, Number(state.days), data.newest).filter((place) => !each.aside.has(place)) }))
    .filter(({ places }) => places.length).slice(0, MOST_LINES);
  if (!drawn.length) return h("p", { class: "quiet" }, "No run in this range.");
  const columns = uPlot.join(drawn.map(({ each, places }) => [places.map((place) => each.times[place]), places.map((place) => each.values[place])]));
  const unit = drawn[0].each.unit;
  return h("article", { class: "card" },
    h("header", {}, h("span", {}, cases.length > 1 ? "By case" : "Result"), cases.length > drawn.length ? h("span", { class: "quiet" }, `${drawn.length} of ${cases.length}`) : null),
    plot({
      columns, lines: drawn.map(({ places }, k) => lineOf(k, places.length >= FEWEST, places.length > 60 ? 2 : 4)), unit, log: state.log === "1", range: timeRange(data, state.days), height: 180,
      label: `${cases[0].name} by case. Arrow keys go from run to run.`,
      readout: (k) => [moment(columns[0][k]), ...drawn.flatMap(({ each }, own) => (columns[own + 1][k] === null || columns[own + 1][k] === undefined ? [] : [`${each.case || each.name}: ${quantity(columns[own + 1][k], unit)}`]))],
    }),
    keys(drawn.map(({ each }, k) => [k, `${each.case || each.name}${state.branch === "*" && each.branch ? ` on ${each.branch}` : ""}`, link({ path: ["series", each.id] })])));
}

// Stages of one whole are stacked; other facts are lines of their own.
function parts(series, data, state, link) {
  const names = Object.keys(series.parts).slice(0, MOST_LINES);
  const places = placesWithin(series, Number(state.days), data.newest).filter((place) => names.some((name) => series.parts[name][place] !== null));
  if (!places.length) return null;
  const stacked = names.every((name) => name.startsWith("stages_ms."));
  const own = names.map((name) => places.map((place) => series.parts[name][place]));
  // From the top of the stack down, so that the first stage lies on top as it does in the table.
  const heights = own.map((_, k) => places.map((_, place) => own.slice(k).reduce((sum, column) => sum + (column[place] ?? 0), 0)));
  const enough = places.length >= FEWEST;
  const lines = names.map((_, k) => ({ ...lineOf(k, enough, places.length > 60 ? 2 : 4), ...(stacked && enough ? { fill: colour(`plot-series-${k}`), points: { show: false }, stroke: colour("surface-input"), width: 1 } : {}) }));
  const unit = stacked ? "ms" : "";
  return h("article", { class: "card" },
    h("header", {}, h("a", { href: link({ path: ["series", series.id] }) }, series.case || series.name), h("span", { class: "quiet" }, stacked ? "stages" : "told beside it")),
    plot({
      columns: [places.map((place) => series.times[place]), ...(stacked ? heights : own)], lines, unit, log: !stacked && state.log === "1",
      extend: stacked ? [0] : [], range: timeRange(data, state.days), height: 180,
      label: `${series.title}: ${names.map(word).join(", ")}. Arrow keys go from run to run.`,
      readout: (k) => [moment(series.times[places[k]]), `commit ${brief(series.runs[places[k]].commit)}`, ...names.map((name, part) => `${word(name)}: ${number(own[part][k])} ${unit}`)],
    }),
    keys(names.map((name, k) => [k, word(name)])));
}

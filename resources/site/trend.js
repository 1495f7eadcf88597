// The big plot of one series: runs, course with its band, changes, limits.

import { placesWithin } from "./data.js";
import { h } from "./dom.js";
import { colour, pen, plot, timeRange } from "./plot.js";
import { FEWEST } from "./sparkline.js";
import { brief, moment, plural, quantity, share } from "./words.js";

const MOST_DOTS = 400;
const faint = (hex, alpha) => hex + Math.round(255 * alpha).toString(16).padStart(2, "0");

// What one run says, line by line.
export function told(series, place) {
  const run = series.runs[place];
  const lines = [quantity(series.values[place], series.unit), moment(run.time), `commit ${brief(run.commit)}${run.dirty ? ", with changes" : ""}`];
  if (series.low[place] !== null) lines.push(`course ${quantity(series.middle[place], series.unit)}, 95 % within ${quantity(series.low[place], series.unit)} to ${quantity(series.high[place], series.unit)}`);
  if (series.aside.has(place)) lines.push("not judged");
  const change = series.changes.find((each) => each.place === place);
  if (change) lines.push(`${share(change.size)} from here, ${change.worse ? "worse" : "better"}`);
  return lines;
}

export function limits(series) {
  const base = series.limit?.base;
  if (!base) return [];
  const fail = series.more ? base / (1 + series.limit.fail) : base * (1 + series.limit.fail);
  return [{ word: "baseline", value: base }, { word: `fails at ${share(series.limit.fail)}`, value: fail }];
}

export function trendPlot(series, data, state, height = 300) {
  const places = placesWithin(series, Number(state.days), data.newest);
  if (!places.length) {
    return h("div", { class: "plot-empty" }, h("strong", {}, "No run in this range"), h("span", {}, `The newest is of ${moment(series.times.at(-1))}. Choose a longer range.`));
  }
  const pick = (column, wanted) => places.map((place) => (wanted(place) ? column[place] : null));
  const judged = (place) => !series.aside.has(place);
  const drawn = places.filter(judged).length >= FEWEST;
  const course = (column) => pick(column, () => drawn);
  const columns = [places.map((place) => series.times[place]), course(series.low), course(series.high), course(series.middle), pick(series.values, judged), pick(series.values, (place) => !judged(place))];
  const line = colour("plot-series-0"), middle = colour("text-primary");
  const hidden = { stroke: "transparent", width: 0, points: { show: false }, spanGaps: true };
  const lines = [
    hidden, hidden,
    { stroke: middle, width: 1.5, points: { show: false }, spanGaps: true },
    { stroke: faint(line, 0.75), width: 1, spanGaps: true, points: { show: places.length <= MOST_DOTS, size: places.length > 90 ? 3 : 5, fill: line, stroke: line }, ...(drawn ? {} : { paths: () => null }) },
    { stroke: colour("plot-axis"), width: 1, paths: () => null, points: { show: true, size: 6, fill: colour("surface-input"), stroke: colour("plot-axis") } },
  ];
  const values = [...columns[4], ...columns[5]].filter((value) => value !== null);
  const near = limits(series).filter(({ value }) => value < 1.6 * Math.max(...values) && value > Math.min(...values) / 1.6);
  return plot({
    columns, lines, bands: [{ series: [2, 1], fill: faint(line, 0.22) }],
    unit: series.unit, log: state.log === "1", range: timeRange({ newest: data.newest, series: [series] }, state.days), height,
    label: `${series.title}, ${plural(places.length, "run")}, newest ${quantity(series.values.at(-1), series.unit)}, ${series.state}. Arrow keys go from run to run.`,
    extend: near.map(({ value }) => value),
    readout: (k) => told(series, places[k]),
    over(u) {
      const p = pen(u);
      for (const { word, value } of near) {
        p.line(p.left, p.y(value), p.left + p.width, p.y(value), colour("plot-budget"), [5, 4]);
        p.text(word, p.left + p.width - 4 * p.ratio, p.y(value) - 14 * p.ratio, colour("plot-budget"), "right");
      }
      for (const change of drawn ? series.changes : []) {
        if (change.run.time < u.scales.x.min || change.run.time > u.scales.x.max) continue;
        const tone = colour(change.worse ? "severity-error" : "severity-ok");
        const x = p.x(change.run.time);
        p.line(x, p.top, x, p.top + p.height, tone, [2, 2]);
        const right = x > p.left + p.width - 60 * p.ratio;
        p.text(`${change.size > 0 ? "▲" : "▼"} ${share(change.size)}`, x + (right ? -5 : 5) * p.ratio, p.top + 3 * p.ratio, tone, right ? "right" : "left");
      }
    },
  });
}

export const legend = () => h("div", { class: "legend", "aria-hidden": "true" },
  h("span", {}, h("i", { class: "key-run" }), "run"),
  h("span", {}, h("i", { class: "key-middle" }), "course, median of 11 runs"),
  h("span", {}, h("i", { class: "key-band" }), "holds the median with 95 %"),
  h("span", {}, h("i", { class: "key-change" }), "change"),
  h("span", {}, h("i", { class: "key-limit" }), "limit of this machine"),
  h("span", {}, h("i", { class: "key-aside" }), "not judged"));

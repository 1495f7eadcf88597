// A small picture of a series: its runs as a line, its band, its changes.

import { placesWithin } from "./data.js";
import { stateClass, svg } from "./dom.js";

export const FEWEST = 3; // below so many runs no line is drawn

export function sparkline(series, days, newest, width = 96, height = 24) {
  const places = placesWithin(series, days, newest).filter((place) => !series.aside.has(place));
  const picture = svg("svg", { class: `sparkline ${stateClass(series.state)}`, viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  if (!places.length) return picture;
  const values = places.map((place) => series.values[place]);
  // A spike may leave the picture: it would make a flat line of the rest.
  const sorted = [...values].sort((a, b) => a - b);
  const end = Math.floor(values.length / 25);
  const least = Math.min(sorted[end], values.at(-1)), most = Math.max(sorted.at(-1 - end), values.at(-1));
  const room = (most - least) || Math.abs(most) || 1;
  const from = series.times[places[0]], long = series.times[places.at(-1)] - from || 1;
  const x = (place) => (places.length < 2 ? width - 3 : 3 + (width - 6) * (series.times[place] - from) / long).toFixed(1);
  const y = (value) => (height - 4 - (height - 8) * Math.min(1.12, Math.max(-0.12, (value - least) / room))).toFixed(1);
  if (places.length < FEWEST) {
    picture.append(...places.map((place) => svg("circle", { cx: x(place), cy: y(series.values[place]), r: 1.5, class: "dot" })));
    return picture;
  }
  const banded = places.filter((place) => series.low[place] !== null);
  if (banded.length > 1) {
    const upper = banded.map((place) => `${x(place)},${y(series.high[place])}`);
    const lower = banded.map((place) => `${x(place)},${y(series.low[place])}`).reverse();
    picture.append(svg("polygon", { points: [...upper, ...lower].join(" "), class: "band" }));
  }
  picture.append(svg("polyline", { points: places.map((place) => `${x(place)},${y(series.values[place])}`).join(" "), class: "line" }));
  for (const change of series.changes) {
    if (change.run.time >= from) picture.append(svg("line", { x1: x(change.place), x2: x(change.place), y1: 1, y2: height - 1, class: change.worse ? "mark is-worse" : "mark is-better" }));
  }
  const last = places.at(-1);
  picture.append(svg("circle", { cx: x(last), cy: y(series.values[last]), r: 2, class: "dot" }));
  return picture;
}

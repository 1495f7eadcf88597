// What every plot shares: axes, colours from the theme, a readout that follows pointer and keys.

import uPlot from "uplot";
import { announce, h } from "./dom.js";
import { number, shortDay } from "./words.js";

const DAY = 86400;
const style = () => getComputedStyle(document.documentElement);
export const colour = (name) => style().getPropertyValue(`--${name}`).trim();
const font = () => `11px ${style().getPropertyValue("--family")}`;

// Three ticks at most: round numbers on a linear scale, the ends and the middle on a logarithmic one.
function ticks(least, most, log) {
  if (log && least > 0) return [0.08, 0.5, 0.92].map((share) => Number((least * (most / least) ** share).toPrecision(2)));
  const raw = (most - least) / 3;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= raw * 0.999);
  const found = [];
  for (let k = Math.ceil(least / step); k * step <= most; k += 1) found.push(Number((k * step).toPrecision(12)));
  return found.slice(-3);
}

function around(least, most, log) {
  if (least === null || most === null || least === undefined) return [0, 1];
  if (log && least > 0) return [least / 1.06, most * 1.06];
  const room = (most - least) || Math.abs(most) * 0.1 || 1;
  return [least - 0.12 * room, most + 0.12 * room];
}

export function timeRange(data, days) {
  const to = data.newest + 0.01 * DAY * (Number(days) || 30);
  const times = data.series.flatMap((each) => [each.times[0]]);
  const from = Number(days) ? data.newest - Number(days) * DAY : Math.min(...times) - 0.3 * DAY;
  return [from, to];
}

// Draws into a new element. `about` gives the columns, the lines, the unit, what is drawn over it, and for a place the
// readout's lines and the sentence that a screen reader hears.
export function plot({ columns, lines, bands = [], unit, log, range, height, label, over, readout, extend = [] }) {
  const isLog = log && columns.slice(1).every((column) => column.every((value) => value === null || value > 0));
  const tip = h("div", { class: "tip", hidden: true });
  const surface = h("div", { class: "plot", tabindex: 0, role: "group", "aria-roledescription": "plot", "aria-label": label });
  const isShort = unit.length <= 4; // stands beside the top tick; a longer one stands over the plot
  const axis = { stroke: colour("plot-axis"), font: font(), ticks: { show: false } };
  const grid = { stroke: colour("plot-grid"), width: 1 };
  const show = (u) => {
    const place = u.cursor.idx;
    if (place === null || place === undefined || u.cursor.left < 0) { tip.hidden = true; return; }
    tip.replaceChildren(...readout(place).map((line, k) => h("div", { class: k ? "" : "tip-title" }, line)));
    tip.hidden = false;
    const left = u.valToPos(columns[0][place], "x") + u.over.offsetLeft;
    tip.classList.toggle("is-left", left > surface.clientWidth / 2);
    tip.style.left = `${left}px`;
    tip.style.top = `${u.over.offsetTop + 8}px`;
  };
  let chart = null;
  const options = {
    width: 400, height,
    padding: [isShort ? 10 : 24, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: true }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (u, least, most) => (u.zoomed ? [least, most] : range) },
      y: { distr: isLog ? 3 : 1, range: (u, least, most) => around(Math.min(least, ...extend), Math.max(most, ...extend), isLog) },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 90, values: (u, splits) => splits.map(shortDay), size: 28,
        splits: (u, k, from, to) => dates(from, to, u.width) },
      { ...axis, grid, size: 64, gap: 6, splits: (u, k, least, most) => ticks(least, most, isLog), filter: (u, splits) => splits,
        values: (u, splits) => splits.map((value, k) => (isShort && k === splits.length - 1 ? `${number(value)} ${unit}` : number(value))) },
    ],
    series: [{}, ...lines],
    bands,
    hooks: {
      draw: [(u) => {
        if (!isShort) pen(u).text(unit, u.bbox.left, 6 * uPlot.pxRatio, colour("plot-axis"), "left", 400);
        over?.(u);
      }],
      setCursor: [show],
      setSelect: [(u) => { u.zoomed = u.select.width > 0; }],
    },
  };
  const build = () => {
    chart = new uPlot({ ...options, width: Math.max(240, surface.clientWidth) }, columns, surface);
    chart.over.addEventListener("dblclick", () => { chart.zoomed = false; chart.setScale("x", { min: range[0], max: range[1] }); });
    surface.append(tip);
  };
  let at = null;
  const seen = () => columns[0].map((_, place) => place).filter((place) => columns.slice(1).some((column) => column[place] !== null && column[place] !== undefined));
  surface.addEventListener("keydown", (event) => {
    const places = seen();
    const now = at === null ? places.length : places.indexOf(at);
    const next = { ArrowLeft: now - 1, ArrowRight: Math.min(now + 1, places.length - 1), Home: 0, End: places.length - 1 }[event.key];
    if (event.key === "Escape") { at = null; chart.setCursor({ left: -10, top: -10 }); tip.hidden = true; return; }
    if (next === undefined || !places.length) return;
    event.preventDefault();
    at = places[Math.max(0, next)];
    chart.setCursor({ left: chart.valToPos(columns[0][at], "x"), top: 10 });
    announce(readout(at).join(", "));
  });
  surface.addEventListener("blur", () => { at = null; tip.hidden = true; });
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width < 10) return;
    if (!chart) build();
    else if (Math.abs(chart.width - entry.contentRect.width) > 1) chart.setSize({ width: entry.contentRect.width, height });
  }).observe(surface);
  return surface;
}

// Midnights in UTC, as many as there is room for.
function dates(from, to, width) {
  const step = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365].find((days) => (to - from) / (days * DAY) <= Math.max(2, width / 90)) ?? 365;
  const found = [];
  for (let time = Math.ceil(from / (step * DAY)) * step * DAY; time <= to; time += step * DAY) found.push(time);
  return found;
}

// The pixel column of a time and the row of a value, with how long the plot is; for what is drawn over it.
export function pen(u) {
  const { ctx, bbox } = u;
  const ratio = uPlot.pxRatio;
  return {
    x: (time) => Math.round(u.valToPos(time, "x", true)) + 0.5,
    y: (value) => Math.round(u.valToPos(value, "y", true)) + 0.5,
    line(x1, y1, x2, y2, stroke, dash = []) {
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      ctx.beginPath();
      ctx.strokeStyle = stroke;
      ctx.lineWidth = ratio;
      ctx.setLineDash(dash.map((part) => part * ratio));
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
      ctx.stroke();
      ctx.restore();
    },
    text(words, x, y, fill, align = "left", weight = 600) {
      ctx.save();
      ctx.font = `${weight} ${11 * ratio}px ${style().getPropertyValue("--family")}`;
      ctx.fillStyle = fill;
      ctx.textAlign = align;
      ctx.textBaseline = "top";
      ctx.fillText(words, x, y);
      ctx.restore();
    },
    ratio, ...bbox,
  };
}

// Starts the page and draws it anew whenever the address says something else.

import "uplot/dist/uPlot.min.css";
import "./page.css";
import { read } from "./data.js";
import { detail } from "./detail.js";
import { announce, h } from "./dom.js";
import { csv, json, save } from "./exporting.js";
import { filterBar, shown, standardBranch } from "./filters.js";
import { list } from "./list.js";
import { overview } from "./overview.js";
import { address, parse } from "./route.js";
import { topicPage } from "./topic.js";
import { day, plural } from "./words.js";

const page = document.getElementById("page");

function systemTheme() {
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

function start(data) {
  const branch = standardBranch(data);
  let state = parse(location.hash, branch);
  const link = (changes) => address({ ...state, ...changes }, branch);
  const go = (changes, { replace = false } = {}) => {
    const url = link(changes);
    if (replace) { history.replaceState(null, "", url); draw(); } else location.hash = url;
  };

  function exported() {
    const [kind, id] = state.path;
    const series = shown(data, state);
    if (kind === "series" && data.byId.has(id)) return [data.byId.get(id)];
    return data.topics.some((topic) => topic.id === kind) ? series.filter((each) => each.topic === kind) : series;
  }

  function head() {
    const theme = document.documentElement.dataset.theme;
    const pages = [["", "Overview"], ...data.topics.map((topic) => [topic.id, topic.title])];
    const current = state.path[0] === "series" ? null : state.path[0];
    const name = () => `astraweave-benchmarks-${new Date(data.newest * 1000).toISOString().slice(0, 10)}`;
    return h("header", { class: "bar" },
      h("a", { class: "brand", href: link({ path: [""] }) }, "AstraWeave ", h("span", {}, "benchmarks")),
      h("nav", { "aria-label": "Pages" }, pages.map(([id, word]) => h("a", { href: link({ path: [id] }), "aria-current": current === id ? "page" : null }, word))),
      h("div", { class: "tools" },
        h("button", { type: "button", id: "csv", onclick: () => save(`${name()}.csv`, "text/csv", csv(exported(), state, data)) }, "Export CSV"),
        h("button", { type: "button", id: "json", onclick: () => save(`${name()}.json`, "application/json", json(exported(), state, data)) }, "Export JSON"),
        h("button", { type: "button", id: "theme", onclick: () => go({ theme: theme === "dark" ? "light" : "dark" }) }, theme === "dark" ? "Light theme" : "Dark theme")));
  }

  function content(series) {
    const [kind, id] = state.path;
    if (kind === "series") {
      const found = data.byId.get(id);
      return found ? detail(found, data, state, link) : missing("No such series", "The link names a series that this page does not hold; its rows may be older than what was exported.");
    }
    const topic = data.topics.find((each) => each.id === kind);
    if (topic) return topicPage(topic, series.filter((each) => each.topic === topic.id), data, state, link);
    return kind ? missing("No such page", "The address after # names none of this file's pages.") : overview(series, data, state, link);
  }

  const missing = (title, words) => h("div", { class: "empty" }, h("strong", {}, title), h("span", {}, words), h("a", { class: "button", href: link({ path: [""] }) }, "Go to the overview"));

  function draw() {
    const before = state.path.join("/");
    state = parse(location.hash, branch);
    document.documentElement.dataset.theme = state.theme || systemTheme();
    const focused = document.activeElement?.id, caret = document.activeElement?.selectionStart;
    const scrolled = page.querySelector(".list")?.scrollTop ?? 0;
    const series = shown(data, state);
    const main = h("main", { id: "main", tabindex: -1 }, content(series));
    page.replaceChildren(head(), filterBar(data, state, go), h("div", { class: "body" }, list(series, data, state, link), main),
      h("footer", {}, `${plural(series.length, "series", "series")} of ${data.series.length}`, h("span", {}, `written ${day(data.made)}`)));
    page.querySelector(".list").scrollTop = scrolled;
    const again = focused && document.getElementById(focused);
    if (again) { again.focus(); if (caret !== undefined && again.setSelectionRange) again.setSelectionRange(caret, caret); }
    else if (before !== state.path.join("/")) main.focus({ preventScroll: true });
    document.title = `${main.querySelector("h1")?.textContent ?? "Benchmarks"} - AstraWeave benchmarks`;
    announce(`${plural(series.length, "series", "series")} shown`);
  }

  addEventListener("hashchange", draw);
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", draw);
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
  draw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = performance.now().toFixed(0);
  }));
}

if (typeof DecompressionStream === "undefined") page.textContent = "This browser cannot unpack the data. Chromium 103, Firefox 113, Safari 16.4 and newer can.";
else read().then(start, (error) => { page.textContent = `The data of this page cannot be read: ${error.message}. Write it anew with astraweave bench site.`; });

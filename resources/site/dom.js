// Builds elements. Text only ever becomes text: nothing from the data is parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
export const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

// Icons on a 16 px grid, drawn as strokes and fills of the text's colour.
const ICONS = {
  worse: ["M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM4.9 4.2 8 7.3l3.1-3.1.7.7L8.7 8l3.1 3.1-.7.7L8 8.7l-3.1 3.1-.7-.7L7.3 8 4.2 4.9z"],
  better: ["M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM11.4 5.5l.8.8-5.2 5.2L3.8 8.3l.8-.8L7 9.9z"],
  steady: ["M2 7.25h12v1.5H2z"],
  "too few runs": ["M3.2 6.8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4zM8 6.8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4zM12.8 6.8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4z"],
};

export function icon(name) {
  const paths = ICONS[name].map((d) => svg("path", { d, "fill-rule": "evenodd", fill: "currentColor" }));
  return svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", class: "icon" }, paths);
}

const CLASSES = { worse: "is-worse", better: "is-better", steady: "is-steady", "too few runs": "is-short" };
export const stateClass = (state) => CLASSES[state];
export const chip = (state) => h("span", { class: `chip ${stateClass(state)}` }, icon(state), state);

let timer = 0;
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => { document.getElementById("announcer").textContent = text; }, 120);
}

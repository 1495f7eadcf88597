// Numbers, times and commits as people read them.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// Three significant digits, with a thin space between thousands.
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size < -5 || size > 8) return value.toExponential(2).replace("-", "−");
  const text = Math.abs(value).toFixed(Math.max(0, 2 - size));
  const [whole, part] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (value < 0 ? "−" : "") + grouped + (part ? `.${part}` : "");
}

export const quantity = (value, unit) => `${number(value)} ${unit}`;

export function share(value) {
  const percent = Math.abs(100 * value);
  if (percent === Infinity) return `${value < 0 ? "−" : "+"}∞ %`;
  return `${value < 0 ? "−" : "+"}${percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

export function day(time) {
  const date = new Date(time * 1000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

export function shortDay(time) {
  const date = new Date(time * 1000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

export function moment(time) {
  const date = new Date(time * 1000);
  const two = (part) => String(part).padStart(2, "0");
  return `${day(time)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

export const brief = (commit) => commit.slice(0, 8) || "no commit";
export const briefRange = (commits) => commits.split("..").map(brief).join("..");
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

// Unpacks what engine/benchmarks/site/packing.py wrote.

async function inflated(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

function summed(steps) {
  let last = 0;
  return steps.map((step) => (step === null ? null : (last += step)));
}

const scaled = (whole, scale) => whole.map((value) => (value === null ? null : value * scale));

// A size of null is that of a change from 0.
const placed = (change, own, judged) => ({ ...change, size: change.size ?? Infinity, run: own[judged[change.at]], place: judged[change.at] });

function unpacked(series, data, runs) {
  const own = summed(series.runs).map((place) => runs[place]);
  const aside = new Set(series.aside);
  const values = scaled(series.values, series.scale);
  const judged = own.map((_, place) => place).filter((place) => !aside.has(place));
  // The band has an entry for each judged run; here it gets one for every run.
  const [middle, low, high] = series.band.map((steps) => {
    const full = new Array(own.length).fill(null);
    scaled(summed(steps), series.scale).forEach((value, k) => { full[judged[k]] = value; });
    return full;
  });
  const parts = Object.fromEntries(
    Object.entries(series.parts).map(([name, [scale, whole]]) => [name, scaled(whole, scale)]),
  );
  const [hardware, machine] = data.machines[series.machine];
  return {
    ...series,
    title: series.case ? `${series.name} (${series.case})` : series.name,
    runs: own,
    times: own.map((run) => run.time),
    values, middle, low, high, judged, aside, parts,
    machine, hardware: hardware || machine,
    branch: data.branches[series.branch],
    changes: series.changes.map((change) => placed(change, own, judged)),
    alert: series.alert && placed(series.alert, own, judged),
  };
}

export async function read() {
  const data = await inflated(document.getElementById("data").textContent);
  const runs = data.runs.map(([time, commit, dirty, python]) => ({ time, commit, dirty, python }));
  const series = data.series.map((each) => unpacked(each, data, runs));
  const newest = Math.max(...runs.map((run) => run.time));
  return { made: data.made, newest, topics: data.topics, series, byId: new Map(series.map((each) => [each.id, each])) };
}

// The places of the runs of a series within the asked days before the newest run of all; 0 days are all.
export function placesWithin(series, days, newest) {
  const from = days ? newest - days * 86400 : -Infinity;
  const first = series.times.findIndex((time) => time >= from);
  return first < 0 ? [] : Array.from({ length: series.times.length - first }, (_, k) => first + k);
}

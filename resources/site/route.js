// Where one is and what is filtered, all of it in the address after the hash, so that a link shows the same to anybody.

export const DAYS = ["7", "30", "90", "0"];
const STANDARD = { system: "", days: "30", machine: "", branch: null, log: "", q: "", theme: "" };

// What a mail has cut a link to may be no text any more; it then names nothing that is there.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function parse(hash, standardBranch) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const asked = Object.fromEntries(new URLSearchParams(query));
  const state = { ...STANDARD, branch: standardBranch, path: path.split("/").map(decoded) };
  for (const name of Object.keys(STANDARD)) if (asked[name] !== undefined) state[name] = asked[name];
  if (!DAYS.includes(state.days)) state.days = STANDARD.days;
  return state;
}

export function address(state, standardBranch) {
  const standard = { ...STANDARD, branch: standardBranch };
  const query = new URLSearchParams();
  for (const name of Object.keys(STANDARD)) if (state[name] !== standard[name]) query.set(name, state[name]);
  const path = state.path.map(encodeURIComponent).join("/");
  const tail = query.toString();
  return `#/${path}${tail ? `?${tail}` : ""}`;
}

// What one decided in this window, to be taken back step by step; it outlives a change of page, not the window.

const KEPT = "bohai-decided";
const MOST = 200;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(list.slice(-MOST)));
  } catch {
    // A browser that keeps nothing can still decide.
  }
}

/** Remember the ids of decisions that were made at one stroke. */
export function remember(ids) {
  if (ids?.length) keep([...kept(), ids]);
}

/** The last stroke, undefined if there is none. */
export function last() {
  return kept().at(-1);
}

/** Forget the last stroke: it was taken back, or cannot be. */
export function forget() {
  keep(kept().slice(0, -1));
}

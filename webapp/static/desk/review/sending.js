// Decisions on their way to the desk, one after the other: whoever settles fast need not wait for a slow line.

import { save, send, toast } from "../desk.js";
import { askWhat } from "./overtaken.js";
import { forget, last, remember } from "./undo.js";

let line = Promise.resolve();

/**
 * Send decisions after those before them. `done` gets the answer; `conflict` gets what the person answered to somebody
 * else's decision ("theirs", "later") and the refusal; `failed` is called where nothing could be kept.
 */
export function decide(decisions, { sift, each = false, done, conflict, failed }) {
  const sent = async (wanted) => {
    try {
      const told = await save("/review/decide", { decisions: wanted, sift, each });
      remember(told.ids);
      done(told);
    } catch (problem) {
      if (problem.status !== 409 || problem.told.code !== "overtaken") {
        failed?.(problem);
        if (problem.status === 422) toast(problem.message, { wrong: true });
        return;
      }
      const { told } = problem;
      const mine = wanted.find((one) => one.entry === told.entry && one.key === told.key) ?? wanted[0];
      const answer = await askWhat(told, mine.text);
      if (answer !== "mine" || !told.cell) return void conflict(answer, told);
      const again = { ...mine, saw_text: told.cell.seen[0], saw_value: told.cell.seen[1], saw_status: told.cell.status };
      await sent(wanted.map((one) => (one === mine ? again : one)));
    }
  };
  line = line.then(() => sent(decisions));
  return line;
}

/** Take back the last stroke; `done` gets the cells as they stand again. */
export function undo(done) {
  line = line.then(async () => {
    const ids = last();
    if (!ids) return void toast("这个窗口里没有可以撤销的决定。");
    try {
      const told = await save("/review/undo", { ids });
      forget();
      done(told.cells);
    } catch (problem) {
      if (problem.status !== 409) return;
      forget();
      const by = problem.told.last?.who;
      toast(by ? `${by} 已在其后另作决定，不能撤销。` : "这一决定已经撤销，或已不在。", { wrong: true });
    }
  });
  return line;
}

const fetched = new Map();

/** What the desk tells under an address, fetched beforehand or now. */
export function told(address) {
  if (!fetched.has(address)) {
    const asked = send(address);
    fetched.set(address, asked);
    asked.catch(() => fetched.delete(address));
    if (fetched.size > 60) fetched.delete(fetched.keys().next().value);
  }
  return fetched.get(address);
}

/** Have it be asked for anew: it is not as it was. */
export function stale(address) {
  fetched.delete(address);
}

/** Have a picture be there before it is shown. */
export function fetchPicture(address) {
  if (address) new Image().src = address;
}

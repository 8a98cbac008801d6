// The page way: a scan beside the table of its entries, the cell under the cursor lit in both.

import { keys, send, tell, toast } from "../desk.js";
import { made } from "../elements.js";
import { Editor } from "./editor.js";
import { Entries } from "./entries.js";
import { decide, fetchPicture, stale, told, undo } from "./sending.js";
import { Viewer } from "./viewer.js";

const way = JSON.parse(document.getElementById("way").textContent);
const left = document.getElementById("page-left");
const detailOf = (cell) => `/review/cell/${cell.entry}/${encodeURIComponent(cell.key)}`;

let page = null; // the table as the desk tells it
let here = [0, 0]; // line and column under the cursor
let after = null; // the doubt that comes next, fetched beforehand

const viewer = new Viewer(document.getElementById("scan"), point);
const entries = new Entries(document.getElementById("entries"), (line, column) => go(line, column));
const editor = new Editor({ accept, skip, undo: () => void undo(restored), move });

async function begin() {
  try {
    await open(way.data);
  } catch (problem) {
    return toast(problem.message, { wrong: true, stays: true });
  }
  const [entry, key] = way.begin;
  if (entry && to(entry, key)) return void look();
  go(...(flagged(-1, 0) ?? [0, 0]));
  if (way.queue) look();
}

/** Show the page whose table is told at `data`. */
async function open(data) {
  page = await told(data);
  viewer.open(page);
  entries.open(page);
  document.getElementById("page-title").textContent =
    [page.roster || page.title, `${page.scan} 第 ${page.number} 页`].filter(Boolean).join(" · ");
  for (const name of ["before", "after", "structure"]) {
    const link = document.getElementById(`page-${name}`);
    link.hidden = !page[name];
    if (page[name]) link.href = page[name];
  }
  notices();
}

/** What does not add up on this page, and decisions whose line is no more. */
function notices() {
  const place = document.getElementById("page-notices");
  place.replaceChildren(...page.open_points.map((point) => note(`未平：${point}`)), ...page.orphans.map((lost) => {
    const box = note(`${lost.who} 于 ${lost.at} 对第 ${lost.row || "？"} 条的决定“${lost.text}”没有着落：行次已变。`);
    const press = made("button", { type: "button" }, "撤销这个决定");
    press.addEventListener("click", async () => {
      try {
        await send("/review/undo", { ids: [lost.id], why: "行次已变，不再适用" });
        box.remove();
        tell("已撤销");
      } catch (problem) {
        toast(problem.message, { wrong: true });
      }
    });
    box.append(" ", press);
    return box;
  }));
}

function note(words) {
  return made("p", { class: "note" }, words);
}

/** Put the cursor into a cell. */
function go(line, column) {
  const cell = page.lines[line]?.cells[column];
  if (!cell) return false;
  here = [line, column];
  entries.light(line, column);
  viewer.light(cell.box, page.lines[line]);
  editor.show(cell, `第 ${page.lines[line].row} 条`);
  const strip = document.getElementById("page-strip");
  strip.hidden = false;
  const person = document.getElementById("page-person"); // for those who may link
  if (person) {
    person.hidden = false;
    person.href = `/linking/of/${cell.entry}`;
  }
  strip.href = `/review/strip/${page.sha256}/${page.number}/${encodeURIComponent(cell.key)}`;
  told(detailOf(cell)).then((detail) => editor.add(detail), () => {});
  return true;
}

function to(entry, key) {
  const place = find(entry, key);
  return place ? go(...place) : false;
}

function find(entry, key) {
  const line = page.lines.findIndex((each) => each.entry === entry);
  const column = page.columns.findIndex((each) => each.key === key);
  return line < 0 || column < 0 || !page.lines[line].cells[column] ? null : [line, column];
}

function move(right, down) {
  let [line, column] = here;
  do {
    line += down;
    column += right;
    if (line < 0 || column < 0 || line >= page.lines.length || column >= page.columns.length) return;
  } while (!page.lines[line].cells[column]);
  go(line, column);
}

/** The cell of the page in which a point of it lies. */
function point(x, y) {
  for (const [line, each] of page?.lines.entries() ?? []) {
    for (const [column, cell] of each.cells.entries()) {
      if (cell?.box && x >= cell.box[0] && x <= cell.box[0] + cell.box[2] && y >= cell.box[1] && y <= cell.box[1] + cell.box[3]) {
        return go(line, column);
      }
    }
  }
  return editor.take();
}

/** The next cell of this page that waits, in reading order from a place on; the first again after the last. */
function flagged(line, column) {
  const width = page.columns.length;
  const from = line * width + column;
  for (let step = 1; step <= page.lines.length * width; step += 1) {
    const at = (from + step + page.lines.length * width) % (page.lines.length * width);
    const place = [Math.floor(at / width), at % width];
    const cell = page.lines[place[0]].cells[place[1]];
    if (cell && (cell.status === "flagged" || cell.loose)) return place;
  }
  return null;
}

addEventListener("beforeunload", (event) => editor.changed && event.preventDefault()); // what was typed is not kept yet

function accept(decision, stay) {
  const place = [...here];
  const shown = page;
  const cell = page.lines[place[0]].cells[place[1]];
  if (cell.sent === decision.text) return; // pressed twice: it is on its way
  const before = { ...cell };
  Object.assign(cell, { sent: decision.text, status: "verified", loose: "", doubts: [], said: { ...cell.said, text: decision.text } });
  entries.renew(...place);
  stale(detailOf(cell));
  decide([decision], {
    sift: way.sift,
    done: (answer) => {
      take(shown, answer.cells);
      coming(answer.next, stay);
    },
    conflict: (answer, refusal) => {
      take(shown, refusal.cell ? [refusal.cell] : [before]);
      if (answer === "later") put(decision);
      look();
    },
    failed: () => {
      take(shown, [before]);
      if (page === shown) go(...place);
      editor.text.value = decision.text;
    },
  });
  if (stay) move(0, 1);
  else if (after) visit(after);
  else if (!way.queue && flagged(...place)) go(...flagged(...place));
}

/** Show cells of a page as the desk says that they stand. */
function take(shown, cells) {
  for (const cell of cells) {
    stale(detailOf(cell));
    for (const [line, each] of shown.lines.entries()) {
      const column = each.entry === cell.entry ? shown.columns.findIndex((one) => one.key === cell.key) : -1;
      if (column < 0) continue;
      each.cells[column] = cell;
      if (shown === page) editor.renew(cell);
      if (shown === page) entries.renew(line, column);
    }
  }
}

async function look() {
  try {
    coming(await send(`/review/next?${new URLSearchParams(way.sift)}`), true);
  } catch (problem) {
    if (problem.name !== "AbortError") tell(problem.message, { wrong: true });
  }
}

/** What comes next, as the desk tells it; `stay` where one is left where one is. */
function coming(next, stay = false) {
  if (!next) return;
  left.textContent = next.doubt || next.left ? `还有 ${next.left} 处待核${next.put_off ? `，跳过 ${next.put_off} 处` : ""}` : "";
  const current = page.lines[here[0]].cells[here[1]];
  const at = (doubt) => doubt && current && doubt.entry === current.entry && doubt.key === current.key;
  const settled = current?.status === "verified" && !current.loose;
  after = way.queue ? (at(next.doubt) ? next.after : next.doubt) : null; // a page by itself is read downwards
  prepare(after);
  if (!next.doubt && !next.left) finished();
  else if (!stay && settled && !editor.changed && after) visit(after);
}

function finished() {
  tell(way.queue ? "这一类都核完了" : "本页都核完了");
  toast(way.queue ? "这一类待核的都核完了。" : "本页待核的都核完了。", { act: "回核对总表", then: () => location.assign("/review/") });
}

/** Fetch what the next doubt needs before it is shown. */
function prepare(doubt) {
  if (!doubt) return;
  told(doubt.detail).catch(() => {});
  fetchPicture(doubt.crop);
  if (!doubt.data.includes(`/${page.sha256}/${page.number}/`)) {
    told(doubt.data).then((next) => fetchPicture(`/review/sheet/${next.sha256}/${next.number}/900.jpg`), () => {});
  }
}

async function visit(doubt) {
  if (after === doubt) after = null;
  if (!doubt.data.includes(`/${page.sha256}/${page.number}/`)) {
    tell("下一页…");
    try {
      await open(doubt.data);
      tell("");
    } catch (problem) {
      return toast(problem.message, { wrong: true });
    }
  }
  history.replaceState(null, "", doubt.page);
  if (!to(doubt.entry, doubt.key)) look();
}

async function put({ entry, key }) {
  try {
    await send("/review/put-off", { entry, key });
  } catch (problem) {
    toast(problem.message, { wrong: true });
  }
}

async function skip() {
  const { entry, key } = page.lines[here[0]].cells[here[1]];
  const next = after;
  if (next) visit(next);
  await put({ entry, key });
  const answer = await send(`/review/next?${new URLSearchParams(way.sift)}`).catch(() => null);
  if (!answer) return;
  coming(answer, Boolean(next));
  if (!next && after) visit(after);
  else if (!answer.doubt && answer.put_off) {
    toast(`剩下的 ${answer.put_off} 处都跳过了。`, { act: "重看跳过的", then: again });
  }
}

async function again() {
  await send("/review/take-up", {}).catch(() => {});
  const answer = await send(`/review/next?${new URLSearchParams(way.sift)}`).catch(() => null);
  if (answer?.doubt) visit(answer.doubt);
  if (answer) coming(answer, true);
}

/** Cells stand again as they stood before; the cursor goes there. */
function restored(cells) {
  for (const cell of cells) {
    if (find(cell.entry, cell.key)) take(page, [cell]);
  }
  const [first] = cells;
  if (!first) return void look();
  if (!to(first.entry, first.key)) return void location.assign(first.page);
  after = null;
  look();
  tell("已撤销");
}

keys("逐页核对", [
  ...editor.keys,
  { key: "Shift+Enter", words: "确认，到下一条的同一栏", press: editor.call },
  { key: "ArrowUp", words: "上下左右移到别的格", press: editor.call },
  { key: "Alt+=", words: "放大原件", typing: true, press: () => viewer.larger() },
  { key: "Alt+-", words: "缩小原件", typing: true, press: () => viewer.smaller() },
  { key: "Alt+0", words: "看整页", typing: true, press: () => viewer.whole() },
  { key: "Alt+b", words: "加强对比", typing: true, press: () => viewer.look("strong") },
  { key: "Alt+v", words: "反色", typing: true, press: () => viewer.look("invert") },
]);

begin();

// The lines of a page beside its picture: chosen with arrows, decided on with one key, undone with another.
import { keys, save, send, tell, toast } from "../desk.js";
import { actsOn } from "./acts.js";
import { made } from "../elements.js";
import { Form } from "./form.js";
import { Picture } from "./picture.js";

const root = document.getElementById("work");
const { address } = root.dataset;
const list = root.querySelector(".lines");
const points = root.querySelector(".points");
const past = root.querySelector(".past");

const picture = new Picture(root.querySelector(".view"), {
  source: root.dataset.picture,
  press: root.querySelector("[data-draw]"),
  chosen: (number) => choose(number),
  framed: (box) => acts.addAt(box, null),
});
const fields = JSON.parse(root.dataset.fields);
const form = new Form(root.querySelector(".form"), fields, () => {
  picture.draw(false);
  picture.set([]);
  list.focus({ preventScroll: true });
});
const work = {
  page: null,
  at: 0,
  catchingUp: false,
  kinds: JSON.parse(root.dataset.kinds),
  fields,
  picture,
  form,
  decide,
  chooseNew,
  get line() { return this.page.lines[this.at]; },
  get next() { return this.page.lines.slice(this.at + 1).find((line) => line.row); },
};
const acts = actsOn(work);

show(await send(`${address}/data`));

function show(page) {
  work.page = page;
  picture.show(page);
  list.replaceChildren(...page.lines.map(listed));
  points.hidden = !page.open.length;
  points.querySelector("ul").replaceChildren(...page.open.map((point) => made("li", {}, point)));
  past.replaceChildren(...(page.decisions.length ? page.decisions.map(decided) : [made("li", {}, "还没有。")]));
  choose(work.at, { follow: false });
  if (page.waiting) catchUp();
}

/** Renames a column on the other pages of the roster, some at a time, so that colleagues are not kept waiting. */
async function catchUp() {
  if (work.catchingUp) return;
  work.catchingUp = true;
  try {
    for (let { waiting } = work.page; waiting; ({ waiting } = await send("/structure/waiting", {}))) tell(`全册改栏目：还有 ${waiting} 页`);
    tell("全册已改好");
  } catch (problem) {
    toast(`全册还没有改完，下次打开时接着改。${problem.message}`, { wrong: true });
  } finally {
    work.catchingUp = false;
  }
}

/** Have a decision kept; false where it was not, and what was typed stays. */
async function decide(act, why = "") {
  try {
    show(await save(`${address}/decide`, { act, why, after: work.page.after }));
    form.close();
    const [last] = work.page.decisions;
    if (act.kind !== "undone" && last) toast(last.what, { undo: () => takeBack(last) });
    return true;
  } catch (problem) {
    if (problem.status !== 409) return false;
    toast(problem.message, { wrong: true, stays: true });
    if (problem.told.page) show(problem.told.page);
    return false;
  }
}

function takeBack(decision) {
  return decide({ kind: "undone", decision: decision.id });
}

function undo() {
  const last = work.page.decisions.find((one) => one.standing);
  if (last) takeBack(last);
}

// --- The lines

function listed(line, number) {
  const row = made("li", { id: `line-${number}`, role: "option", class: line.row ? "entry" : `other ${line.kind}` });
  const told = made("span");
  if (line.row) {
    const name = line.fields.find((each) => each.field === "name");
    const rest = line.fields.filter((each) => each.field !== "name" && each.text).map((each) => each.text);
    told.append(made("b", {}, name?.text || "□"), made("small", {}, rest.slice(0, 4).join(" · ")));
  } else {
    told.append(`${line.word}　${line.words}`);
  }
  row.append(made("span", {}, line.row ?? ""), told);
  row.addEventListener("click", () => choose(number));
  return row;
}

function choose(number, { follow = true } = {}) {
  const { lines } = work.page;
  if (!lines.length) return;
  work.at = Math.min(Math.max(number, 0), lines.length - 1);
  for (const row of list.children) row.setAttribute("aria-selected", String(row.id === `line-${work.at}`));
  list.setAttribute("aria-activedescendant", `line-${work.at}`);
  list.children[work.at].scrollIntoView({ block: "nearest" });
  picture.mark(work.at);
  if (follow && work.line.box) picture.bring(work.line.box);
  root.querySelector('[data-do="remove"]').disabled = root.querySelector('[data-do="split"]').disabled = !work.line.row;
  root.querySelector('[data-do="merge"]').disabled = !work.line.row || !work.next;
}

/** The line that was just added: the entry whose frame lies where it was drawn. */
function chooseNew({ box }) {
  const { lines } = work.page;
  const apart = (line) => (line.row ? line.box.reduce((sum, side, each) => sum + Math.abs(side - box[each]), 0) : Infinity);
  choose(lines.reduce((best, line, number) => (apart(line) < apart(lines[best]) ? number : best), 0), { follow: false });
}

// --- What is open, and what was decided

points.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { why } = event.target.elements;
  if (await decide({ kind: "settled", points: work.page.open }, why.value)) why.value = "";
});

function decided(one) {
  const row = made("li");
  row.append(made("span", { class: one.standing ? "" : "back" }, one.what));
  if (one.standing) {
    const press = made("button", { type: "button", class: "quiet" }, "撤销");
    press.addEventListener("click", () => takeBack(one));
    row.append(press);
  }
  row.append(made("small", {}, [one.who, one.at, one.why, one.standing ? "" : "已撤销"].filter(Boolean).join("　")));
  if (one.reason) row.append(made("span", { class: "loose" }, one.reason));
  return row;
}

// --- Buttons and keys

const CLOSER = 1.4;
for (const button of root.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do]());
for (const button of root.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => picture.zoom({ in: CLOSER, out: 1 / CLOSER, fit: 0 }[button.dataset.zoom]));
}

const go = (name) => document.querySelector(`[${name}]`)?.click();
keys("选行", [
  { key: "ArrowDown", words: "下一行", press: () => choose(work.at + 1) },
  { key: "ArrowUp", words: "上一行", press: () => choose(work.at - 1) },
  { key: "Home", words: "第一行", press: () => choose(0) },
  { key: "End", words: "最后一行", press: () => choose(work.page.lines.length - 1) },
  { key: "[", words: "上一页", press: () => go("data-before") },
  { key: "]", words: "下一页", press: () => go("data-after") },
]);
keys("决定", [
  { key: "a", words: "在这一行之后补录一条；不是条目的行，当作一条", press: acts.add },
  { key: "f", words: "画框补录", press: () => picture.draw(true) },
  { key: "d", words: "不是条目", press: acts.remove },
  { key: "s", words: "拆成两条", press: acts.split },
  { key: "m", words: "与下一条合并", press: acts.merge },
  { key: "t", words: "标为表头、合计……", press: acts.mark },
  { key: "c", words: "改栏目", press: acts.column },
  { key: "l", words: "核平", press: () => points.querySelector("input").focus() },
  { key: "u", words: "撤销最后一个决定", press: undo },
  { key: "Ctrl+z", words: "撤销最后一个决定", press: undo },
  { key: "Escape", words: "取消", press: () => form.close(), typing: true },
]);
keys("图", [
  { key: "=", words: "放大", press: () => picture.zoom(CLOSER) },
  { key: "-", words: "缩小", press: () => picture.zoom(1 / CLOSER) },
  { key: "0", words: "整页", press: () => picture.zoom(0) },
  ...[["ArrowLeft", -1, 0], ["ArrowRight", 1, 0], ["ArrowUp", 0, -1], ["ArrowDown", 0, 1]].flatMap(([key, x, y]) => [
    { key: `Alt+${key}`, words: "移动框", press: () => picture.nudge(x, y), typing: true },
    { key: `Alt+Shift+${key}`, words: "改框的大小", press: () => picture.nudge(0, 0, x, y), typing: true },
  ]),
  { key: "Alt+b", words: "换一个框", press: () => picture.holdNext(), typing: true },
]);

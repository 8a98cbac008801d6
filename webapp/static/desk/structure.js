// The lines of a page beside its picture: chosen with arrows, decided on with one key, undone with another.
import { keys, save, send, tell, toast } from "./desk.js";

const work = document.getElementById("work");
const address = work.dataset.address;
const kinds = JSON.parse(work.dataset.kinds);
const fields = JSON.parse(work.dataset.fields);
const view = work.querySelector(".view");
const list = work.querySelector(".lines");
const form = work.querySelector(".form");
const points = work.querySelector(".points");
const past = work.querySelector(".past");
const drawing = work.querySelector("[data-draw]");

let page;
let at = 0;
let scale = 0;
let drafts = []; // frames that are being set: { box, name }, in pixels of the page set upright
let catching = false;
let held = 0; // which of them the arrows move

load();

async function load() {
  show(await send(`${address}/data`));
}

function show(told) {
  page = told;
  at = Math.min(at, page.lines.length - 1);
  paint();
  listLines();
  tellPoints();
  tellPast();
  choose(Math.max(at, 0), { follow: false });
  if (page.waiting) catchUp();
}

/** Renames a column on the other pages of the roster, some at a time, so that colleagues are not kept waiting. */
async function catchUp() {
  if (catching) return;
  catching = true;
  try {
    for (let { waiting } = page; waiting; ({ waiting } = await send("/structure/waiting", {}))) tell(`全册改栏目：还有 ${waiting} 页`);
    tell("全册已改好");
  } catch (problem) {
    toast(`全册还没有改完，下次打开时接着改。${problem.message}`, { wrong: true });
  } finally {
    catching = false;
  }
}

async function decide(act, why = "") {
  try {
    show(await save(`${address}/decide`, { act, why, after: page.after }));
    close();
    const last = page.decisions[0];
    if (act.kind !== "undone" && last) toast(last.what, { undo: () => decide({ kind: "undone", decision: last.id }) });
    return true;
  } catch (problem) {
    if (problem.status !== 409) return false;
    toast(problem.message, { wrong: true, stays: true });
    if (problem.told.page) show(problem.told.page);
    return false;
  }
}

// --- The picture

const SVG = "http://www.w3.org/2000/svg";

function paint() {
  if (!scale) scale = fitting();
  const svg = made(SVG, "svg", { viewBox: `0 0 ${page.width} ${page.height}`, width: page.width * scale, height: page.height * scale });
  svg.append(made(SVG, "image", { href: work.dataset.picture, width: page.width, height: page.height }));
  page.lines.forEach((line, number) => {
    if (!line.box) return;
    const frame = made(SVG, "polygon", { class: `frame ${line.row ? "entry" : `other ${line.kind}`}`, points: line.outline.join(" ") });
    frame.addEventListener("click", () => choose(number));
    frame.append(titled(line.row ? `第 ${line.row} 条 ${line.words}` : `${line.word} ${line.words}`));
    frame.dataset.line = number;
    svg.append(frame);
  });
  drafts.forEach((draft, number) => {
    const frame = rectangle(draft.box, `frame ${number ? "rest" : "new"}`);
    frame.append(titled(draft.name));
    frame.addEventListener("pointerdown", (event) => drag(event, number));
    svg.append(frame);
  });
  svg.addEventListener("pointerdown", begin);
  view.replaceChildren(svg);
  mark();
}

function fitting() {
  return Math.max(0.05, Math.min((view.clientWidth - 4) / page.width, 1));
}

function zoom(factor) {
  const middle = [(view.scrollLeft + view.clientWidth / 2) / scale, (view.scrollTop + view.clientHeight / 2) / scale];
  scale = factor ? Math.min(4, Math.max(0.05, scale * factor)) : fitting();
  paint();
  view.scrollTo(middle[0] * scale - view.clientWidth / 2, middle[1] * scale - view.clientHeight / 2);
}

function mark() {
  for (const frame of view.querySelectorAll("[data-line]")) frame.classList.toggle("chosen", Number(frame.dataset.line) === at);
}

function bring(box) {
  const [x, y, width, height] = box.map((side) => side * scale);
  const across = width > view.clientWidth ? x - 8 : x + width / 2 - view.clientWidth / 2;
  view.scrollTo(across, height > view.clientHeight ? y - 8 : y + height / 2 - view.clientHeight / 2);
}

function place(event) {
  const box = view.querySelector("svg").getBoundingClientRect();
  return [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
}

function begin(event) {
  if (!view.classList.contains("drawing")) return;
  event.preventDefault();
  const from = place(event);
  const svg = view.querySelector("svg");
  const frame = rectangle([...from, 0, 0], "frame new");
  svg.append(frame);
  const move = (moved) => size(frame, between(from, place(moved)));
  const up = (ended) => {
    svg.removeEventListener("pointermove", move);
    const box = between(from, place(ended));
    draw(false);
    frame.remove();
    if (box[2] > 4 && box[3] > 4) add(box, null);
  };
  svg.setPointerCapture(event.pointerId);
  svg.addEventListener("pointermove", move);
  svg.addEventListener("pointerup", up, { once: true });
}

function drag(event, number) {
  event.preventDefault();
  event.stopPropagation();
  held = number;
  const from = place(event);
  const start = [...drafts[number].box];
  const frame = event.currentTarget;
  frame.setPointerCapture(event.pointerId);
  const move = (moved) => {
    const to = place(moved);
    drafts[number].box = [start[0] + to[0] - from[0], start[1] + to[1] - from[1], start[2], start[3]];
    size(frame, drafts[number].box);
  };
  frame.addEventListener("pointermove", move);
  frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
}

function nudge(x, y, wider = 0, higher = 0) {
  const draft = drafts[held];
  if (!draft) return;
  const step = Math.max(2, Math.round(Math.min(draft.box[2], draft.box[3]) / 12));
  draft.box = [
    draft.box[0] + x * step, draft.box[1] + y * step,
    Math.max(8, draft.box[2] + wider * step), Math.max(8, draft.box[3] + higher * step),
  ];
  paint();
}

function draw(on) {
  view.classList.toggle("drawing", on);
  drawing.setAttribute("aria-pressed", String(on));
  if (on) tell("在图上拖出漏掉的那一行");
}

function between([x1, y1], [x2, y2]) {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2), Math.abs(y1 - y2)];
}

// --- The lines

function listLines() {
  list.replaceChildren(
    ...page.lines.map((line, number) => {
      const row = made("", "li", { id: `line-${number}`, role: "option", class: line.row ? "entry" : `other ${line.kind}` });
      const told = made("", "span");
      if (line.row) {
        const name = line.fields.find((each) => each.field === "name");
        told.append(made("", "b", {}, name?.text || "□"));
        const rest = line.fields.filter((each) => each.field !== "name" && each.text).map((each) => each.text);
        told.append(made("", "small", {}, rest.slice(0, 4).join(" · ")));
      } else {
        told.append(`${line.word}　${line.words}`);
      }
      row.append(made("", "span", {}, line.row ?? ""), told);
      row.addEventListener("click", () => choose(number));
      return row;
    }),
  );
}

function choose(number, { follow = true } = {}) {
  if (!page.lines.length) return;
  at = Math.min(Math.max(number, 0), page.lines.length - 1);
  for (const row of list.children) row.setAttribute("aria-selected", String(row.id === `line-${at}`));
  list.setAttribute("aria-activedescendant", `line-${at}`);
  list.children[at].scrollIntoView({ block: "nearest" });
  mark();
  if (follow && page.lines[at].box) bring(page.lines[at].box);
  const line = page.lines[at];
  work.querySelector('[data-do="remove"]').disabled = !line.row;
  work.querySelector('[data-do="split"]').disabled = !line.row;
  work.querySelector('[data-do="merge"]').disabled = !line.row || !next(at);
}

/** The line that was just added: the entry whose frame lies where it was drawn. */
function chooseNew({ box }) {
  const apart = (line) => (line.row ? line.box.reduce((sum, side, each) => sum + Math.abs(side - box[each]), 0) : Infinity);
  const nearest = page.lines.reduce((best, line, number) => (apart(line) < apart(page.lines[best]) ? number : best), 0);
  choose(nearest, { follow: false });
}

function next(number) {
  return page.lines.slice(number + 1).find((line) => line.row);
}

// --- What is open, and what was decided

function tellPoints() {
  points.hidden = !page.open.length;
  points.querySelector("ul").replaceChildren(...page.open.map((point) => made("", "li", {}, point)));
}

points.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const why = event.target.elements.why;
  if (await decide({ kind: "settled", points: page.open }, why.value)) why.value = "";
});

function tellPast() {
  past.replaceChildren(
    ...page.decisions.map((one) => {
      const row = made("", "li");
      row.append(made("", "span", { class: one.standing ? "" : "back" }, one.what));
      if (one.standing) {
        const undo = made("", "button", { type: "button", class: "quiet" }, "撤销");
        undo.addEventListener("click", () => decide({ kind: "undone", decision: one.id }));
        row.append(undo);
      }
      row.append(made("", "small", {}, [one.who, one.at, one.why, one.standing ? "" : "已撤销"].filter(Boolean).join("　")));
      if (one.reason) row.append(made("", "span", { class: "loose" }, one.reason));
      return row;
    }),
  );
  if (!page.decisions.length) past.append(made("", "li", {}, "还没有。"));
}

// --- Forms

function open(title, parts, submit, { hint = "", word = "保存" } = {}) {
  form.replaceChildren(made("", "h2", {}, title));
  if (hint) form.append(made("", "p", {}, hint));
  form.append(...parts);
  const acts = made("", "div", { class: "acts" });
  const cancel = made("", "button", { type: "button" }, "取消");
  cancel.addEventListener("click", close);
  acts.append(made("", "button", { class: "main" }, word), cancel);
  form.append(acts);
  form.onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  form.hidden = false;
  form.querySelector("input, select, textarea")?.focus();
  form.scrollIntoView({ block: "nearest" });
}

function close() {
  form.hidden = true;
  form.replaceChildren();
  drafts = [];
  held = 0;
  draw(false);
  paint();
  list.focus({ preventScroll: true });
}

/** Inputs for the fields of one line; those that the page prints, else name and place. */
function inputs(prefix, given = {}) {
  const printed = page.columns.map((column) => column.field);
  const shown = [...new Set(["name", ...fields.map(([key]) => key).filter((key) => printed.includes(key)),
    ...printed.filter((key) => !fields.some(([known]) => known === key) && !key.includes("组别"))])];
  const box = made("", "div", { class: "fields" });
  for (const key of shown) {
    const id = `${prefix}-${key}`;
    box.append(made("", "label", { for: id }, word(key)), made("", "input", {
      id, "data-field": key, value: given[key] ?? "", autocomplete: "off", maxlength: 500, spellcheck: "false",
    }));
  }
  return box;
}

function keyed(box, before = {}) {
  const told = {};
  for (const each of box.querySelectorAll("[data-field]")) {
    const text = each.value.trim();
    if (text && text !== (before[each.dataset.field] ?? "")) told[each.dataset.field] = text;
  }
  return told;
}

function word(key) {
  return fields.find(([known]) => known === key)?.[1] ?? key;
}

function reason(hint = "") {
  const box = made("", "div", { class: "fields" });
  box.append(made("", "label", { for: "why" }, "理由"), made("", "input", { id: "why", placeholder: hint, autocomplete: "off", maxlength: 500 }));
  return box;
}

const why = () => form.querySelector("#why")?.value ?? "";

function add(box, follows) {
  const line = page.lines[at];
  const instead = !box && line && !line.row && line.box ? line : null;
  drafts = [{ box: box ?? instead?.box ?? gap(), name: "补录的一条" }];
  held = 0;
  paint();
  bring(drafts[0].box);
  const told = inputs("new");
  open(instead ? "这一行是一条" : "补录一条", [told, reason("可不写")], async () => {
    const act = { kind: "added", box: drafts[0].box, fields: keyed(told), follows: follows?.seen ?? null, instead_of: instead?.seen ?? null };
    if (await decide(act, why())) chooseNew(act);
  }, { hint: "照纸上录入，看不清的字用 □。框不准，可以拖动，或用 Alt＋方向键移动、Alt＋Shift＋方向键改大小。" });
}

/** The place between the chosen line and the next one. */
function gap() {
  const line = page.lines[at];
  const below = page.lines.slice(at + 1).find((other) => other.box && other.row);
  const box = line?.box ?? below?.box ?? [page.width * 0.1, page.height * 0.1, page.width * 0.8, page.height * 0.03];
  if (page.runs_down) {
    const left = below ? below.box[0] + below.box[2] : box[0] - box[2];
    return [Math.min(left, box[0] - box[2] / 2), box[1], Math.max(box[2] / 2, box[0] - left), box[3]];
  }
  const foot = box[1] + box[3];
  const head = below && below.box[1] > box[1] ? below.box[1] : foot + box[3];
  return head - foot > box[3] / 3 ? [box[0], foot, box[2], head - foot] : [box[0], foot - box[3] / 4, box[2], box[3] / 2];
}

const acts = {
  add() {
    const line = page.lines[at];
    add(null, line?.row ? line : page.lines.slice(0, at).findLast((other) => other.row));
  },
  remove() {
    const line = page.lines[at];
    if (!line?.row) return;
    open(`不是条目：${line.words}`, [reason("是什么：污迹、印章……")], () => decide({ kind: "removed", line: line.seen }, why()),
      { word: "核定为非条目", hint: "这一行仍留在账上，注明不是条目；随时可以撤销。" });
  },
  split() {
    const line = page.lines[at];
    if (!line?.row) return;
    const [x, y, width, height] = line.box;
    drafts = page.runs_down
      ? [{ box: [x + width / 2, y, width / 2, height], name: "第一条" }, { box: [x, y, width / 2, height], name: "第二条" }]
      : [{ box: [x, y, width, height / 2], name: "第一条" }, { box: [x, y + height / 2, width, height / 2], name: "第二条" }];
    held = 0;
    paint();
    bring(line.box);
    const before = stands(line);
    const [first, rest] = [inputs("first", before), inputs("rest")];
    const halves = made("", "div", { class: "halves" });
    const [one, two] = [made("", "div"), made("", "div")];
    one.append(made("", "h2", {}, "第一条（橙框）"), first);
    two.append(made("", "h2", {}, "第二条（绿虚框）"), rest);
    halves.append(one, two);
    open("拆成两条", [halves, reason("可不写")], () =>
      decide({
        kind: "split", line: line.seen, box: drafts[0].box, fields: keyed(first, before), rest: { box: drafts[1].box, fields: keyed(rest) },
      }, why()),
    { hint: "第一条留着原来的编号和读法，改动过的才算录入；第二条照纸上录入。" });
  },
  merge() {
    const line = page.lines[at];
    const second = next(at);
    if (!line?.row || !second) return;
    const [one, two] = [stands(line), stands(second)];
    const both = {};
    for (const key of new Set([...Object.keys(one), ...Object.keys(two)])) both[key] = (one[key] ?? "") + (two[key] ?? "");
    const single = Object.fromEntries(Object.entries(both).filter(([key]) => !(one[key] && two[key])));
    const told = inputs("whole", both);
    open(`与下一条合并：${second.words}`, [told, reason("可不写")], () =>
      decide({ kind: "merged", first: line.seen, second: second.seen, fields: keyed(told, single) }, why()),
    { word: "合并", hint: "两边都有字的，请照纸上核对一遍；空着的不算录入。" });
  },
  mark() {
    const line = page.lines[at];
    if (!line?.box) return;
    const box = made("", "div", { class: "fields" });
    const choice = made("", "select", { id: "kind" });
    choice.append(...kinds.map(([value, words]) => made("", "option", { value }, words)));
    const text = made("", "input", { id: "text", value: line.words, maxlength: 500, autocomplete: "off", spellcheck: "false" });
    box.append(made("", "label", { for: "kind" }, "标为"), choice, made("", "label", { for: "text" }, "印的字"), text);
    open(`这一行是什么：${line.words}`, [box, reason("可不写")], () =>
      decide({ kind: "marked", line: line.seen, as: choice.value, text: text.value === line.words ? "" : text.value }, why()),
    { hint: "标为分组标题的，下面各条的籍贯随着改；印的字读错了，请改对。" });
  },
  column() {
    if (!page.columns.length) return;
    const box = made("", "div", { class: "fields" });
    const which = made("", "select", { id: "which" });
    which.append(...page.columns.map((column, number) =>
      made("", "option", { value: number }, `${column.heading || "（无表头）"} → ${column.label}（${column.entries} 条）`)));
    const becomes = made("", "select", { id: "becomes" });
    const offer = () => {
      const { heading, field } = page.columns[which.value];
      const others = heading && !fields.some(([key]) => key === heading) ? [...fields, [heading, `原表头“${heading}”`]] : fields;
      becomes.replaceChildren(...others.filter(([key]) => key !== field).map(([value, words]) => made("", "option", { value }, words)));
    };
    which.addEventListener("change", offer);
    offer();
    const whole = made("", "label", { class: "check" });
    whole.append(made("", "input", { type: "checkbox", id: "whole" }), "全册凡是这个表头都这样改");
    box.append(made("", "label", { for: "which" }, "栏目"), which, made("", "label", { for: "becomes" }, "其实是"), becomes);
    open("改栏目", [box, whole, reason("可不写")], () => {
      const { heading, field } = page.columns[which.value];
      decide({ kind: "renamed", heading, field, becomes: becomes.value, whole_roster: form.querySelector("#whole").checked }, why());
    }, { hint: "原文一字不动，只改它算哪个字段。" });
  },
};

function stands(line) {
  return Object.fromEntries(line.fields.filter((each) => each.text).map((each) => [each.field, each.text]));
}

for (const button of work.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do]());
drawing.addEventListener("click", () => draw(!view.classList.contains("drawing")));
for (const button of work.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => zoom({ in: 1.4, out: 1 / 1.4 }[button.dataset.zoom]));
}

// --- Keys

const go = (name) => document.querySelector(`[${name}]`)?.click();
keys("选行", [
  { key: "ArrowDown", words: "下一行", press: () => choose(at + 1) },
  { key: "ArrowUp", words: "上一行", press: () => choose(at - 1) },
  { key: "Home", words: "第一行", press: () => choose(0) },
  { key: "End", words: "最后一行", press: () => choose(page.lines.length - 1) },
  { key: "[", words: "上一页", press: () => go("data-before") },
  { key: "]", words: "下一页", press: () => go("data-after") },
]);
keys("决定", [
  { key: "a", words: "在这一行之后补录一条；不是条目的行，当作一条", press: () => acts.add() },
  { key: "f", words: "画框补录", press: () => draw(true) },
  { key: "d", words: "不是条目", press: () => acts.remove() },
  { key: "s", words: "拆成两条", press: () => acts.split() },
  { key: "m", words: "与下一条合并", press: () => acts.merge() },
  { key: "t", words: "标为表头、合计……", press: () => acts.mark() },
  { key: "c", words: "改栏目", press: () => acts.column() },
  { key: "l", words: "核平", press: () => points.querySelector("input").focus() },
  { key: "u", words: "撤销最后一个决定", press: undo },
  { key: "Ctrl+z", words: "撤销最后一个决定", press: undo },
  { key: "Escape", words: "取消", press: close, typing: true },
]);
keys("图", [
  { key: "=", words: "放大", press: () => zoom(1.4) },
  { key: "-", words: "缩小", press: () => zoom(1 / 1.4) },
  { key: "0", words: "整页", press: () => zoom(0) },
  ...[["ArrowLeft", -1, 0], ["ArrowRight", 1, 0], ["ArrowUp", 0, -1], ["ArrowDown", 0, 1]].flatMap(([key, x, y]) => [
    { key: `Alt+${key}`, words: "移动框", press: () => nudge(x, y), typing: true },
    { key: `Alt+Shift+${key}`, words: "改框的大小", press: () => nudge(0, 0, x, y), typing: true },
  ]),
  { key: "Alt+b", words: "换一个框", press: () => { held = (held + 1) % Math.max(1, drafts.length); }, typing: true },
]);

function undo() {
  const last = page.decisions.find((one) => one.standing);
  if (last) decide({ kind: "undone", decision: last.id });
}

// --- Elements

function made(space, name, attributes = {}, text = "") {
  const element = space ? document.createElementNS(space, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "" || key === "value") element.setAttribute(key, value);
  if (text !== "") element.textContent = text;
  return element;
}

function rectangle(box, name) {
  const frame = made(SVG, "rect", { class: name });
  size(frame, box);
  return frame;
}

function size(frame, [x, y, width, height]) {
  for (const [key, value] of Object.entries({ x, y, width, height })) frame.setAttribute(key, value);
}

function titled(words) {
  return made(SVG, "title", {}, words);
}

// What can be decided of the chosen line: each opens its form, and has the decision sent once it is filled in.
import { made } from "../elements.js";
import { choice, keyed, offer, reason, rows } from "./form.js";

/**
 * `work` is the page that is worked on: `page`, as the desk tells it; `line`, the chosen line, and `next`, the entry
 * behind it; `kinds` and `fields` as pairs of key and word; its `picture` and `form`; `decide(act, why)`, which tells
 * whether it was kept, and `chooseNew(act)`.
 */
export function actsOn(work) {
  const { form, picture, kinds, fields, decide } = work;

  /** A missed line where `box` was drawn; without one, where the chosen line is none, or behind it. */
  function addAt(box, follows) {
    const instead = !box && work.line && !work.line.row && work.line.box ? work.line : null;
    picture.set([{ box: box ?? instead?.box ?? gap(work.page, work.at), name: "补录的一条" }]);
    const told = form.inputs("new", work.page.columns);
    form.open(instead ? "这一行是一条" : "补录一条", [told, reason()], async () => {
      const [{ box: set }] = picture.drafts;
      const act = { kind: "added", box: set, fields: keyed(told), follows: follows?.seen ?? null, instead_of: instead?.seen ?? null };
      if (await decide(act, form.why)) work.chooseNew(act);
    }, { hint: "照纸上录入，看不清的字用 □。框不准，可以拖动，或用 Alt＋方向键移动、Alt＋Shift＋方向键改大小。" });
  }

  function add() {
    const { line, page, at } = work;
    addAt(null, line?.row ? line : page.lines.slice(0, at).findLast((other) => other.row));
  }

  function remove() {
    const { line } = work;
    if (!line?.row) return;
    form.open(`不是条目：${line.words}`, [reason("是什么：污迹、印章……")], () => decide({ kind: "removed", line: line.seen }, form.why),
      { word: "核定为非条目", hint: "这一行仍留在账上，注明不是条目；随时可以撤销。" });
  }

  function split() {
    const { line, page } = work;
    if (!line?.row) return;
    const [first, second] = halves(line.box, page.runs_down);
    picture.set([{ box: first, name: "第一条" }, { box: second, name: "第二条" }], line.box);
    const before = stands(line);
    const [one, two] = [form.inputs("first", page.columns, before), form.inputs("rest", page.columns)];
    const both = made("div", { class: "halves" });
    for (const [words, inputs] of [["第一条（橙框）", one], ["第二条（绿虚框）", two]]) {
      const half = made("div");
      half.append(made("h2", {}, words), inputs);
      both.append(half);
    }
    form.open("拆成两条", [both, reason()], () => {
      const [{ box }, { box: rest }] = picture.drafts;
      decide({ kind: "split", line: line.seen, box, fields: keyed(one, before), rest: { box: rest, fields: keyed(two) } }, form.why);
    }, { hint: "第一条留着原来的编号和读法，改动过的才算录入；第二条照纸上录入。" });
  }

  function merge() {
    const { line, next, page } = work;
    if (!line?.row || !next) return;
    const [one, two] = [stands(line), stands(next)];
    const both = {};
    for (const key of new Set([...Object.keys(one), ...Object.keys(two)])) both[key] = (one[key] ?? "") + (two[key] ?? "");
    const single = Object.fromEntries(Object.entries(both).filter(([key]) => !(one[key] && two[key])));
    const told = form.inputs("whole", page.columns, both);
    form.open(`与下一条合并：${next.words}`, [told, reason()], () =>
      decide({ kind: "merged", first: line.seen, second: next.seen, fields: keyed(told, single) }, form.why),
    { word: "合并", hint: "两边都有字的，请照纸上核对一遍；空着的不算录入。" });
  }

  function mark() {
    const { line } = work;
    if (!line?.box) return;
    const kind = choice("kind", kinds);
    const text = made("input", { id: "text", value: line.words, maxlength: 500, autocomplete: "off", spellcheck: "false" });
    form.open(`这一行是什么：${line.words}`, [rows([["标为", kind], ["印的字", text]]), reason()], () =>
      decide({ kind: "marked", line: line.seen, as: kind.value, text: text.value === line.words ? "" : text.value }, form.why),
    { hint: "标为分组标题的，下面各条的籍贯随着改；印的字读错了，请改对。" });
  }

  function column() {
    const { columns } = work.page;
    if (!columns.length) return;
    const which = choice("which", columns.map((each, number) =>
      [number, `${each.heading || "（无表头）"} → ${each.label}（${each.entries} 条）`]));
    const becomes = choice("becomes", []);
    const offerOthers = () => {
      const { heading, field } = columns[which.value];
      const others = heading && !fields.some(([key]) => key === heading) ? [...fields, [heading, `原表头“${heading}”`]] : fields;
      offer(becomes, others.filter(([key]) => key !== field));
    };
    which.addEventListener("change", offerOthers);
    offerOthers();
    const box = made("input", { type: "checkbox", id: "whole" });
    const whole = made("label", { class: "check" });
    whole.append(box, "全册凡是这个表头都这样改");
    form.open("改栏目", [rows([["栏目", which], ["其实是", becomes]]), whole, reason()], () => {
      const { heading, field } = columns[which.value];
      decide({ kind: "renamed", heading, field, becomes: becomes.value, whole_roster: box.checked }, form.why);
    }, { hint: "原文一字不动，只改它算哪个字段。" });
  }

  return { add, addAt, remove, split, merge, mark, column };
}

/** The texts of a line by their fields. */
function stands(line) {
  return Object.fromEntries(line.fields.filter((each) => each.text).map((each) => [each.field, each.text]));
}

/** A box cut in two across the run of its line; of one that runs down, the right half first. */
function halves([x, y, width, height], runsDown) {
  return runsDown
    ? [[x + width / 2, y, width / 2, height], [x, y, width / 2, height]]
    : [[x, y, width, height / 2], [x, y + height / 2, width, height / 2]];
}

/** The place between the line of that number and the next entry. */
function gap(page, at) {
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

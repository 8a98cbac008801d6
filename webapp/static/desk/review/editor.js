// The line in which a reading is settled, the same in every way of working: the field always has the cursor, so that
// an input method can begin at once; as long as nothing was typed, keys choose and move.

import { send } from "../desk.js";
import { made } from "../elements.js";

const part = (name) => document.getElementById(`editor-${name}`);
const WAIT = 220;
const STATES = { accepted: "机器有把握", flagged: "待核", verified: "已核" };
const BLANK = "纸上空白";

export class Editor {
  /**
   * `act` are the way's answers: accept(decision), skip(), undo(), move(right, down) and, where the way has one,
   * other(event) for keys of its own; each may give false to let the key go on.
   */
  constructor(act) {
    this.act = act;
    this.cell = null;
    this.choices = [];
    this.asked = 0;
    this.turn = 0;
    this.sure = "";
    this.form = document.getElementById("editor");
    this.text = part("text");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.accept(); });
    this.form.addEventListener("keydown", (event) => this.#keyed(event));
    this.text.addEventListener("input", () => this.#typed());
    part("value").addEventListener("input", () => this.#typed());
    part("illegible").addEventListener("click", () => { this.text.focus(); this.#insert("□"); });
    part("skip").addEventListener("click", () => this.act.skip());
    part("undo").addEventListener("click", () => this.act.undo());
    part("choices").addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-choice]");
      if (chosen) this.#choose(Number(chosen.dataset.choice));
    });
  }

  /** Show a cell, ready to be settled; `where` says in words where it stands, `page` leads there. */
  show(cell, where = "", page = "") {
    this.#hush();
    this.cell = cell;
    this.choices = [];
    this.sure = "";
    this.form.classList.toggle("idle", !cell);
    this.#blank();
    part("label").textContent = cell?.label ?? "";
    part("where").textContent = where;
    if (page) part("where").href = page;
    part("state").textContent = cell ? STATES[cell.status] : "";
    part("state").className = `state ${cell?.status ?? ""}`;
    this.text.value = cell?.said.text ?? "";
    this.text.disabled = !cell;
    this.#mean(cell ? meaning(cell.said, cell.said.text) : "");
    list(part("doubts"), cell ? [...(cell.loose ? [cell.loose] : []), ...cell.doubts] : []);
    list(part("choices"), []);
    list(part("past"), []);
    part("crop").hidden = true;
    part("more").open = Boolean(cell?.emended);
    this.take();
  }

  /** The cell that is shown stands otherwise by now; what was typed stays. */
  renew(cell) {
    if (this.cell?.entry !== cell.entry || this.cell.key !== cell.key) return;
    this.cell = cell;
    part("state").textContent = STATES[cell.status];
    part("state").className = `state ${cell.status}`;
  }

  /** Add what came a moment later: choices, history and the enlarged piece; nothing if another cell is shown by now. */
  add(detail) {
    if (!this.cell || detail.cell.entry !== this.cell.entry || detail.cell.key !== this.cell.key) return;
    this.choices = detail.choices;
    const digits = this.cell.dated ? "Alt " : "";
    part("choices").replaceChildren(...detail.choices.map((choice, at) => {
      const item = made("li");
      const press = made("button", { type: "button", "data-choice": at, title: choice.why });
      press.append(made("kbd", {}, `${digits}${at + 1}`), " ", ...differing(choice.text, this.cell.said.text));
      item.append(press);
      return item;
    }));
    part("past").replaceChildren(...detail.past.map((each) => {
      const item = made("li", {}, `${each.at} ${each.who} ${each.what}`);
      if (each.what !== "确认") item.append(made("q", {}, each.text || "空白"));
      if (each.saw !== null && each.saw !== each.text) item.append(made("small", {}, `当时所见“${each.saw || "空白"}”`));
      if (each.why) item.append(made("small", {}, each.why));
      item.classList.toggle("gone", !each.standing);
      return item;
    }));
    const crop = part("crop");
    crop.hidden = !detail.crop;
    if (detail.crop) crop.src = detail.crop;
  }

  /** Put the cursor into the field, all of it chosen, so that typing replaces it. */
  take() {
    if (!this.cell) return;
    this.text.focus({ preventScroll: true });
    this.text.select();
  }

  /** For a key that is pressed while the cursor is elsewhere: it comes back, unless a link or a button has the key. */
  call = (event) => (event.target.closest("a, button, summary, input, select") ? false : this.take());

  /** The keys of the line, for the overview. */
  get keys() {
    return [
      { key: "Enter", words: "确认，到下一处", press: this.call },
      { key: "1", words: "选用另一读法（年月栏用 Alt 加数字）", press: this.call },
      { key: "*", words: "插入 □（看不清的字）", press: this.call },
      { key: "PageDown", words: "跳过，到下一处", press: () => this.act.skip() },
      { key: "Ctrl+z", words: "撤销，可连续撤销几次", press: () => this.act.undo() },
      { key: "Escape", words: "放弃刚输入的", press: this.call },
      { key: "Alt+w", words: "写理由和含义", press: () => this.#more("why") },
      { key: "Alt+e", words: "原文有误，加编者按", press: () => this.#more("emended") },
    ];
  }

  /** Whether nothing was typed yet, so that keys may move and choose. */
  get fresh() {
    return Boolean(this.cell) && this.text.value === this.cell.said.text && document.activeElement === this.text
      && this.text.selectionStart === 0 && this.text.selectionEnd === this.text.value.length;
  }

  /** Whether something was typed that is not kept yet. */
  get changed() {
    return Boolean(this.cell) && (this.text.value !== this.cell.said.text || part("value").value !== "");
  }

  /** Settle the cell by what stands in the field; what is not clear is asked for, and nothing is sent. */
  async accept(stay = false) {
    const cell = this.cell;
    if (!cell) return;
    this.#hush();
    const decision = {
      entry: cell.entry, key: cell.key, saw_text: cell.seen[0], saw_value: cell.seen[1], saw_status: cell.status,
      text: this.text.value.trim(), value: part("value").value.trim(), why: part("why").value.trim(),
      ...this.#emendation(cell),
    };
    if (decision.text === "" && cell.said.text !== "" && !decision.why) {
      if (cell.key === "name") return this.#mean("姓名不能空白；看不清的字用 □。", true);
      if (this.sure !== "blank") {
        this.sure = "blank";
        return this.#mean("纸上这一格确实空白？再按一次回车，即以“纸上空白”为由保存。", true);
      }
      decision.why = BLANK;
    }
    if (this.changed && !(await this.#understood(cell, decision))) return;
    if (this.cell === cell) this.act.accept(decision, stay);
  }

  #emendation(cell) {
    const emended = part("emended").value.trim();
    const note = part("note").value.trim();
    if (emended === (cell.emended?.text ?? "") && note === (cell.emended?.note ?? "")) return {};
    return { emended, note };
  }

  /** Whether what was typed means something where it stands, or is wanted nevertheless. */
  async #understood(cell, decision) {
    let told;
    try {
      told = await this.#ask(cell, decision);
    } catch (problem) {
      if (this.cell === cell) this.#mean(problem.message, true);
      return false;
    }
    if (this.cell !== cell) return false;
    if (told.unclear) {
      if (told.cause === "ditto" && told.above && part("value").value === "") part("value").value = told.above;
      part("more").open = true;
      this.#mean(told.above ? `“〃”指上一行的“${told.above}”？再按一次回车即照此保存。` : told.unclear, true);
      return false;
    }
    if (cell.dated && told.value === null && decision.text !== "" && this.sure !== decision.text) {
      this.sure = decision.text;
      this.#mean("没有读懂为年月；原文确实如此，再按一次回车保存。", true);
      return false;
    }
    return true;
  }

  #ask(cell, { text, value, why }) {
    return send(`/review/meaning?${new URLSearchParams({ entry: cell.entry, key: cell.key, text, value, why })}`);
  }

  #typed() {
    const cell = this.cell;
    if (!cell) return;
    this.sure = "";
    this.#hush();
    if (!this.changed) return this.#mean(meaning(cell.said, cell.said.text));
    this.#mean("");
    const text = this.text.value.trim();
    if (text === "") return;
    const { turn } = this;
    this.asked = setTimeout(async () => {
      try {
        const told = await this.#ask(cell, { text, value: part("value").value.trim(), why: part("why").value.trim() });
        if (this.turn === turn) {
          this.#mean(told.unclear ?? meaning(told, text), Boolean(told.unclear));
        }
      } catch {
        // It is asked again when it is to be kept.
      }
    }, WAIT);
  }

  /** What was asked about earlier typing is not told any more: it would take the place of what is said by now. */
  #hush() {
    this.turn += 1;
    clearTimeout(this.asked);
  }

  #mean(words, wrong = false) {
    part("means").textContent = words;
    part("means").classList.toggle("wrong", wrong);
  }

  #insert(char) {
    this.text.setRangeText(char, this.text.selectionStart, this.text.selectionEnd, "end");
    this.#typed();
  }

  #choose(at) {
    const choice = this.choices[at];
    if (!choice) return;
    this.text.value = choice.text;
    this.#typed();
    this.accept();
  }

  #keyed(event) {
    if (event.isComposing || event.keyCode === 229 || event.metaKey) return; // an input method has the keys
    if (this.#pressed(event) !== false) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** What a key does; false where it is nobody's. */
  #pressed(event) {
    const fresh = this.fresh;
    const { key } = event;
    if (event.altKey && /^[1-9]$/.test(key)) return this.#choose(Number(key) - 1);
    if (event.altKey && key.toLowerCase() === "w") return this.#more("why");
    if (event.altKey && key.toLowerCase() === "e") return this.#more("emended");
    if (event.ctrlKey && key.toLowerCase() === "z") return fresh ? this.act.undo() : false;
    if (event.altKey || event.ctrlKey) return this.#other(event, fresh);
    if (key === "Enter" && event.target.matches("input")) return void this.accept(event.shiftKey);
    if (key === "PageDown") return void this.act.skip();
    if (key === "Escape" && this.cell && this.#retreat() !== false) return undefined;
    if (event.target !== this.text) return false;
    if (key === "*") return this.#insert("□");
    if (!fresh) return this.#other(event, fresh);
    if (/^[1-9]$/.test(key) && !this.cell.dated && this.choices[Number(key) - 1]) return this.#choose(Number(key) - 1);
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
    if (step) return this.act.move(...step);
    return this.#other(event, fresh);
  }

  #other(event, fresh) {
    return this.act.other ? this.act.other(event, fresh) : false;
  }

  #retreat() {
    if (!this.changed && document.activeElement === this.text) return false;
    this.text.value = this.cell.said.text;
    this.#blank();
    this.#typed();
    this.take();
    return undefined;
  }

  /** Have the fields beside the text as they are before anybody typed. */
  #blank() {
    part("why").value = part("value").value = "";
    part("emended").value = this.cell?.emended?.text ?? "";
    part("note").value = this.cell?.emended?.note ?? "";
  }

  #more(name) {
    part("more").open = true;
    part(name).focus();
  }
}

function meaning(said, text) {
  if (!said.words || said.words === text) return "";
  return said.value && said.value !== said.words ? `→ ${said.words}（${said.value}）` : `→ ${said.words}`;
}

/** A text, marked where it differs from another. */
function differing(text, other) {
  if (text.length !== other.length) return [text];
  return [...text].map((char, at) => (char === other[at] ? char : made("mark", {}, char)));
}

function list(place, words) {
  place.replaceChildren(...words.map((each) => made("li", {}, each)));
}

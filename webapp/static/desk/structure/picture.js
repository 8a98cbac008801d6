// The picture of a page with a frame round every line, and with the frames that are being set.
import { tell } from "../desk.js";
import { drawn, rectangle, size } from "../elements.js";

const LARGEST = 4;
const SMALLEST = 0.05;
const SLIP = 4; // pixels of the page; what is drawn smaller was a slip of the hand

export class Picture {
  /**
   * `view` shows the picture at the address `source`, `press` is the button that turns drawing on. `chosen` is called
   * with the number of a line that is pointed at, `framed` with a box that was drawn: `[x, y, width, height]` in pixels
   * of the page set upright, as all boxes here.
   */
  constructor(view, { source, press, chosen, framed }) {
    this.view = view;
    this.source = source;
    this.press = press;
    this.chosen = chosen;
    this.framed = framed;
    this.scale = 0;
    this.at = 0;
    this.drafts = []; // the frames that are being set: { box, name }
    this.held = 0; // which of them the arrows move
    press.addEventListener("click", () => this.draw(!this.view.classList.contains("drawing")));
  }

  show(page) {
    this.page = page;
    this.#paint();
  }

  /** Light the line of that number. */
  mark(at) {
    this.at = at;
    for (const frame of this.view.querySelectorAll("[data-line]")) frame.classList.toggle("chosen", Number(frame.dataset.line) === at);
  }

  /** Have these frames set, and bring the first of them, or the box `near`, into sight; none: give up setting any. */
  set(drafts, near = drafts[0]?.box) {
    this.drafts = drafts;
    this.held = 0;
    this.#paint();
    if (near) this.bring(near);
  }

  /** Bring a box into sight; what is larger than the view, by its corner. */
  bring(box) {
    const { view } = this;
    const [x, y, width, height] = box.map((side) => side * this.scale);
    const across = width > view.clientWidth ? x - 8 : x + width / 2 - view.clientWidth / 2;
    view.scrollTo(across, height > view.clientHeight ? y - 8 : y + height / 2 - view.clientHeight / 2);
  }

  /** Larger or smaller about the middle; 0: the whole page. */
  zoom(factor) {
    const { view } = this;
    const middle = [(view.scrollLeft + view.clientWidth / 2) / this.scale, (view.scrollTop + view.clientHeight / 2) / this.scale];
    this.scale = factor ? Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor)) : this.#fitting();
    this.#paint();
    view.scrollTo(middle[0] * this.scale - view.clientWidth / 2, middle[1] * this.scale - view.clientHeight / 2);
  }

  /** Turn drawing a frame on or off. */
  draw(on) {
    this.view.classList.toggle("drawing", on);
    this.press.setAttribute("aria-pressed", String(on));
    if (on) tell("在图上拖出漏掉的那一行");
  }

  /** Move the held frame, or make it larger, by steps of its own size. */
  nudge(x, y, wider = 0, higher = 0) {
    const draft = this.drafts[this.held];
    if (!draft) return;
    const step = Math.max(2, Math.round(Math.min(draft.box[2], draft.box[3]) / 12));
    draft.box = [
      draft.box[0] + x * step, draft.box[1] + y * step,
      Math.max(8, draft.box[2] + wider * step), Math.max(8, draft.box[3] + higher * step),
    ];
    this.#paint();
  }

  /** Hold the next of the frames. */
  holdNext() {
    this.held = (this.held + 1) % Math.max(1, this.drafts.length);
  }

  #paint() {
    const { page } = this;
    if (!this.scale) this.scale = this.#fitting();
    const svg = drawn("svg", { viewBox: `0 0 ${page.width} ${page.height}`, width: page.width * this.scale, height: page.height * this.scale });
    svg.append(drawn("image", { href: this.source, width: page.width, height: page.height }));
    svg.append(...page.lines.flatMap((line, number) => (line.box ? [this.#line(line, number)] : [])));
    this.drafts.forEach((draft, number) => {
      const frame = rectangle(draft.box, `frame ${number ? "rest" : "new"}`, draft.name);
      frame.addEventListener("pointerdown", (event) => this.#drag(event, number));
      svg.append(frame);
    });
    svg.addEventListener("pointerdown", (event) => this.#begin(event));
    this.view.replaceChildren(svg);
    this.mark(this.at);
  }

  #line(line, number) {
    const frame = drawn("polygon", {
      class: `frame ${line.row ? "entry" : `other ${line.kind}`}`, points: line.outline.join(" "), "data-line": number,
    });
    frame.append(drawn("title", {}, line.row ? `第 ${line.row} 条 ${line.words}` : `${line.word} ${line.words}`));
    frame.addEventListener("click", () => this.chosen(number));
    return frame;
  }

  #fitting() {
    return Math.max(SMALLEST, Math.min((this.view.clientWidth - 4) / this.page.width, 1));
  }

  /** Where on the page somebody points. */
  #place(event) {
    const box = this.view.querySelector("svg").getBoundingClientRect();
    return [(event.clientX - box.left) / this.scale, (event.clientY - box.top) / this.scale];
  }

  #begin(event) {
    if (!this.view.classList.contains("drawing")) return;
    event.preventDefault();
    const svg = event.currentTarget;
    const from = this.#place(event);
    const frame = rectangle([...from, 0, 0], "frame new");
    svg.append(frame);
    const move = (moved) => size(frame, between(from, this.#place(moved)));
    const up = (ended) => {
      svg.removeEventListener("pointermove", move);
      const box = between(from, this.#place(ended));
      this.draw(false);
      frame.remove();
      if (Math.min(box[2], box[3]) > SLIP) this.framed(box);
    };
    svg.setPointerCapture(event.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", up, { once: true });
  }

  #drag(event, number) {
    event.preventDefault();
    event.stopPropagation();
    this.held = number;
    const draft = this.drafts[number];
    const from = this.#place(event);
    const [x, y, width, height] = draft.box;
    const frame = event.currentTarget;
    frame.setPointerCapture(event.pointerId);
    const move = (moved) => {
      const to = this.#place(moved);
      draft.box = [x + to[0] - from[0], y + to[1] - from[1], width, height];
      size(frame, draft.box);
    };
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
  }
}

function between([x1, y1], [x2, y2]) {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2), Math.abs(y1 - y2)];
}

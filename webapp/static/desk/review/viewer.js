// A page's picture that one can move about in: the cell under the cursor is lit, a ruler lies along its line, and the
// headings stay in sight.

const SIDES = [900, 1600, 2400];
const SVG = "http://www.w3.org/2000/svg";
const LEGIBLE = 30;
const STEP = 1.3;

export class Viewer {
  /** `root` is the section of the picture; `chosen` is called with the cell that somebody points at. */
  constructor(root, chosen) {
    this.root = root;
    this.sheet = root.querySelector(".leaf");
    this.picture = this.sheet.querySelector("img");
    this.heads = root.querySelector(".heads");
    this.marks = document.createElementNS(SVG, "svg");
    this.marks.setAttribute("preserveAspectRatio", "none");
    this.band = this.#mark("polygon", "band");
    this.ruler = this.#mark("polyline", "ruler");
    this.lit = this.#mark("rect", "lit");
    this.sheet.append(this.marks);
    this.chosen = chosen;
    this.page = null;
    this.box = null;
    this.scale = this.x = this.y = 0;
    this.byHand = false;
    this.pointers = new Map();
    this.#listen();
    new ResizeObserver(() => this.page && this.#settle(this.byHand)).observe(root);
  }

  /** Show another page. */
  open(page) {
    const same = this.page?.sha256 === page.sha256 && this.page?.number === page.number;
    this.page = page;
    if (same) return;
    this.byHand = false;
    this.box = null;
    this.side = 0;
    this.picture.removeAttribute("src");
    Object.assign(this.sheet.style, { width: `${page.width}px`, height: `${page.height}px` });
    this.marks.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
    this.columns = page.columns.filter((column) => page.tabular && column.at).map((column) => {
      const head = document.createElement("span");
      head.textContent = column.heading || column.label;
      return [head, column.at];
    });
    this.heads.replaceChildren(...this.columns.map(([head]) => head));
    this.root.classList.toggle("vertical", page.vertical);
    this.fit();
  }

  /** Light a cell of a line, and bring it into sight; the ruler follows the line however the paper is bent. */
  light(box, line) {
    const [near, far] = this.page.tabular ? this.#edges(line) : sides(line.box);
    this.band.setAttribute("points", [...near, ...far.toReversed()].join(" "));
    this.ruler.setAttribute("points", (this.page.vertical ? near : far).join(" "));
    place(this.lit, box ?? [0, 0, 0, 0]);
    this.box = box ?? line.box;
    this.#settle(this.byHand);
  }

  /** The two long edges of a line across the page, as points; of one that runs down, its left and its right. */
  #edges(line) {
    const { vertical, width, height } = this.page;
    const boxes = line.cells.filter((cell) => cell?.box).map((cell) => cell.box);
    const along = boxes.length > 1 ? boxes : [line.box];
    const turn = (at, edge) => (vertical ? [edge, at] : [at, edge]);
    const middles = along.map(([x, y, across, down]) => (vertical
      ? [y + down / 2, x, x + across]
      : [x + across / 2, y, y + down])).sort(([one], [other]) => one - other);
    const ends = [[0, ...middles[0].slice(1)], ...middles, [vertical ? height : width, ...middles.at(-1).slice(1)]];
    return [ends.map(([at, near]) => turn(at, near - 3)), ends.map(([at, , far]) => turn(at, far + 3))];
  }

  /** The whole page at once. */
  fit() {
    const { clientWidth, clientHeight } = this.root;
    this.scale = Math.min(clientWidth / this.page.width, clientHeight / this.page.height) || 0.1;
    this.x = (clientWidth - this.page.width * this.scale) / 2;
    this.y = (clientHeight - this.page.height * this.scale) / 2;
    this.#move();
  }

  /** Larger or smaller about a point of the section, its middle if none is told. */
  zoom(factor, x = this.root.clientWidth / 2, y = this.root.clientHeight / 2) {
    const least = Math.min(this.root.clientWidth / this.page.width, this.root.clientHeight / this.page.height) / 2;
    const scale = Math.min(4, Math.max(least, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.byHand = true;
    this.#move();
  }

  larger() { this.zoom(STEP); }
  smaller() { this.zoom(1 / STEP); }

  whole() {
    this.byHand = true;
    this.fit();
  }

  /** Turn a manner of looking on or off: "strong" or "invert". */
  look(manner) {
    const on = this.root.classList.toggle(manner);
    this.root.querySelector(`[data-view=${manner}]`).setAttribute("aria-pressed", on);
  }

  /** Bring the lit box into sight, in a size in which it can be read unless somebody chose one by hand. */
  #settle(keep) {
    if (!this.box) return this.fit();
    const [x, y, width, height] = this.box;
    const { clientWidth, clientHeight } = this.root;
    if (!keep) {
      const across = clientWidth / this.page.width;
      this.scale = Math.max(across, Math.min(1.6, LEGIBLE / Math.max(1, Math.min(width, height))));
    }
    this.x = within(clientWidth / 2 - (x + width / 2) * this.scale, clientWidth, this.page.width * this.scale);
    this.y = within(clientHeight / 2 - (y + height / 2) * this.scale, clientHeight, this.page.height * this.scale);
    this.#move();
  }

  #move() {
    this.sheet.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
    for (const [head, [x, y]] of this.columns) {
      if (this.page.vertical) head.style.top = `${this.y + y * this.scale}px`;
      else head.style.left = `${this.x + x * this.scale}px`;
    }
    this.#sharpen();
  }

  /** Fetch the picture in the size in which it is looked at; the coarse one stands until it is there. */
  #sharpen() {
    const wanted = Math.max(this.page.width, this.page.height) * this.scale * Math.min(2, devicePixelRatio || 1);
    const sides = this.byHand ? SIDES : SIDES.slice(0, -1); // the largest is heavy: only for who looks closer
    const side = sides.find((each) => each >= wanted * 0.8) ?? sides.at(-1);
    if (side <= this.side) return;
    const first = this.side === 0;
    this.side = side;
    const { sha256, number } = this.page;
    const address = (size) => `/review/sheet/${sha256}/${number}/${size}.jpg`;
    if (first) this.picture.src = address(SIDES[0]);
    if (side === SIDES[0]) return;
    const finer = new Image();
    finer.onload = () => {
      if (this.page.sha256 === sha256 && this.page.number === number && this.side === side) this.picture.src = finer.src;
    };
    finer.src = address(side);
  }

  #mark(name, kind) {
    const made = document.createElementNS(SVG, name);
    made.setAttribute("class", kind);
    made.setAttribute("vector-effect", "non-scaling-stroke");
    this.marks.append(made);
    return made;
  }

  #listen() {
    const { root } = this;
    root.addEventListener("wheel", (event) => {
      event.preventDefault();
      const at = root.getBoundingClientRect();
      if (event.ctrlKey) return this.zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1, event.clientX - at.left, event.clientY - at.top);
      this.#pan(-(event.shiftKey ? event.deltaY : event.deltaX), event.shiftKey ? 0 : -event.deltaY);
    }, { passive: false });
    root.addEventListener("pointerdown", (event) => {
      if (event.target.closest(".tools")) return;
      this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
      this.dragged = 0;
      root.setPointerCapture(event.pointerId);
    });
    root.addEventListener("pointermove", (event) => this.#dragged(event));
    root.addEventListener("pointerup", (event) => {
      const alone = this.pointers.size === 1;
      if (!this.pointers.delete(event.pointerId) || !alone || this.dragged > 5) return;
      const at = root.getBoundingClientRect();
      this.chosen((event.clientX - at.left - this.x) / this.scale, (event.clientY - at.top - this.y) / this.scale);
    });
    root.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId));
    root.addEventListener("click", (event) => {
      const asked = event.target.closest("[data-view]")?.dataset.view;
      if (asked === "in") this.larger();
      else if (asked === "out") this.smaller();
      else if (asked === "fit") this.whole();
      else if (asked) this.look(asked);
    });
  }

  #dragged(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    if (this.pointers.size === 2) {
      const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const at = this.root.getBoundingClientRect();
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      this.zoom(factor, (now[0] + other[0]) / 2 - at.left, (now[1] + other[1]) / 2 - at.top);
    } else {
      this.#pan(now[0] - before[0], now[1] - before[1]);
    }
    this.dragged += distance(before, now);
    this.pointers.set(event.pointerId, now);
  }

  #pan(right, down) {
    this.x += right;
    this.y += down;
    this.#move();
  }
}

/** The upper and the lower side of a box, as points. */
function sides([x, y, width, height]) {
  return [y, y + height].map((edge) => [[x, edge], [x + width, edge]]);
}

function place(mark, [x, y, width, height]) {
  Object.entries({ x, y, width, height }).forEach(([name, value]) => mark.setAttribute(name, value));
}

function within(start, room, length) {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, start));
}

function distance([x, y], [left, top]) {
  return Math.hypot(x - left, y - top);
}

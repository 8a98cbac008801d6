// The strip and the wall: many pieces of paper at once. Some are chosen, and settled with one key.

import { keys, tell, toast } from "../desk.js";
import { made } from "../elements.js";
import { Editor } from "./editor.js";
import { decide, stale, told, undo } from "./sending.js";

const way = JSON.parse(document.getElementById("way").textContent);
const gallery = document.getElementById("gallery");
const end = document.getElementById("gallery-end");
const onlyOpen = document.getElementById("gallery-open");
const detailOf = (cell) => `/review/cell/${cell.entry}/${encodeURIComponent(cell.key)}`;
const LETTER = 68; // CSS pixels of a letter in the wall
const SURE = 97; // percent from which nothing is said of how surely a letter was read

const tiles = []; // { tile, box, chosen }
let here = -1;
let following = way.data;
let loading = false;

const editor = new Editor({ accept, skip: () => step(1, true), undo: () => void undo(restored), move, other });

/** Fetch the tiles that follow; `wanted` has the cursor go to the first of them. */
async function more(wanted = false) {
  if (!following || loading) return;
  loading = true;
  end.textContent = "正在取下一批…";
  try {
    const part = await told(following);
    following = part.after;
    const first = tiles.length;
    for (const tile of part.tiles) add(tile);
    end.textContent = following ? "" : tiles.length ? "到此为止。" : "没有这样的字格。";
    if (following) told(following).catch(() => {});
    if (wanted && tiles.length > first) go(first);
  } catch (problem) {
    end.textContent = problem.message;
  }
  loading = false;
  if (following && gallery.scrollHeight <= gallery.clientHeight + 200) await more(); // room for another page
}

function add(tile) {
  const box = made("div", { class: "tile" });
  box.setAttribute("role", "option");
  box.dataset.at = tiles.length;
  const one = { tile, box, chosen: false };
  tiles.push(one);
  if (tile.mark && tile.crop) box.append(letter(tile));
  if (tile.crop) {
    const paper = made("span", { class: "paper" });
    paper.append(picture(tile));
    box.append(paper);
  }
  box.append(made("span", { class: "read" }));
  if (tile.sure !== null && tile.sure < SURE) box.append(made("span", { class: "sure" }, `${tile.sure}%`));
  fill(one);
  gallery.append(box);
}

function picture(tile) {
  const image = new Image(...tile.size);
  image.loading = "lazy";
  image.decoding = "async";
  image.alt = "";
  image.src = tile.crop;
  return image;
}

/** The character that is meant, cut out of the piece of its reading. */
function letter(tile) {
  const room = made("span", { class: "letter" });
  const image = picture(tile);
  const [x, y, width, height] = tile.mark;
  const [across, down] = tile.size;
  const scale = LETTER / Math.max(width * across, height * down) / 1.15;
  const wide = Math.min(LETTER, width * across * scale * 1.2);
  room.style.width = `${wide}px`;
  Object.assign(image.style, {
    width: `${across * scale}px`,
    height: `${down * scale}px`,
    left: `${wide / 2 - (x + width / 2) * across * scale}px`,
    top: `${LETTER / 2 - (y + height / 2) * down * scale}px`,
  });
  room.append(image);
  return room;
}

function fill({ tile, box, chosen }) {
  const { cell } = tile;
  const read = box.querySelector(".read");
  const text = cell.said.text;
  if (tile.at !== null && text[tile.at]) {
    read.replaceChildren(text.slice(0, tile.at), made("mark", {}, text[tile.at]), text.slice(tile.at + 1));
  } else {
    read.textContent = text;
  }
  box.className = ["tile", cell.status, cell.status === "flagged" || cell.loose ? "" : "settled", tile.size[1] > tile.size[0] * 1.4 && "down", chosen && "chosen-one", tiles[here]?.box === box && "here"]
    .filter(Boolean).join(" ");
  box.title = [tile.where, ...cell.doubts, tile.other && `次选的字：${tile.other}`].filter(Boolean).join("\n");
  box.setAttribute("aria-selected", chosen);
  box.setAttribute("aria-label", `${text || "空白"} ${tile.where}`);
}

/** Put the cursor on a tile. */
function go(at) {
  if (!tiles[at]) return;
  const before = tiles[here];
  here = at;
  if (before) fill(before);
  const { tile, box } = tiles[at];
  fill(tiles[at]);
  box.scrollIntoView({ block: "nearest" });
  editor.show(tile.cell, tile.where, tile.page);
  told(detailOf(tile.cell)).then((detail) => editor.add(detail), () => {});
  if (at > tiles.length - 12) more();
}

function shown(one) {
  return !onlyOpen.checked || !one.box.classList.contains("settled");
}

/** To the next tile, or the one before; `open` only where something waits. */
function step(by, open = false) {
  for (let at = here + by; tiles[at]; at += by) {
    if (shown(tiles[at]) && (!open || !tiles[at].box.classList.contains("settled"))) return go(at);
  }
  if (by > 0 && following) more(true);
  else if (open) tell("后面没有待核的了");
  return undefined;
}

function move(right, down) {
  if (right) return step(right);
  const from = tiles[here]?.box;
  if (!from) return go(0);
  const middle = from.offsetLeft + from.offsetWidth / 2;
  const rows = tiles.filter((one) => shown(one) && (down > 0 ? one.box.offsetTop > from.offsetTop + 4 : one.box.offsetTop < from.offsetTop - 4));
  const top = down > 0 ? Math.min(...rows.map((one) => one.box.offsetTop)) : Math.max(...rows.map((one) => one.box.offsetTop));
  const line = rows.filter((one) => Math.abs(one.box.offsetTop - top) < 5);
  const away = (one) => Math.abs(one.box.offsetLeft + one.box.offsetWidth / 2 - middle);
  const nearest = line.sort((one, two) => away(one) - away(two))[0];
  return nearest && go(Number(nearest.box.dataset.at));
}

function choose(one, chosen = !one.chosen) {
  one.chosen = chosen;
  fill(one);
  const many = tiles.filter((each) => each.chosen).length;
  document.getElementById("gallery-chosen").textContent = many ? `已选 ${many} 格，回车一并核定` : "";
}

function none() {
  for (const one of tiles) if (one.chosen) choose(one, false);
}

function all() {
  for (const one of tiles) if (shown(one) && !one.box.classList.contains("settled")) choose(one, true);
}

/** Keys beside those of the line; false where it is nobody's. */
function other(event, fresh) {
  if (event.altKey && event.key.toLowerCase() === "a") return all();
  if (event.altKey || event.ctrlKey || !fresh) return false;
  if (event.key === " ") {
    choose(tiles[here]);
    return step(1);
  }
  if (event.key === "Escape") return none();
  return false;
}

/** What is decided of a tile where `decision` is decided of the one under the cursor. */
function likewise(one, decision, current) {
  const { cell, at } = one.tile;
  const said = { entry: cell.entry, key: cell.key, saw_text: cell.seen[0], saw_value: cell.seen[1], saw_status: cell.status, value: "", why: decision.why };
  if (decision.text === current.said.text) return { ...said, text: cell.said.text };
  if (way.wall) return { ...said, text: cell.said.text.slice(0, at) + replaced(decision, current) + cell.said.text.slice(at + 1) };
  return { ...said, text: decision.text, value: decision.value };
}

/** The character that was put in place of the wall's own, in the reading under the cursor. */
function replaced(decision, current) {
  const { at } = tiles[here].tile;
  const tail = current.said.text.slice(at + 1);
  const changed = decision.text.slice(at, tail ? decision.text.length - tail.length : undefined);
  return [...changed].length === 1 ? changed : way.wall;
}

function accept(decision, stay) {
  const chosen = tiles.filter((one) => one.chosen);
  const current = tiles[here].tile.cell;
  const meant = chosen.length ? chosen : [tiles[here]];
  const decisions = new Map(); // a reading that holds the character twice is settled once
  for (const one of meant) {
    decisions.set(`${one.tile.cell.entry}|${one.tile.cell.key}`, chosen.length ? likewise(one, decision, current) : decision);
  }
  const before = meant.map((one) => [one, one.tile.cell]);
  for (const [one, cell] of before) {
    const text = decisions.get(`${cell.entry}|${cell.key}`).text;
    one.tile.cell = { ...cell, status: "verified", loose: "", doubts: [], said: { ...cell.said, text } };
    choose(one, false);
  }
  const back = () => before.forEach(([one, cell]) => { one.tile.cell = cell; fill(one); });
  decide([...decisions.values()], {
    each: chosen.length > 1,
    done: (answer) => {
      take(answer.cells);
      for (const lost of answer.overtaken) {
        if (lost.cell) take([lost.cell]);
        toast(`${lost.last ? `${lost.last.who} 已先定为` : "现在读作"}“${lost.cell?.said.text ?? ""}”，这一格没有改动。`, { wrong: true, stays: true });
      }
    },
    conflict: (_answer, refusal) => { back(); if (refusal.cell) take([refusal.cell]); },
    failed: back,
  });
  if (!stay) step(1, true);
}

function take(cells) {
  for (const cell of cells) {
    stale(detailOf(cell));
    for (const one of tiles) {
      if (one.tile.cell.entry !== cell.entry || one.tile.cell.key !== cell.key) continue;
      one.tile.cell = cell;
      fill(one);
    }
  }
}

function restored(cells) {
  take(cells);
  tell("已撤销");
  const at = tiles.findIndex((one) => one.tile.cell.entry === cells[0]?.entry && one.tile.cell.key === cells[0]?.key);
  if (at >= 0) go(at);
}

gallery.addEventListener("click", (event) => {
  const box = event.target.closest(".tile");
  if (!box) return;
  const at = Number(box.dataset.at);
  if (event.ctrlKey || event.metaKey) choose(tiles[at]);
  else if (event.shiftKey) tiles.slice(Math.min(here, at), Math.max(here, at) + 1).forEach((one) => choose(one, true));
  else return go(at);
  return editor.take();
});
gallery.addEventListener("dblclick", (event) => {
  const box = event.target.closest(".tile");
  if (box) location.assign(tiles[Number(box.dataset.at)].tile.page);
});
gallery.addEventListener("scroll", () => {
  if (gallery.scrollTop + gallery.clientHeight > gallery.scrollHeight - 600) more();
}, { passive: true });
onlyOpen.addEventListener("change", () => {
  gallery.classList.toggle("only-open", onlyOpen.checked);
  editor.take();
});
document.getElementById("gallery-all").addEventListener("click", () => { all(); editor.take(); });
document.getElementById("gallery-none").addEventListener("click", () => { none(); editor.take(); });

keys(way.wall ? "按字核对" : "按栏核对", [
  ...editor.keys,
  { key: " ", words: "选取这一格（回车一并核定所选）", press: editor.call },
  { key: "Alt+a", words: "选取全部未核", press: () => all() },
  { key: "ArrowUp", words: "上下左右移到别的格", press: editor.call },
  { key: "o", words: "看这一格所在的整页（或双击）", press: () => here >= 0 && location.assign(tiles[here].tile.page) },
  { key: "Alt+o", words: "同上，输入时用", typing: true, press: () => here >= 0 && location.assign(tiles[here].tile.page) },
]);

more().then(() => {
  const first = tiles.findIndex((one) => !one.box.classList.contains("settled"));
  go(Math.max(0, first));
});

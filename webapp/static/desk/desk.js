// The desk's manners, for every subject: sending without a new page, saying what became of it, and keys.

/** What the desk answered instead of doing it: `status`, and `told`, the JSON with its sentence under `error`. */
export class Refusal extends Error {
  constructor(status, told) {
    super(told.error ?? "没有做成。请再试一次。");
    this.status = status;
    this.told = told;
  }
}

const meta = document.querySelector('meta[name="csrf-token"]');

/** Ask or send `data` as JSON; the answer, or a Refusal. Status 0: the desk could not be reached. */
export async function send(address, data, { method = data === undefined ? "GET" : "POST", signal } = {}) {
  let answer = await asked(address, data, method, signal);
  if (answer.status === 400 && (await clone(answer)).code === "csrf") {
    // The page stood open while its reader logged in again elsewhere: its token is of the session before.
    const fresh = await asked("/token", undefined, "GET", signal);
    if (fresh.ok) {
      meta.content = (await fresh.json()).token;
      answer = await asked(address, data, method, signal);
    }
  }
  if (!answer.ok) throw new Refusal(answer.status, await clone(answer));
  return answer.status === 204 ? undefined : answer.json();
}

/** The same for a decision: the line below tells that it is being kept, was kept, or was not. */
export async function save(address, data, options) {
  tell("正在保存…");
  try {
    const told = await send(address, data, options);
    tell("已保存");
    return told;
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    tell("没有保存", { wrong: true });
    if (problem.status === 401) {
      toast("登录已失效，没有保存。请在新窗口登录，再回到这里重做一次。", {
        wrong: true, stays: true, act: "去登录", then: () => window.open("/login", "_blank", "noopener"),
      });
    } else if (problem.status !== 409) {
      toast(problem.message, { wrong: true });
    }
    throw problem; // 409 is the subject's to tell: it knows what the other person decided
  }
}

async function asked(address, data, method, signal) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = meta?.content ?? "";
  if (data !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(address, {
      method, headers, signal, credentials: "same-origin", redirect: "error",
      body: data === undefined ? undefined : JSON.stringify(data),
    });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Refusal(0, { error: "连不上工作台，没有保存。请看看网络，再试一次。" });
  }
}

async function clone(answer) {
  try {
    return await answer.clone().json();
  } catch {
    return {};
  }
}

const line = document.getElementById("status");

/** Say something in the line below, which screen readers read out, too. */
export function tell(words, { wrong = false } = {}) {
  if (!line) return;
  line.classList.toggle("wrong", wrong);
  line.textContent = words;
}

const LASTS = 8000;
const toasts = document.getElementById("toasts");

/**
 * A notice that goes by itself. `undo` puts 撤销 beside the words; any other action is named by `act` and done by
 * `then`. `stays`: until somebody closes it. Gives a function that takes it away.
 */
export function toast(words, { undo, act, then, wrong = false, stays = false } = {}) {
  const box = document.createElement("div");
  box.className = wrong ? "toast wrong" : "toast";
  box.setAttribute("role", wrong ? "alert" : "status");
  const said = document.createElement("p");
  said.textContent = words;
  box.append(said);
  const away = () => box.remove();
  const doing = undo ?? then;
  if (doing) box.append(button(undo ? "撤销" : act, () => { away(); doing(); }));
  box.append(button("关闭", away, "quiet"));
  toasts.append(box);
  while (toasts.childElementCount > 3) toasts.firstElementChild.remove();
  if (!stays) setTimeout(away, LASTS);
  return away;
}

function button(words, press, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

const known = new Map();

/**
 * Keys of a page: `group` is the heading in the overview, each key is `{ key, words, press, typing, dialog }`.
 * `key` is as in KeyboardEvent.key, with "Ctrl+", "Alt+" or "Shift+" before it, or two letters one after the other
 * ("g d"). While somebody types, only keys with `typing` count; while a dialog is open, only those with
 * `dialog`. `press` gets the event; false lets it go on.
 * Gives a function that takes the keys away again.
 */
export function keys(group, list) {
  for (const each of list) known.set(each.key, { ...each, group });
  return () => list.forEach((each) => known.get(each.key)?.press === each.press && known.delete(each.key));
}

let first = "";
let since = 0;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.metaKey) return; // an input method has the keys
  const name = nameOf(event);
  const typing = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const chord = event.timeStamp - since < 1500 && first ? known.get(`${first} ${name}`) : undefined;
  const found = chord ?? known.get(name);
  first = typing ? "" : name;
  since = event.timeStamp;
  if (!found || (typing && !found.typing) || (document.querySelector("dialog[open]") && !found.dialog)) return;
  if (found.press(event) !== false) event.preventDefault();
});

function nameOf(event) {
  const printed = event.key.length === 1;
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && !printed && "Shift", printed ? event.key.toLowerCase() : event.key]
    .filter(Boolean).join("+");
}

const overview = document.getElementById("shortcuts");

function show() {
  const list = overview.querySelector("dl");
  list.replaceChildren();
  const groups = Map.groupBy ? Map.groupBy(known.values(), (each) => each.group) : grouped([...known.values()]);
  for (const [group, members] of groups) {
    const head = document.createElement("dt");
    head.className = "group";
    head.textContent = group;
    list.append(head);
    for (const words of new Set(members.map((each) => each.words))) {
      const dt = document.createElement("dt");
      members.filter((each) => each.words === words).forEach(({ key }, at) => dt.append(at ? " / " : "", ...caps(key)));
      const dd = document.createElement("dd");
      dd.textContent = words;
      list.append(dt, dd);
    }
  }
  overview.showModal();
}

/** The caps of a key; those of a key with others held come one after the other. */
function caps(key) {
  return (key.length === 1 ? [key] : key.split(/[+ ]/)).map((part) => {
    const cap = document.createElement("kbd");
    cap.textContent = NAMES[part] ?? part;
    return cap;
  });
}

const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Enter: "回车", Escape: "Esc", " ": "空格", PageDown: "PgDn" };

function grouped(members) {
  const groups = new Map();
  for (const each of members) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return groups;
}

if (overview) {
  keys("到处", [
    { key: "?", words: "快捷键（输入时按 F1）", press: show },
    { key: "F1", words: "快捷键（输入时按 F1）", typing: true, press: show },
    ...[...document.querySelectorAll("[data-go]")].map((link) => ({
      key: `g ${link.dataset.go}`, words: link.textContent, press: () => link.click(),
    })),
  ]);
  document.querySelector("[data-shortcuts]").addEventListener("click", show);
}

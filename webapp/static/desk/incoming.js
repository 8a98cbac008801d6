// Letters: one key each, the next opens by itself.
import { keys, save, tell, toast } from "./desk.js";

const letters = [...document.querySelectorAll("[data-letter]")];
let at = -1;

function go(to) {
  if (!letters.length) return;
  at = Math.max(0, Math.min(letters.length - 1, to));
  letters[at].focus({ preventScroll: true });
  letters[at].scrollIntoView({ block: "nearest" });
}

function next() {
  const open = letters.findIndex((each, place) => place > at && !each.classList.contains("gone"));
  if (open >= 0) go(open);
  else tell("这一页都看过了。");
}

async function decide(letter, verdict) {
  const why = letter.querySelector("[name=why]");
  if (letter.classList.contains("gone")) return;
  if (verdict === "refused" && !why.value.trim()) {
    why.focus();
    tell("请写明不予显示的理由，再按回车。", { wrong: true });
    return;
  }
  letter.classList.add("gone");
  try {
    await save(letter.dataset.address, { verdict, why: why.value, saw: letter.dataset.state });
  } catch (problem) {
    if (problem.status !== 409) letter.classList.remove("gone");
    else toast(problem.message, { wrong: true, stays: true });
    return;
  }
  letter.querySelectorAll("button, input").forEach((each) => { each.disabled = true; });
  toast(verdict === "accepted" ? "已准予显示；要撤下，请到「已准予显示」。" : "不予显示；要改，请到「不予显示」。");
  next();
}

letters.forEach((letter, place) => {
  letter.addEventListener("focusin", () => { at = place; });
  letter.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    decide(letter, event.submitter?.value ?? "refused");
  });
  letter.querySelector("[name=why]").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    decide(letter, "refused");
  });
});

for (const match of document.querySelectorAll("[data-match]")) {
  match.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const people = [...match.querySelectorAll("[name=person]:checked")].map((each) => each.value);
    if (!people.length) return tell("请先勾选已告知的人。", { wrong: true });
    await save(match.dataset.address, { people });
    match.classList.add("gone");
    match.querySelectorAll("button, input").forEach((each) => { each.disabled = true; });
  });
}

if (letters.length) {
  const here = (verdict) => () => { if (at < 0) go(0); decide(letters[at], verdict); };
  keys("来信", [
    { key: "j", words: "下一件", press: () => go(at + 1) },
    { key: "k", words: "上一件", press: () => go(at - 1) },
    { key: "a", words: "准予显示", press: here("accepted") },
    { key: "r", words: "不予显示（写理由，回车）", press: here("refused") },
  ]);
}

// Somebody else decided first: what they decided is shown, and nothing is written over it.

const dialog = document.getElementById("overtaken");
const part = (name) => document.getElementById(`overtaken-${name}`);

/** Ask what is to be done; "theirs", "mine" or "later". `told` is the desk's refusal, `mine` what one wanted. */
export function askWhat(told, mine) {
  const { last, cell } = told;
  part("title").textContent = last ? "别人已经先作了决定" : "这里已经重新读过";
  const where = cell ? `${cell.label}，第 ${cell.row} 条：` : "";
  part("words").textContent = where + (last
    ? `${last.who} 于 ${last.at} ${last.what}“${last.text}”${last.why ? `（${last.why}）` : ""}。`
    : "机器重读了这一页，现在的读法与您看到的不同。");
  part("now").textContent = cell ? cell.said.text || "（空白）" : "这一栏已不在";
  part("mine").textContent = mine || "（空白）";
  return new Promise((resolve) => {
    const answer = (chosen) => {
      dialog.removeEventListener("keydown", keyed);
      dialog.removeEventListener("click", clicked);
      dialog.removeEventListener("cancel", cancelled);
      dialog.close();
      resolve(chosen);
    };
    const keyed = (event) => {
      const chosen = { 1: "theirs", 2: "mine", 3: "later" }[event.key];
      if (!chosen || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      answer(chosen);
    };
    const clicked = (event) => {
      const chosen = event.target.closest("[data-answer]")?.dataset.answer;
      if (chosen) answer(chosen);
    };
    const cancelled = (event) => {
      event.preventDefault();
      answer("later");
    };
    dialog.addEventListener("keydown", keyed);
    dialog.addEventListener("click", clicked);
    dialog.addEventListener("cancel", cancelled);
    dialog.showModal();
    dialog.querySelector("[data-answer=theirs]").focus();
  });
}

// A preview of changes: how many are ticked, and all but names at once.
import { keys } from "./desk.js";

const form = document.querySelector("[data-changes]");

if (form) {
  const ticks = [...form.querySelectorAll('tbody input[type="checkbox"]')];
  const count = () => { form.querySelector("[data-count]").textContent = ticks.filter((tick) => tick.checked).length; };
  const set = (checked) => {
    // A name is ticked by who has looked at it, never with the others.
    for (const tick of ticks) if (!checked || tick.dataset.label !== "姓名") tick.checked = checked;
    count();
  };
  const step = (by) => {
    const at = ticks.indexOf(document.activeElement);
    const next = ticks[Math.min(ticks.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  form.addEventListener("change", count);
  form.querySelector("[data-all]")?.addEventListener("click", () => set(true));
  form.querySelector("[data-none]")?.addEventListener("click", () => set(false));
  form.addEventListener("submit", () => { form.querySelector("button.main").disabled = true; });
  keys("预览", [
    { key: "j", words: "下一处", press: () => step(1) },
    { key: "k", words: "上一处", press: () => step(-1) },
  ]);
  count();
}

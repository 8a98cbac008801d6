// What was decided last: take it back with one press.
import { save, toast } from "./desk.js";

const address = document.getElementById("decided").dataset.undo;

document.querySelector("main").addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-act], button[data-one]");
  if (!button) return;
  const { act, one, other } = button.dataset;
  button.disabled = true;
  try {
    await save(address, act ? { act: Number(act) } : { one, other });
    location.reload();
  } catch (problem) {
    button.disabled = false;
    if (problem.status === 409) toast(problem.message, { wrong: true, stays: true });
  }
});

// Two entries side by side: decide with one key, and the next pair comes without a new page.
import { keys, save, send, tell, toast } from "./desk.js";

const place = document.getElementById("comparison");

const shown = () => place.querySelector(".comparison").dataset;
const why = () => place.querySelector('[name="why"]')?.value ?? "";

/** Put the comparison at an address in place of the one that is shown. */
async function open(address) {
  const answer = await fetch(`${address}?part`, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  place.innerHTML = await answer.text();
  history.replaceState(null, "", address);
  place.querySelector("h1").scrollIntoView({ block: "nearest" });
  window.scrollTo(0, 0);
}

async function go(next) {
  if (next) {
    await open(next);
  } else {
    toast("待看的都看完了。", { act: "回到列表", then: () => location.assign(place.dataset.list), stays: true });
    await open(location.pathname);
  }
}

let busy = false;

/** Do one thing at a time: a second press while the first is on its way is none. */
async function alone(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch (problem) {
    if (problem.status === 409) {
      toast(problem.message, { wrong: true, stays: true, act: "看现在的", then: () => open(location.pathname) });
    } else if (!("told" in problem)) {
      throw problem;
    }
  } finally {
    busy = false;
  }
}

function decide(same) {
  const button = place.querySelector(`[data-same="${same ? "yes" : "no"}"]`);
  if (!button || button.disabled) return;
  const { one, other, sawOne, sawOther } = shown();
  const here = location.pathname;
  alone(async () => {
    const told = await save(place.dataset.decide, { one, other, saw_one: sawOne, saw_other: sawOther, same, why: why() });
    const undoing = told.act === null ? { one, other } : { act: told.act };
    toast(same ? "已关联为同一人。" : "已记下不是同一人，不再提示。", {
      undo: () => alone(async () => { await save(place.dataset.undo, undoing); await open(here); }),
    });
    await go(told.next);
  });
}

function later() {
  const { one, other } = shown();
  alone(async () => {
    tell("");
    await go((await send(`${place.dataset.next}?${new URLSearchParams({ one, other })}`)).next);
  });
}

function part(button) {
  alone(async () => {
    const told = await save(place.dataset.part, { entry: button.dataset.partEntry, saw: button.dataset.saw, why: why() });
    await open(location.pathname);
    toast("已拆出。", {
      undo: () => alone(async () => { await save(place.dataset.undo, { act: told.act }); await open(location.pathname); }),
    });
  });
}

function withdraw() {
  const { one, other } = shown();
  alone(async () => { await save(place.dataset.undo, { one, other }); await open(location.pathname); });
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.same) decide(button.dataset.same === "yes");
  else if ("later" in button.dataset) later();
  else if ("withdraw" in button.dataset) withdraw();
  else if (button.dataset.partEntry) part(button);
});
place.addEventListener("submit", (event) => event.preventDefault());

keys("对照", [
  { key: "y", words: "是同一人", press: () => decide(true) },
  { key: "n", words: "不是同一人", press: () => decide(false) },
  { key: "j", words: "以后再看", press: later },
  { key: "PageDown", words: "以后再看", press: later },
]);

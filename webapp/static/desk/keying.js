// One cell after the other: the second person sees its picture alone, the third also what the two before said.
import { keys, save, send, toast } from "./desk.js";
import { made } from "./elements.js";

const room = document.getElementById("keying");
const address = room.dataset.address;
const form = room.querySelector("form");
const find = (name) => form.querySelector(name);
const text = form.elements.text;
const value = form.elements.value;

let task = null;

next(0);

async function next(after) {
  const told = await send(`${address}/next?after=${after}`);
  task = told.task;
  room.querySelector(".progress").textContent = `这一轮共 ${told.cells} 格，已定 ${told.settled} 格`;
  form.hidden = !task;
  room.querySelector(".none").hidden = Boolean(task);
  if (!task) return;
  const third = task.part === "third";
  find(".label").textContent = task.label;
  find(".part").textContent = third
    ? "前两次录得不一样，请对照原件定下。可选其中一个，也可另录。"
    : "只看这一小块，照纸上写的录入：繁体照旧，〃 照旧，看不清的字用 □。";
  find(".scrap img").src = task.picture;
  find(".whole").hidden = !third;
  if (third) find(".whole img").src = task.line;
  find(".paper").hidden = !third;
  if (third) find(".paper a").href = task.paper;
  find(".others").hidden = !third;
  find(".others").replaceChildren(...task.others.map(choice));
  find(".meaning").hidden = true;
  text.value = "";
  value.value = "";
  text.focus();
}

function choice(words, number) {
  const row = made("li");
  const button = made("button", { type: "button" }, `${number + 1}　${words || "（空白）"}`);
  button.addEventListener("click", () => take(words));
  row.append(button);
  return row;
}

async function take(words, blank = !words) {
  if (!task) return;
  const kept = task;
  try {
    await save(`${address}/${kept.number}`, { part: kept.part, text: words, value: value.value, blank });
    await next(kept.number);
  } catch (problem) {
    if (problem.status === 409) {
      toast(problem.message, { wrong: true });
      await next(kept.number);
    } else if (problem.status === 422) {
      text.value = words;
      find(".meaning").hidden = false;
      value.focus();
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (text.value.trim()) take(text.value.trim());
  else text.focus();
});
find(".blank").addEventListener("click", () => take("", true));
find(".later").addEventListener("click", () => task && next(task.number));

keys("双录", [
  { key: "Enter", words: "记下", press: () => false },
  { key: "Ctrl+b", words: "纸上空白", press: () => take("", true), typing: true },
  { key: "PageDown", words: "先放着，看下一格", press: () => task && next(task.number), typing: true },
  ...[0, 1].map((number) => ({
    key: `Alt+${number + 1}`, words: `选第 ${number + 1} 个`, typing: true,
    press: () => task?.others.length > number && take(task.others[number]),
  })),
]);

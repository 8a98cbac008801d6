// Drawing a region with the pointer or the keys; sizes are pixels of the page set upright.
import { save, tell } from "./desk.js";

for (const form of document.querySelectorAll("[data-show]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await save(form.dataset.show, { why: form.elements.why.value });
    location.reload();
  });
}

const paper = document.querySelector("[data-draw]");
if (paper) {
  const width = Number(paper.dataset.width);
  const height = Number(paper.dataset.height);
  const rect = paper.querySelector(".new");
  let box = null;
  let from = null;

  const show = () => {
    for (const [name, value] of Object.entries(box ?? { x: 0, y: 0, width: 0, height: 0 })) rect.setAttribute(name, value);
  };
  const within = (value, most) => Math.max(0, Math.min(most, value));
  const point = (event) => {
    const frame = paper.getBoundingClientRect();
    return [within((event.clientX - frame.left) / frame.width * width, width), within((event.clientY - frame.top) / frame.height * height, height)];
  };
  paper.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = point(event);
    paper.setPointerCapture(event.pointerId);
  });
  paper.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = point(event);
    box = { x: Math.min(from[0], to[0]), y: Math.min(from[1], to[1]), width: Math.abs(to[0] - from[0]), height: Math.abs(to[1] - from[1]) };
    show();
  });
  paper.addEventListener("pointerup", () => { from = null; });
  paper.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const by = Math.max(width, height) / 200;
    box ??= { x: width * .4, y: height * .45, width: width * .2, height: height * .05 };
    if (event.shiftKey) {
      box.width = Math.max(by, Math.min(width - box.x, box.width + step[0] * by));
      box.height = Math.max(by, Math.min(height - box.y, box.height + step[1] * by));
    } else {
      box.x = within(box.x + step[0] * by, width - box.width);
      box.y = within(box.y + step[1] * by, height - box.height);
    }
    show();
  });
  document.querySelector("[data-hide]").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!box) return tell("请先在页面上拖出一个框。", { wrong: true });
    await save(paper.dataset.draw, { box: [box.x, box.y, box.width, box.height], why: event.target.elements.why.value });
    location.reload();
  });
}

"use strict";
// A kiosk works without this. With it keys answer at once, and touches of any kind keep the page.

const body = document.body;

// Back to the start when nobody touches any more ------------------------------------------------------

const idle = Number(body.dataset.idle) * 1000;
let leaving;

function stay() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (location.pathname === body.dataset.start) {
      scrollTo(0, 0);
      stay();
    } else {
      location.replace(body.dataset.start);
    }
  }, idle);
}

for (const sign of ["pointerdown", "pointermove", "touchmove", "wheel", "keydown", "scroll"]) {
  addEventListener(sign, stay, { capture: true, passive: true });
}
stay();

// A page that comes back from the browser's memory bears no flower of the visitor before.
addEventListener("pageshow", () => {
  const flower = document.getElementById("flower");
  if (flower) flower.checked = false;
  stay();
});
addEventListener("contextmenu", (event) => event.preventDefault());

// The way back ------------------------------------------------------------------------------------------

const back = document.querySelector("[data-back]");
if (back && location.pathname !== body.dataset.start && document.referrer.startsWith(location.origin)) {
  back.hidden = false;
  back.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
}

// Keys: letters are kept here, so that none is lost while an answer is under way -----------------------------

const spelling = document.getElementById("spelling");
if (spelling) {
  let typed = spelling.querySelector("output").textContent;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    const address = spelling.dataset.keys + (typed ? `?typed=${typed}` : "");
    spelling.querySelector("output").textContent = typed;
    const hint = spelling.querySelector(".hint");
    if (hint) hint.hidden = typed !== "";
    let text = "";
    try {
      text = await (await fetch(address)).text();
    } catch {
      return; // the server is starting again; the next touch asks anew
    }
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("spelling")) return;
    history.replaceState(null, "", address);
    for (const part of ["#names", ".typed"]) {
      spelling.querySelector(part).replaceWith(page.querySelector(`#spelling ${part}`));
    }
  };

  spelling.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (!key) return;
    event.preventDefault();
    const name = key.dataset.key;
    if (name === "clear") typed = "";
    else if (name === "back") typed = typed.slice(0, -1);
    else if (typed.length < 24) typed += name;
    show();
  });
}

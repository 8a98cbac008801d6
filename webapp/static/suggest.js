// Suggests how the last word of a question may go on: an ARIA combobox with a listbox below it.
// The page is whole without this; whatever fails here leaves it as it was.
"use strict";

(() => {
  const PAUSE = 150; // milliseconds without a key before the site is asked

  const input = document.querySelector("input[data-suggest]");
  if (!input) return;
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer, asking, active = -1;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (place) => {
    active = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };

  const take = (words) => {
    input.value = input.value.replace(/\S*$/, () => words);
    close();
    input.form.submit();
  };

  const option = ({ words, kind }, place) => {
    const line = document.createElement("li");
    line.id = `suggestion-${place}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const said = document.createElement("span"), what = document.createElement("small");
    said.textContent = words;
    said.lang = "zh-Hans";
    what.textContent = input.dataset[kind] ?? ""; // the page says it in its own language
    line.append(said, " ", what);
    line.addEventListener("click", () => take(words));
    return line;
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: input.value })}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (signal.aborted || document.activeElement !== input) return;
      if (!suggestions.length) return close();
      list.replaceChildren(...suggestions.map(option));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    } catch {
      if (!signal.aborted) close();
    }
  };

  const wait = () => {
    clearTimeout(timer);
    if (!input.value.trim()) return close();
    timer = setTimeout(ask, PAUSE);
  };

  input.addEventListener("input", (event) => event.isComposing || wait());
  input.addEventListener("compositionend", wait);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    // 229: Safari has ended the composition by the time it tells of the key that did so.
    if (event.isComposing || event.keyCode === 229 || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") activate(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") activate(active > 0 ? active - 1 : last);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else return;
    event.preventDefault();
  });
})();

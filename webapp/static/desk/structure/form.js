// The form in which a decision is spelled out: what it holds, its reason, and how it is sent or given up.
import { made } from "../elements.js";

export class Form {
  /** `fields` are all that a line may have, as pairs of key and word; `closed` is called when the form is given up. */
  constructor(root, fields, closed) {
    this.root = root;
    this.fields = fields;
    this.closed = closed;
  }

  /** Ask for `parts`, and call `submit` when they are filled in. */
  open(title, parts, submit, { hint = "", word = "保存" } = {}) {
    const acts = made("div", { class: "acts" });
    const cancel = made("button", { type: "button" }, "取消");
    cancel.addEventListener("click", () => this.close());
    acts.append(made("button", { class: "main" }, word), cancel);
    this.root.replaceChildren(made("h2", {}, title), ...(hint ? [made("p", {}, hint)] : []), ...parts, acts);
    this.root.onsubmit = (event) => {
      event.preventDefault();
      submit();
    };
    this.root.hidden = false;
    this.root.querySelector("input, select, textarea")?.focus();
    this.root.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.root.hidden = true;
    this.root.replaceChildren();
    this.closed();
  }

  /** The reason that was written, "" where none was asked for. */
  get why() {
    return this.root.querySelector("#why")?.value ?? "";
  }

  /** Inputs for the fields of one line: its name, and those that the page prints in `columns`. */
  inputs(prefix, columns, given = {}) {
    const printed = columns.map((column) => column.field);
    const known = this.fields.map(([key]) => key);
    const others = printed.filter((key) => !known.includes(key) && !key.includes("组别"));
    const shown = [...new Set(["name", ...known.filter((key) => printed.includes(key)), ...others])];
    return rows(shown.map((key) => [this.#word(key), made("input", {
      id: `${prefix}-${key}`, "data-field": key, value: given[key] ?? "", autocomplete: "off", maxlength: 500, spellcheck: "false",
    })]));
  }

  #word(key) {
    return this.fields.find(([known]) => known === key)?.[1] ?? key;
  }
}

/** What was keyed into such inputs, but for what stood there `before`. */
export function keyed(inputs, before = {}) {
  const told = {};
  for (const each of inputs.querySelectorAll("[data-field]")) {
    const text = each.value.trim();
    if (text && text !== (before[each.dataset.field] ?? "")) told[each.dataset.field] = text;
  }
  return told;
}

/** An input for the reason. */
export function reason(hint = "可不写") {
  return rows([["理由", made("input", { id: "why", placeholder: hint, autocomplete: "off", maxlength: 500 })]]);
}

/** Labels with what they label, one a row. */
export function rows(labelled) {
  const box = made("div", { class: "fields" });
  for (const [words, input] of labelled) box.append(made("label", { for: input.id }, words), input);
  return box;
}

/** A choice among pairs of value and words. */
export function choice(id, pairs) {
  const box = made("select", { id });
  offer(box, pairs);
  return box;
}

/** Have a choice offer these pairs, and no others. */
export function offer(box, pairs) {
  box.replaceChildren(...pairs.map(([value, words]) => made("option", { value }, words)));
}

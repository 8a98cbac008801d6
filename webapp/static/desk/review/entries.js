// The table of a page's entries beside its picture.

import { made } from "../elements.js";

export class Entries {
  /** `chosen` is called with the line and the column that somebody points at. */
  constructor(root, chosen) {
    this.root = root;
    root.addEventListener("click", (event) => {
      const box = event.target.closest("td[data-column]");
      if (box) chosen(Number(box.dataset.line), Number(box.dataset.column));
    });
  }

  /** Show another page. */
  open(page) {
    this.page = page;
    const table = made("table", { class: "table" });
    const head = made("tr");
    head.append(made("th", {}, "条"), ...page.columns.map((column) => {
      const over = made("th", {}, column.label);
      if (column.heading && column.heading !== column.label) over.title = `原件栏名：${column.heading}`;
      return over;
    }));
    for (const each of head.children) each.scope = "col";
    table.createTHead().append(head);
    const body = table.createTBody();
    this.boxes = page.lines.map((line, at) => {
      const row = body.insertRow();
      const number = made("th", {}, line.row);
      number.scope = "row";
      row.append(number);
      return line.cells.map((cell, column) => {
        const box = row.insertCell();
        Object.assign(box.dataset, { line: at, column });
        if (cell) fill(box, cell);
        else box.className = "none";
        return box;
      });
    });
    this.root.replaceChildren(table);
    this.here = null;
  }

  /** Show a cell as it stands by now. */
  renew(line, column) {
    fill(this.boxes[line][column], this.page.lines[line].cells[column]);
  }

  /** Light a cell and its line, and bring it into sight. */
  light(line, column) {
    this.here?.classList.remove("lit");
    this.here?.parentElement.classList.remove("band");
    this.here = this.boxes[line][column];
    this.here.classList.add("lit");
    this.here.parentElement.classList.add("band");
    this.here.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function fill(box, cell) {
  box.textContent = cell.said.text;
  box.className = [cell.status, cell.loose && "loose", cell.emended && "emended"].filter(Boolean).join(" ");
  const told = [...(cell.loose ? [cell.loose] : []), ...cell.doubts];
  if (cell.said.words && cell.said.words !== cell.said.text) told.unshift(`含义：${cell.said.words}`);
  if (cell.emended) told.push(`编者按：应为“${cell.emended.text}”${cell.emended.note}`);
  box.title = told.join("\n");
}

// Elements of a page, and of what is drawn over its picture.

const SVG = "http://www.w3.org/2000/svg";

/** An element of HTML; attributes that are blank are left out, but for a value. */
export function made(name, attributes = {}, words = "") {
  return filled(document.createElement(name), attributes, words);
}

/** The same of SVG. */
export function drawn(name, attributes = {}, words = "") {
  return filled(document.createElementNS(SVG, name), attributes, words);
}

/** A frame of that kind, which tells its name to whoever points at it. */
export function rectangle(box, kind, name = "") {
  const frame = drawn("rect", { class: kind });
  size(frame, box);
  if (name) frame.append(drawn("title", {}, name));
  return frame;
}

export function size(frame, [x, y, width, height]) {
  for (const [key, value] of Object.entries({ x, y, width, height })) frame.setAttribute(key, value);
}

function filled(element, attributes, words) {
  for (const [key, value] of Object.entries(attributes)) if (value !== "" || key === "value") element.setAttribute(key, value);
  if (words !== "") element.textContent = words;
  return element;
}

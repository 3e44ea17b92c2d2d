// Elements made of values. A text always becomes a text node, whoever wrote it.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; properties whose name has a hyphen, `class` and `role` become attributes. */
export function h(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** An SVG element; every property becomes an attribute. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.includes("-") || key === "class" || key === "role" || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

/** A number with its noun: “1 row”, “1,204 rows”. */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A choice with a label, for views that can show one column or another. */
export function choice(label, options, chosen, onchange) {
  const select = h(
    "select",
    { onchange: () => onchange(select.value) },
    options.map((option) => h("option", { value: option, selected: option === chosen }, option)),
  );
  return h("label", { class: "choice" }, `${label} `, select);
}

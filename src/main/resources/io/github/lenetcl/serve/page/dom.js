// Small helpers for the document.

export const byId = (id) => document.getElementById(id);

/** Makes an element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A part in per cent: finer near nought and near all, which it says only where it is all. */
export function percent(part) {
  const fine = part < 0.0995 || part > 0.9905;
  const text = (100 * part).toFixed(fine ? 1 : 0);
  return (text === "100.0" && part < 1 ? "99.9" : text) + " %";
}

/** Says what is wrong, or with nothing that all is well again. */
export function tell(problem) {
  const place = byId("problem");
  place.hidden = !problem;
  place.textContent = problem || "";
}

/** A colour of the style sheet, as [red, green, blue]. */
export function colour(name) {
  return getComputedStyle(document.documentElement)
    .getPropertyValue(name).trim().split(/\s+/).map(Number);
}

/** Calls a function when the colours change from light to dark or back. */
export function onTheme(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

// Small helpers for the document.

export const byId = (id) => document.getElementById(id);

/** Makes an element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const percent = (part) =>
  part > 0.9995 && part < 1 ? "99.9 %" : (100 * part).toFixed(part < 0.0995 ? 1 : 0) + " %";

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

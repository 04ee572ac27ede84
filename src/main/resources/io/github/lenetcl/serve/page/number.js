// The sheet for a whole number.

import { ask, bytes, draw, latest } from "./api.js";
import { byId, make, onTheme, percent, tell } from "./dom.js";
import { alternatives, inDoubt, words } from "./doubts.js";
import { thumbnail } from "./digit.js";
import { Pad } from "./pad.js";

/** The drawing of how it was read follows when the pen has rested for so many milliseconds. */
const REST = 250;

/** What the drawing shows, by how it was read. */
const SHOWN = {
  graph: "The cuts, an arc for each piece between them, and the path taken. Point at an arc to see its best class and price.",
  sdnn: "The share of each class at each place of the window, as dark as it is large, and below it the class that wins there.",
};

/** The drawing is made no smaller than this. */
const LEAST_SCALE = 0.7;

/** What is pointed at for an arc: wider than its line, which is thin. */
function reach(arc) {
  const wide = arc.cloneNode();
  wide.removeAttribute("stroke");
  wide.setAttribute("class", "reach");
  return wide;
}

export class Number {
  constructor(choices) {
    this.choices = choices;
    this.pad = new Pad(byId("number-pad"), 160);
    this.digits = [];
    this.ask = latest(() => this.answer());
    this.pad.addEventListener("change", () => this.changed());
    this.pad.addEventListener("resize", () => this.mark());
    this.pad.addEventListener("problem", (event) => tell(event.detail));
    onTheme(() => this.mark());
    for (const id of ["pattern", "method", "looks"]) byId(id).addEventListener("change", () => this.changed());
    byId("own").addEventListener("input", () => this.changed());
  }

  examples(lines) {
    byId("number-examples").replaceChildren(...lines.map((line) => {
      const known = { ...line, grey: bytes(line.grey) };
      const button = make("button", { title: `${line.text}, ${line.style}` }, thumbnail(known));
      button.setAttribute("aria-label", `Example ${line.text}, ${line.style}`);
      button.addEventListener("click", () => this.pad.showLevels(known, true));
      return button;
    }));
  }

  changed() {
    byId("own-label").hidden = byId("pattern").value !== "own";
    this.ask();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.explain(), REST);
  }

  parameters() {
    const pattern = byId("pattern").value === "own" ? byId("own").value : byId("pattern").value;
    return { ...this.choices(), pattern, method: byId("method").value, looks: byId("looks").value };
  }

  async answer() {
    if (this.pad.empty) { tell(""); return this.show(null); }
    try {
      const reply = await ask("/v1/read", this.pad.content(), { ...this.parameters(), n_best: 5 });
      tell("");
      this.show(this.pad.empty ? null : reply.answers[0]);
    } catch (problem) {
      this.show(null);
      tell(problem.message);
    }
  }

  show(answer) {
    this.digits = answer ? alternatives(answer.candidates) : [];
    const nothing = answer && answer.number === null;
    byId("number-answer").textContent = answer?.number || "\u00a0";
    byId("number-words").textContent = !answer ? ""
      : nothing ? "not read: nothing there that this may be"
      : answer.number === "" ? "no digits there" : percent(answer.confidence) + " sure";
    byId("doubts").replaceChildren(...words(this.digits).map((textContent) => make("li", { textContent })));
    this.mark();
  }

  /** Frames each digit on the sheet; what else it may be stands above it. */
  mark() {
    const canvas = byId("number-marks");
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    const context = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const { left, top, scale } = this.pad.frame();
    const x = (column) => (left + column * scale) * canvas.width;
    const y = (row) => (top + row * scale) * canvas.width;
    context.font = `${13 * devicePixelRatio}px system-ui, sans-serif`;
    context.textAlign = "center";
    const room = 4 * devicePixelRatio;
    let taken = -Infinity;
    for (const each of this.digits) {
      const { box } = each.digit;
      const doubt = inDoubt(each);
      context.strokeStyle = context.fillStyle = style.getPropertyValue(doubt ? "--doubt" : "--accent");
      context.lineWidth = 1.5 * devicePixelRatio;
      context.setLineDash(doubt ? [5 * devicePixelRatio, 4 * devicePixelRatio] : []);
      context.strokeRect(x(box.left), y(box.top), x(box.right) - x(box.left), y(box.bottom) - y(box.top));
      const rivals = each.others.map((other) => other.text).filter(Boolean).slice(0, 2);
      const text = each.digit.text + (!doubt ? "" : rivals.length ? ` or ${rivals.join(", ")}` : "?");
      const above = y(box.top) - 5 * devicePixelRatio;
      const middle = (x(box.left) + x(box.right)) / 2;
      const half = context.measureText(text).width / 2;
      // Where the one before reaches so far, this one stands below its digit.
      const crowded = middle - half < taken + room;
      if (!crowded) taken = middle + half;
      const at = [text, middle, crowded ? y(box.bottom) + 15 * devicePixelRatio : Math.max(14 * devicePixelRatio, above)];
      // Ink may be there: letters with a rim can be read on it.
      context.setLineDash([]);
      context.lineWidth = 4 * devicePixelRatio;
      context.strokeStyle = style.getPropertyValue("--card");
      context.strokeText(...at);
      context.fillText(...at);
    }
  }

  async explain() {
    const place = byId("explanation");
    byId("explained").textContent = SHOWN[byId("method").value];
    if (this.pad.empty) return place.replaceChildren();
    try {
      const svg = await draw("/v1/explain", this.pad.content(), this.parameters());
      const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
      // As wide as the page, but with letters that can be read: a long number is moved under the window.
      drawing.style.minWidth = `${LEAST_SCALE * drawing.getAttribute("width")}px`;
      for (const arc of drawing.querySelectorAll('path[stroke="#bbb"]')) arc.before(reach(arc));
      place.replaceChildren(document.importNode(drawing, true));
    } catch {
      // Why it cannot be read was told with the answer.
      place.replaceChildren();
    }
  }
}

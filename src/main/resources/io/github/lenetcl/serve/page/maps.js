// The way of a digit through the network: the input, the maps of every layer, the nearest codes.

import { numbers } from "./api.js";
import { byId, make, onTheme } from "./dom.js";
import { StageView, inkColours, paintGrid, signedColours } from "./stage.js";

/** The squash's largest value; more is shown as this. */
const AMPLITUDE = 1.7159;

const INPUT_CELL = 4;

/** Pixels for a unit of a bitmap code, as for one of F6. */
const CODE_CELL = 10;

export class Layers {
  constructor() {
    this.place = byId("layers");
    this.trace = null;
    onTheme(() => this.paint());
  }

  /** Makes room for a network. */
  open(network) {
    this.network = network;
    this.trace = null;
    this.input = make("canvas");
    this.field = make("div", { className: "field", hidden: true });
    const { width, height } = network.input;
    this.input.style.width = `${width * INPUT_CELL}px`;
    this.input.style.height = `${height * INPUT_CELL}px`;
    const input = make("figure", { className: "layer" },
      make("figcaption", {}, make("b", { textContent: "Input" }), `${height}×${width}`),
      make("div", { className: "maps input" }, this.input, this.field));
    const last = network.stages.length - 1;
    this.views = network.stages.slice(0, last).map(
      (stage, i) => new StageView(stage, i === last - 1 ? network.codes : null, (view, at) => this.seen(i, view, at)));
    this.ends = make("figure", { className: "layer" });
    this.place.replaceChildren(input, ...this.views.map((view) => view.element), this.ends);
    this.paint();
  }

  show(trace) {
    this.trace = trace;
    this.paint();
  }

  paint() {
    if (!this.network) return;
    const { width, height } = this.network.input;
    const known = this.trace?.stages;
    const colours = signedColours(AMPLITUDE);
    paintGrid(this.input, this.inputLevels(), 0, width, height, inkColours());
    this.views.forEach((view, i) => {
      const { maps, height: rows, width: columns } = view.stage;
      view.show(known ? numbers(known[i].values) : new Float32Array(maps * rows * columns), colours);
    });
    this.paintEnds(known ? numbers(known[known.length - 1].values) : null);
  }

  /** The digit in the middle of the input, from no ink, 0, to full ink. */
  inputLevels() {
    const { width, height } = this.network.input;
    const levels = new Float32Array(width * height);
    if (!this.trace?.digit) return levels;
    const digit = numbers(this.trace.digit);
    const side = Math.sqrt(digit.length);
    const [top, left] = [(height - side) >> 1, (width - side) >> 1];
    digit.forEach((level, i) => {
      levels[(top + Math.floor(i / side)) * width + left + i % side] = level / 255;
    });
    return levels;
  }

  /** The output, and where there are codes those that are nearest to the layer before. */
  paintEnds(outputs) {
    const { codes, classes, stages } = this.network;
    const last = stages[stages.length - 1];
    const caption = make("figcaption", {}, make("b", { textContent: last.name }),
      codes ? "distance from each code" : `${last.maps} units`);
    const order = outputs ? [...outputs.keys()].sort((a, b) => outputs[a] - outputs[b]) : [];
    const best = codes ? order[0] : order[order.length - 1];
    const rows = classes.map((name, i) => make("tr", { className: i === best ? "best" : "" },
      make("td", { textContent: name }), make("td", { textContent: outputs ? outputs[i].toFixed(codes ? 1 : 3) : "–" })));
    const parts = [make("table", { className: "output" }, make("tbody", {}, ...rows))];
    if (codes) parts.push(...(outputs ? order.slice(0, 2) : []).map((which, i) => this.code(which, outputs[which], i)));
    this.ends.replaceChildren(caption, make("div", { className: "codes" }, ...parts));
  }

  code(which, distance, rank) {
    const { width, height, bitmaps } = this.network.codes;
    const canvas = make("canvas");
    canvas.style.width = `${width * CODE_CELL}px`;
    canvas.style.height = `${height * CODE_CELL}px`;
    const colours = signedColours(AMPLITUDE);
    paintGrid(canvas, bitmaps[which], 0, width, height, (bit) => colours(bit ? 1 : -1));
    const title = rank === 0 ? "nearest code" : "second";
    return make("div", {}, canvas, make("p", { textContent: `${title}: ${this.network.classes[which]}, ${distance.toFixed(1)}` }));
  }

  /** Tells of a unit what it gives and what it sees. */
  seen(index, view, at) {
    this.views.forEach((other) => other.mark([]));
    const value = at && view.value(at);
    if (!at || view.unit(at).map >= view.stage.maps) {
      this.field.hidden = true;
      return;
    }
    const { stage } = view;
    const unit = view.unit(at);
    const sources = stage.sources[unit.map] ?? [];
    if (index > 0) this.views[index - 1].mark(sources);
    const { rows, columns } = this.frame(stage.field, unit);
    const where = stage.height * stage.width > 1 ? `map ${unit.map}, row ${unit.row}, column ${unit.column}` : `unit ${unit.map}`;
    const before = index > 0 ? this.views[index - 1].stage.name : "";
    const read = sources.length && index > 0 ? `; reads ${before} map${sources.length > 1 ? "s" : ""} ${sources.join(", ")}` : "";
    byId("unit").textContent =
      `${stage.name}, ${where}: ${value === undefined ? "–" : value.toFixed(3)}. Sees rows ${rows[0]} to ${rows[1]}, columns ${columns[0]} to ${columns[1]} of the input${read}.`;
  }

  /** Frames what a unit sees, and returns its first and last row and column. */
  frame({ size, step, before }, { row, column }) {
    const { width, height } = this.network.input;
    const range = (at, most) => [Math.max(0, at * step - before), Math.min(most, at * step - before + size) - 1];
    const rows = range(row, height);
    const columns = range(column, width);
    const set = (side, cells) => { this.field.style[side] = `${cells * INPUT_CELL}px`; };
    set("left", columns[0]);
    set("top", rows[0]);
    set("width", columns[1] - columns[0] + 1);
    set("height", rows[1] - rows[0] + 1);
    this.field.hidden = false;
    return { rows, columns };
  }
}


// One layer's maps as pictures.

import { colour, make } from "./dom.js";

/** Steps of a scale of colours from its middle to an end. */
const STEPS = 127;

const dark = matchMedia("(prefers-color-scheme: dark)");
const tables = new Map();

/** A scale's colours as pixels; they are asked of the style sheet once, which at each stroke takes too long. */
function table(name, make) {
  const key = name + dark.matches;
  if (!tables.has(key)) {
    const mix = make();
    tables.set(key, Uint32Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
      const [red, green, blue] = mix((i - STEPS) / STEPS);
      return (255 << 24) | (blue << 16) | (green << 8) | red;
    }));
  }
  return tables.get(key);
}

const between = (from, to, part) => from.map((each, i) => Math.round(each + part * (to[i] - each)));
const step = (part) => STEPS + Math.round(STEPS * Math.max(-1, Math.min(1, part)));

/** Blue below nought, red above, as far as the bound. */
export function signedColours(bound) {
  const pixels = table("signed", () => {
    const [below, zero, above] = ["--below", "--zero", "--above"].map(colour);
    return (part) => between(zero, part < 0 ? below : above, Math.abs(part));
  });
  return (value) => pixels[step(value / bound)];
}

/** From no ink, 0, to full ink, 1. */
export function inkColours() {
  const pixels = table("ink", () => {
    const zero = colour("--zero");
    const ink = getComputedStyle(document.body).color.match(/\d+/g).map(Number);
    return (part) => between(zero, ink, Math.max(0, part));
  });
  return (value) => pixels[step(value)];
}

/** Paints values into a canvas of one pixel each. */
export function paintGrid(canvas, values, from, width, height, colours) {
  // To set a canvas's size makes it anew, even where it stays the same.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colours(values[from + i] ?? 0);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** How values that belong to no place are set: rows and columns. */
function grid(stage, codes) {
  if (stage.height * stage.width > 1) return { width: stage.width, height: stage.height, count: stage.maps };
  if (codes && stage.maps === codes.width * codes.height) return { width: codes.width, height: codes.height, count: 1 };
  const width = Math.min(stage.maps, stage.maps > 40 ? 12 : 10);
  return { width, height: Math.ceil(stage.maps / width), count: 1 };
}

export class StageView {
  /** Makes the pictures of a stage; `seen` is told of the unit that is pointed at, or of none. */
  constructor(stage, codes, seen) {
    this.stage = stage;
    this.grid = grid(stage, codes);
    this.seen = seen;
    this.at = null;
    const { width, height, count } = this.grid;
    const cell = count > 1 ? [[24, 3], [8, 4]].find(([from]) => width >= from)?.[1] ?? 6 : 10;
    this.canvases = Array.from({ length: count }, (_, map) => this.canvas(map));
    const maps = make("div", { className: count > 1 ? "maps many" : "maps" }, ...this.canvases);
    maps.style.setProperty("--columns", Math.min(count, 8));
    maps.style.setProperty("--side", `${width * cell}px`);
    const size = stage.height * stage.width > 1 ? `${stage.maps} maps of ${stage.height}×${stage.width}` : `${stage.maps} units`;
    this.element = make("figure", { className: "layer", tabIndex: 0 },
      make("figcaption", {}, make("b", { textContent: stage.name }), size), maps);
    this.element.setAttribute("aria-label", `${stage.name}, ${size}`);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("pointerleave", () => this.point(null));
    this.element.addEventListener("blur", () => this.point(null));
  }

  canvas(map) {
    const canvas = make("canvas");
    canvas.addEventListener("pointermove", (event) => {
      const box = canvas.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / box.width * this.grid.width);
      const row = Math.floor((event.clientY - box.top) / box.height * this.grid.height);
      this.point({ map, row, column });
    });
    return canvas;
  }

  key(event) {
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    const { width, height, count } = this.grid;
    const at = this.at ?? { map: 0, row: 0, column: -1 };
    let { map, row, column } = at;
    row += move[0];
    column += move[1];
    // Over the edge there is the next map.
    if (column >= width || row >= height) { map++; [row, column] = [row % height, column % width]; }
    if (column < 0 || row < 0) { map--; [row, column] = [(row + height) % height, (column + width) % width]; }
    this.point({ map: (map + count) % count, row, column });
  }

  point(at) {
    const inside = at && at.row >= 0 && at.column >= 0 && at.row < this.grid.height && at.column < this.grid.width;
    this.at = inside ? at : null;
    this.seen(this, this.at);
  }

  /** Which unit a place is: its map, and its row and column there. */
  unit({ map, row, column }) {
    if (this.stage.height * this.stage.width > 1) return { map, row, column };
    return { map: row * this.grid.width + column, row: 0, column: 0 };
  }

  value(at) {
    const { map, row, column } = this.unit(at);
    return this.values?.[(map * this.stage.height + row) * this.stage.width + column];
  }

  show(values, colours) {
    this.values = values;
    const { width, height } = this.grid;
    this.canvases.forEach((canvas, map) => paintGrid(canvas, values, map * width * height, width, height, colours));
  }

  /** Marks the maps that a map of the next layer reads. */
  mark(maps) {
    this.canvases.forEach((canvas, map) => canvas.classList.toggle("source", maps.includes(map)));
  }
}

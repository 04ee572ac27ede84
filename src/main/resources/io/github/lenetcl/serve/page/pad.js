// A sheet to draw on, with mouse, pen, finger or keys, or to put a picture on.

import { Strokes } from "./strokes.js";
import { onTheme } from "./dom.js";
import { greyCanvas, prepared } from "./pictures.js";

/** Steps of the arrow keys, by the sheet's height. */
const STEP = 1 / 40;

export class Pad extends EventTarget {
  /** Makes a sheet of a canvas; its strokes are sent as pictures of that height. */
  constructor(canvas, sent) {
    super();
    this.canvas = canvas;
    this.sent = sent;
    this.strokes = new Strokes(canvas.clientWidth / canvas.clientHeight || 1);
    this.picture = null;
    this.cursor = null;
    this.down = false;
    this.listen();
    new ResizeObserver(() => this.resize()).observe(canvas);
    onTheme(() => this.paint());
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.pointerDown(event));
    canvas.addEventListener("pointermove", (event) => this.pointerMove(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => { this.drawing = false; });
    }
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("blur", () => { this.cursor = null; this.down = false; this.paint(); });
    const sheet = canvas.parentElement;
    sheet.addEventListener("dragover", (event) => { event.preventDefault(); sheet.classList.add("over"); });
    sheet.addEventListener("dragleave", () => sheet.classList.remove("over"));
    sheet.addEventListener("drop", (event) => {
      event.preventDefault();
      sheet.classList.remove("over");
      const [file] = event.dataTransfer.files;
      if (file) this.show(file);
    });
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.width];
  }

  pointerDown(event) {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    this.cursor = null;
    this.drawing = true;
    this.begin(...this.place(event));
  }

  pointerMove(event) {
    if (!this.drawing) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const each of all.length ? all : [event]) this.strokes.to(...this.place(each));
    this.changed();
  }

  begin(x, y) {
    this.picture = null;
    this.strokes.begin(x, y);
    this.changed();
  }

  key(event) {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) {
      this.step(move, event.shiftKey ? 4 : 1);
    } else if (event.key === " ") {
      this.down = !this.down;
      this.cursor ??= [0.5, 0.5 / this.strokes.ratio];
      if (this.down) this.begin(...this.cursor);
      else this.paint();
    } else if (event.key === "Backspace") {
      this.undo();
    } else if (event.key === "Delete") {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
  }

  step([right, down], times) {
    const bottom = 1 / this.strokes.ratio;
    const far = times * STEP * bottom;
    const [x, y] = this.cursor ?? [0.5, 0.5 * bottom];
    this.cursor = [clamp(x + right * far, 1), clamp(y + down * far, bottom)];
    if (!this.down) return this.paint();
    this.strokes.to(...this.cursor);
    this.changed();
  }

  undo() {
    if (this.picture) this.picture = null;
    else this.strokes.undo();
    this.down = false;
    this.changed();
  }

  clear() {
    this.picture = null;
    this.strokes.clear();
    this.down = false;
    this.changed();
  }

  /** Shows a picture file. */
  async show(file) {
    try {
      const { bitmap, sent } = await prepared(file);
      this.put({ image: bitmap, width: bitmap.width, height: bitmap.height, content: { file: sent } });
    } catch (problem) {
      this.dispatchEvent(new CustomEvent("problem", { detail: problem.message }));
    }
  }

  /** Shows levels of ink. */
  showLevels({ width, height, grey }, normalised) {
    const image = () => greyCanvas(grey, width, height);
    this.put({ image, width, height, content: { width, height, grey, normalised } });
  }

  put(picture) {
    this.strokes.clear();
    this.down = false;
    this.picture = picture;
    this.changed();
  }

  get empty() { return !this.picture && this.strokes.empty; }

  /** What is to be sent. */
  content() { return this.picture ? this.picture.content : this.strokes.levels(this.sent); }

  /** Where the sent picture's pixels are on the sheet: left, top, and the size of one, by its width. */
  frame() {
    const ratio = this.strokes.ratio;
    if (!this.picture) return { left: 0, top: 0, scale: 1 / Math.round(this.sent * ratio) };
    const { width, height } = this.picture;
    const scale = 0.94 * Math.min(1 / width, 1 / ratio / height);
    return { left: (1 - scale * width) / 2, top: (1 / ratio - scale * height) / 2, scale };
  }

  changed() {
    this.paint();
    this.dispatchEvent(new Event("change"));
  }

  resize() {
    const { canvas } = this;
    if (!canvas.clientWidth) return;
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    this.strokes.ratio = canvas.clientWidth / canvas.clientHeight;
    this.paint();
    this.dispatchEvent(new Event("resize"));
  }

  paint() {
    const { canvas } = this;
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, canvas.width, canvas.height);
    canvas.parentElement.classList.toggle("full", !this.empty || this.cursor !== null);
    context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
    if (this.picture) {
      const { left, top, scale } = this.frame();
      const { image, width, height } = this.picture;
      context.imageSmoothingEnabled = width > 64;
      context.drawImage(typeof image === "function" ? image() : image, left * canvas.width,
        top * canvas.width, scale * width * canvas.width, scale * height * canvas.width);
    }
    this.strokes.paint(context, canvas.width);
    if (this.cursor) this.paintCursor(context);
  }

  paintCursor(context) {
    const [x, y] = this.cursor.map((part) => part * this.canvas.width);
    const size = 9 * devicePixelRatio;
    context.strokeStyle = getComputedStyle(this.canvas.parentElement).borderColor;
    context.lineWidth = 2 * devicePixelRatio;
    context.beginPath();
    context.moveTo(x - size, y); context.lineTo(x + size, y);
    context.moveTo(x, y - size); context.lineTo(x, y + size);
    context.stroke();
    if (this.down) {
      context.beginPath();
      context.arc(x, y, size / 2, 0, 2 * Math.PI);
      context.stroke();
    }
  }
}

const clamp = (value, most) => Math.max(0, Math.min(most, value));

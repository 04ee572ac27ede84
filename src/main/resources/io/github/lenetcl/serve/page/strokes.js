// Strokes of a pen, in parts of the sheet's width.

/** The pen's width, by the sheet's height. */
const PEN = { square: 0.075, wide: 0.06 };

export class Strokes {
  constructor(ratio) {
    this.ratio = ratio;
    this.list = [];
  }

  get empty() { return this.list.length === 0; }

  begin(x, y) { this.list.push([[x, y]]); }

  /** Goes on with the last stroke; steps too small to be seen are left out. */
  to(x, y) {
    const stroke = this.list[this.list.length - 1];
    const [lastX, lastY] = stroke[stroke.length - 1];
    if (Math.hypot(x - lastX, y - lastY) > 0.001) stroke.push([x, y]);
  }

  undo() { this.list.pop(); }

  clear() { this.list = []; }

  /** Draws them on a sheet of that width, in pixels. */
  paint(context, width) {
    const height = width / this.ratio;
    context.lineWidth = (this.ratio > 1 ? PEN.wide : PEN.square) * height;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of this.list) {
      context.beginPath();
      context.moveTo(stroke[0][0] * width, stroke[0][1] * width);
      for (let i = 1; i < stroke.length - 1; i++) {
        // Curves through the middles of the steps: a hand draws no corners.
        const [x, y] = stroke[i];
        const [nextX, nextY] = stroke[i + 1];
        context.quadraticCurveTo(x * width, y * width, (x + nextX) / 2 * width, (y + nextY) / 2 * width);
      }
      const [endX, endY] = stroke[stroke.length - 1];
      context.lineTo(endX * width, endY * width + 0.01);
      context.stroke();
    }
  }

  /** The ink as grey levels, 0 to 255, on a picture of that height. */
  levels(height) {
    const width = Math.round(height * this.ratio);
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context.strokeStyle = "#000";
    this.paint(context, width);
    const { data } = context.getImageData(0, 0, width, height);
    const grey = new Uint8Array(width * height);
    for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i + 3];
    return { width, height, grey, normalised: false };
  }
}

// Curves over passes, as SVG.

const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 460;
const HEIGHT = 240;
const EDGE = { left: 52, right: 22, top: 46, bottom: 34 };

function svg(tag, attributes, text) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** About so many round numbers from 0 to a value. */
export function ticks(most, count) {
  const rough = most / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => +(i * step).toPrecision(6));
}

/**
 * Draws curves: each has a name, a colour, and points of pass and value.
 */
export function chart(title, curves, passes) {
  const shown = curves.filter((curve) => curve.points.length > 0);
  const most = Math.max(1e-6, ...shown.flatMap((curve) => curve.points.map(([, value]) => value))) * 1.05;
  const x = (pass) => EDGE.left + pass / Math.max(1, passes) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value) => HEIGHT - EDGE.bottom - value / most * (HEIGHT - EDGE.top - EDGE.bottom);
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img" });
  drawing.append(svg("title", {}, `${title}: ${shown.map((c) => `${c.name} ${c.points.at(-1)[1].toPrecision(3)}`).join(", ")}`));
  drawing.append(svg("text", { x: 0, y: 14, class: "title" }, title));
  for (const value of ticks(most, 4)) {
    drawing.append(svg("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(value), y2: y(value), class: "grid" }));
    drawing.append(svg("text", { x: EDGE.left - 8, y: y(value) + 4, "text-anchor": "end" }, value));
  }
  for (const pass of ticks(Math.max(1, passes), 6).filter(Number.isInteger)) {
    drawing.append(svg("text", { x: x(pass), y: HEIGHT - 14, "text-anchor": "middle" }, pass));
  }
  drawing.append(svg("text", { x: WIDTH - EDGE.right, y: HEIGHT - 1, "text-anchor": "end" }, "pass"));
  let at = EDGE.left;
  for (const { name, colour, points } of shown) {
    const path = points.map(([pass, value], i) => `${i ? "L" : "M"}${x(pass).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    drawing.append(svg("path", { d: path, style: `stroke: ${colour}` }));
    if (points.length === 1) drawing.append(svg("circle", { cx: x(points[0][0]), cy: y(points[0][1]), r: 3, style: `fill: ${colour}` }));
    drawing.append(svg("line", { x1: at, x2: at + 18, y1: 31, y2: 31, style: `stroke: ${colour}; stroke-width: 2` }));
    drawing.append(svg("text", { x: at + 23, y: 35 }, name));
    at += 36 + 7 * name.length;
  }
  return drawing;
}

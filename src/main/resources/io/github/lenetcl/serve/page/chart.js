// Curves over passes, as SVG.

const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 460;
const HEIGHT = 250;
const EDGE = { left: 54, right: 26, top: 46, bottom: 42 };

/** From so many times the least value to the most the scale is logarithmic. */
const WIDE = 30;

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

const digits = (power) => [...String(power)].map((each) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(each)]).join("");

/** A power of ten as it is read best. */
const decade = (power) => (power < -3 || power > 4 ? "10" + digits(power) : String(+(10 ** power).toPrecision(1)));

/** Where values stand: parts of the height from the bottom, and what is written there. */
function scale(values) {
  const most = Math.max(1e-6, ...values) * 1.05;
  const least = Math.min(...values.filter((value) => value > 0));
  if (!(most / least > WIDE)) {
    return { part: (value) => value / most, marks: ticks(most, 4).map((value) => [value / most, String(value)]) };
  }
  // Nought has no place among powers of ten: it gets the bottom for itself.
  const nought = values.includes(0);
  const low = Math.floor(Math.log10(least)) - (nought ? 1 : 0);
  const high = Math.max(low + 1, Math.log10(most));
  const part = (power) => (power - low) / (high - low);
  const step = Math.ceil((Math.floor(high) - low + 1) / 6);
  const marks = [];
  for (let power = Math.floor(high); power >= low + (nought ? 1 : 0); power -= step) marks.push([part(power), decade(power)]);
  if (nought) marks.push([0, "0"]);
  return { part: (value) => (value > 0 ? part(Math.log10(value)) : 0), marks };
}

/**
 * Draws curves: each has a name, a colour, and points of pass and value.
 */
export function chart(title, curves, passes) {
  const shown = curves.filter((curve) => curve.points.length > 0);
  const { part, marks } = scale(shown.flatMap((curve) => curve.points.map(([, value]) => value)));
  const x = (pass) => EDGE.left + pass / Math.max(1, passes) * (WIDTH - EDGE.left - EDGE.right);
  const up = (share) => HEIGHT - EDGE.bottom - share * (HEIGHT - EDGE.top - EDGE.bottom);
  const y = (value) => up(part(value));
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img" });
  drawing.append(svg("title", {}, `${title}: ${shown.map((c) => `${c.name} ${c.points.at(-1)[1].toPrecision(3)}`).join(", ")}`));
  drawing.append(svg("text", { x: 0, y: 14, class: "title" }, title));
  for (const [share, text] of marks) {
    drawing.append(svg("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: up(share), y2: up(share), class: "grid" }));
    drawing.append(svg("text", { x: EDGE.left - 8, y: up(share) + 4, "text-anchor": "end" }, text));
  }
  for (const pass of ticks(Math.max(1, passes), 6).filter(Number.isInteger)) {
    drawing.append(svg("text", { x: x(pass), y: HEIGHT - EDGE.bottom + 17, "text-anchor": "middle" }, pass));
  }
  drawing.append(svg("text", { x: WIDTH - EDGE.right, y: HEIGHT - 6, "text-anchor": "end" }, "pass"));
  let at = EDGE.left;
  for (const { name, colour, points } of shown) {
    const path = points.map(([pass, value], i) => `${i ? "L" : "M"}${x(pass).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    drawing.append(svg("path", { d: path, style: `stroke: ${colour}` }));
    if (points.length === 1) drawing.append(svg("circle", { cx: x(points[0][0]), cy: y(points[0][1]), r: 3, style: `fill: ${colour}` }));
    drawing.append(svg("line", { x1: at, x2: at + 18, y1: 31, y2: 31, style: `stroke: ${colour}; stroke-width: 2` }));
    drawing.append(svg("text", { x: at + 23, y: 35 }, name));
    at += 38 + 7.5 * name.length;
  }
  return drawing;
}

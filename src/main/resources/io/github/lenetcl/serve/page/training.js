// A training while it runs.

import { bytes, get, numbers, stopTraining } from "./api.js";
import { byId, make, onTheme, tell } from "./dom.js";
import { chart } from "./chart.js";
import { greyCanvas } from "./pictures.js";
import { paintGrid, signedColours } from "./stage.js";

const PAUSE = 700;
const BLUE = "var(--accent)";
const RED = "rgb(var(--above))";
const GOLD = "var(--doubt)";

export class Training {
  constructor() {
    byId("stop").addEventListener("click", () => this.stop());
    onTheme(() => this.state && this.show(this.state));
    this.watch();
  }

  async watch() {
    for (;;) {
      try {
        if (!document.hidden) this.show(await get("/v1/training"));
        if (this.state?.ended) return;
      } catch (problem) {
        if (this.state && !this.state.ended) {
          byId("pass-words").textContent = "the process has ended; what was shown last stays";
          byId("stop").disabled = true;
          return;
        }
        tell(problem.message);
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  async stop() {
    byId("stop").disabled = true;
    try {
      await stopTraining();
      byId("pass-words").textContent = "ending after the step in hand";
    } catch (problem) {
      byId("stop").disabled = false;
      tell(problem.message);
    }
  }

  show(state) {
    this.state = state;
    if (!state.started) return;
    byId("pass").textContent = state.ended ? state.end : `Pass ${state.pass} of ${state.passes}`;
    byId("pass-words").textContent = state.ended ? `after ${state.history.length} passes`
      : state.stopping ? "ending after the step in hand"
      : `${Math.round(100 * state.done / state.total)} % of the pass, ${state.left} left, ${whole(state.samples_per_second)} samples/s`;
    byId("part").value = state.ended ? 1 : (state.pass - 1 + state.done / state.total) / state.passes;
    byId("stop").disabled = state.ended || state.stopping;
    const points = (field, factor = 1) => state.history.filter((each) => each[field] !== null)
      .map((each) => [each.pass, factor * each[field]]);
    const passes = state.passes;
    byId("loss-chart").replaceChildren(chart("Loss", [
      { name: "training", colour: BLUE, points: state.curve.map(([at, loss]) => [at, loss]) },
      { name: "validation", colour: GOLD, points: points("validation_loss") },
      { name: "test", colour: RED, points: points("test_loss") }], passes));
    byId("error-chart").replaceChildren(chart("Error (%)", [
      { name: "training", colour: BLUE, points: points("training_error", 100) },
      { name: "validation", colour: GOLD, points: points("validation_error", 100) },
      { name: "test", colour: RED, points: points("test_error", 100) }], passes));
    byId("facts").replaceChildren(...facts(state).map(([name, value]) =>
      make("div", {}, make("dt", { textContent: name }), make("dd", { textContent: value }))));
    this.kernels(state.kernels);
    this.misread(state.misread);
  }

  kernels(kernels) {
    if (!kernels || kernels.values.data === this.drawn) return;
    const values = numbers(kernels.values);
    const bound = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    const { count, height, width } = kernels;
    byId("kernels").replaceChildren(...Array.from({ length: count }, (_, i) => {
      const canvas = make("canvas");
      canvas.style.width = canvas.style.height = "4.5rem";
      paintGrid(canvas, values, i * height * width, width, height, signedColours(bound));
      return canvas;
    }));
  }

  misread(misread) {
    byId("misread-title").hidden = !misread.length;
    byId("misread").replaceChildren(...misread.map(({ width, height, grey, label, answer }) => {
      const canvas = make("canvas", { width, height });
      canvas.style.width = canvas.style.height = "3.5rem";
      canvas.getContext("2d").drawImage(greyCanvas(bytes(grey), width, height), 0, 0);
      return make("figure", {}, canvas, make("figcaption", { textContent: `${label} → ${answer}` }));
    }));
  }
}

const whole = (value) => Math.round(value).toLocaleString("en");

function facts(state) {
  const last = state.history.at(-1);
  const share = (value) => (100 * value).toFixed(2) + " %";
  const all = [
    ["Recipe", state.recipe], ["Device", state.device], ["Images", whole(state.total)],
    ["Parameters", whole(state.parameters)], ["Rate", state.rate === null ? "–" : state.rate.toPrecision(3)],
    ["Loss so far", state.loss === null ? "–" : state.loss.toPrecision(4)],
  ];
  if (last) all.push(["Training error", share(last.training_error)]);
  if (last?.validation_error != null) all.push(["Validation error", share(last.validation_error)]);
  if (last?.test_error != null) all.push(["Test error", share(last.test_error)]);
  return all;
}

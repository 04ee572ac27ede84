// The sheet for one digit.

import { ask, bytes, get, latest } from "./api.js";
import { byId, make, percent, tell } from "./dom.js";
import { Layers } from "./maps.js";
import { Pad } from "./pad.js";
import { greyCanvas } from "./pictures.js";

/** Of answers less sure than this it is said that they are in doubt. */
const SURE = 0.9;

export class Digit {
  constructor(choices) {
    this.choices = choices;
    this.pad = new Pad(byId("digit-pad"), 112);
    this.layers = new Layers();
    this.pad.addEventListener("change", () => this.ask(performance.now()));
    this.pad.addEventListener("problem", (event) => tell(event.detail));
    this.ask = latest((since) => this.answer(since));
  }

  /** Shows the network that was chosen. */
  async open() {
    this.layers.open(await get("/v1/network?" + new URLSearchParams(this.choices())));
    this.network = this.layers.network;
    byId("digit-bars").style.setProperty("--rows", Math.ceil(this.network.classes.length / 2));
    byId("digit-bars").replaceChildren(...this.network.classes.map((name) =>
      make("li", {}, make("span", { textContent: name }), make("i"), make("span"))));
    this.blank();
    if (!this.pad.empty) this.ask(performance.now());
  }

  examples(digits) {
    this.known = digits.map((digit) => ({ ...digit, grey: bytes(digit.grey) }));
    byId("digit-examples").replaceChildren(...this.known.map((digit, i) => {
      const button = make("button", { title: `An embedded ${digit.text}` }, thumbnail(digit));
      button.setAttribute("aria-label", `Example ${digit.text}`);
      button.addEventListener("click", () => this.example(i));
      return button;
    }));
  }

  example(i) {
    if (this.known?.[i]) this.pad.showLevels(this.known[i], true);
  }

  blank(words = "") {
    byId("digit-answer").textContent = "\u00a0";
    byId("digit-words").textContent = words;
    for (const row of byId("digit-bars").children) {
      row.className = "";
      row.children[1].style.setProperty("--part", 0);
      row.children[2].textContent = "";
    }
    this.layers.show(null);
  }

  async answer(since) {
    if (this.pad.empty) { tell(""); return this.blank(); }
    try {
      const trace = await ask("/v1/trace", this.pad.content(), this.choices());
      tell("");
      if (this.pad.empty) return this.blank();
      if (trace.answer.digit === null) return this.blank("nothing to be seen there");
      this.show(trace.answer, performance.now() - since);
      this.layers.show(trace);
    } catch (problem) {
      this.blank();
      tell(problem.message);
    }
  }

  show({ digit, confidence, confidences }, milliseconds) {
    byId("digit-answer").textContent = digit;
    const ranked = Object.entries(confidences).sort((a, b) => b[1] - a[1]);
    const none = 1 - ranked.reduce((sum, [, part]) => sum + part, 0);
    let words = percent(confidence) + " sure";
    if (confidence < SURE) {
      words = none > ranked[1]?.[1] ? `${percent(confidence)} sure: perhaps no digit at all`
        : `${percent(confidence)} sure: perhaps ${ranked[1][0]}`;
    }
    byId("digit-words").textContent = words;
    byId("digit-words").title = `answered in ${milliseconds.toFixed(0)} ms`;
    document.documentElement.dataset.milliseconds = milliseconds.toFixed(1);
    for (const row of byId("digit-bars").children) {
      const name = row.children[0].textContent;
      row.className = name === digit ? "best" : "";
      row.children[1].style.setProperty("--part", confidences[name]);
      row.children[2].textContent = confidences[name] >= 0.0005 ? percent(confidences[name]) : "";
    }
  }
}

/** A small picture of an example. */
export function thumbnail({ grey, width, height }) {
  const canvas = make("canvas", { width, height });
  const paint = () => {
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    context.drawImage(greyCanvas(grey, width, height), 0, 0);
  };
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  return canvas;
}

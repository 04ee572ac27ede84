// Puts the page together.

import { get } from "./api.js";
import { byId, make, tell } from "./dom.js";
import { Digit } from "./digit.js";
import { Number as NumberSheet } from "./number.js";
import { choose, hasCamera, pasted, photograph } from "./pictures.js";
import { Training } from "./training.js";

const SHEETS = ["digit", "number", "training"];

let shown = "digit";

function show(name) {
  shown = name;
  for (const each of SHEETS) {
    byId(each).hidden = each !== name;
    byId("tab-" + each).setAttribute("aria-selected", each === name);
    byId("tab-" + each).tabIndex = each === name ? 0 : -1;
  }
  byId("keys").hidden = name === "training";
  tell("");
  history.replaceState(null, "", name === "digit" ? location.pathname : "#" + name);
}

function tabs() {
  const all = SHEETS.map((name) => byId("tab-" + name));
  all.forEach((tab, i) => {
    tab.addEventListener("click", () => show(SHEETS[i]));
    tab.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      const open = all.filter((each) => !each.hidden);
      const next = open[(open.indexOf(tab) + by + open.length) % open.length];
      next.focus();
      next.click();
    });
  });
}

/** What is asked: the model where it was chosen for this sheet, and the device. */
function choices(standard) {
  const model = byId("model").value;
  return { model: model === standard ? "" : model, device: byId("device").value };
}

function tools(sheets) {
  for (const tools of document.querySelectorAll("[data-pad]")) {
    const { pad } = sheets[tools.dataset.pad];
    const doing = {
      undo: () => pad.undo(),
      clear: () => pad.clear(),
      open: () => choose((file) => pad.show(file)),
      camera: () => photograph((file) => pad.show(file)).catch((problem) => tell(problem.message)),
    };
    for (const button of tools.querySelectorAll("[data-do]")) {
      button.addEventListener("click", doing[button.dataset.do]);
      if (button.dataset.do === "camera") button.hidden = !hasCamera();
    }
  }
  addEventListener("paste", (event) => {
    const file = pasted(event);
    if (file && sheets[shown]) sheets[shown].pad.show(file);
  });
  addEventListener("keydown", (event) => keys(event, sheets));
  // A picture that misses the sheet must not replace the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file && !event.target.closest(".pad") && sheets[shown]) sheets[shown].pad.show(file);
  });
}

function keys(event, sheets) {
  const sheet = sheets[shown];
  if (!sheet || event.target.closest("input, select, dialog")) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "z") {
    event.preventDefault();
    sheet.pad.undo();
  } else if (event.key === "Escape") {
    sheet.pad.clear();
  } else if (shown === "digit" && /^\d$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    sheet.example(+event.key);
  }
}

function options(select, values) {
  select.replaceChildren(...values.map(({ value, text }) => make("option", { value, textContent: text })));
}

async function begin() {
  tabs();
  try {
    const { models, devices, training } = await get("/v1/models");
    options(byId("model"), models.map(({ name }) => ({ value: name, text: name })));
    options(byId("device"), devices.map(({ id, name }) => ({ value: id, text: `${id} · ${name}` })));
    const usual = models[0].name;
    const digit = new Digit(() => choices(usual));
    const number = new NumberSheet(() => choices(usual));
    tools({ digit, number });
    for (const id of ["model", "device"]) {
      byId(id).addEventListener("change", async () => {
        try {
          tell("");
          await digit.open();
          if (!number.pad.empty) number.changed();
        } catch (problem) {
          tell(problem.message);
        }
      });
    }
    byId("tab-training").hidden = !training;
    if (training) new Training();
    const wanted = location.hash.slice(1);
    show(SHEETS.includes(wanted) && (wanted !== "training" || training) ? wanted : training ? "training" : "digit");
    await digit.open();
    const { digits, lines } = await get("/v1/examples");
    digit.examples(digits);
    number.examples(lines);
    document.documentElement.dataset.ready = "true";
  } catch (problem) {
    tell(problem.message);
  }
}

begin();

// Asks the service. Nothing else is ever asked.

const token = readToken();

function readToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("token");
}

function headers(more) {
  return token ? { ...more, Authorization: "Bearer " + token } : more;
}

async function answered(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error("The service does not answer: has it been ended?");
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Error(told.error || `The service answered ${response.status}.`);
}

export async function get(path) {
  return (await answered(fetch(path, { headers: headers({}) }))).json();
}

export async function stopTraining() {
  await answered(fetch("/v1/training/stop", { method: "POST", headers: headers({ "X-Lenet": "page" }) }));
}

function body(content) {
  if (content.file) return { body: content.file, type: content.file.type || "application/octet-stream" };
  const { width, height, grey, normalised } = content;
  return { body: JSON.stringify({ width, height, grey: base64(grey), normalised }), type: "application/json" };
}

/** Sends a sheet's content; parameters that are empty are left out. */
async function post(path, content, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ""));
  const { body: data, type } = body(content);
  return answered(fetch(`${path}?${query}`, {
    method: "POST", body: data, headers: headers({ "Content-Type": type }),
  }));
}

export const ask = async (path, content, parameters) => (await post(path, content, parameters)).json();
export const draw = async (path, content, parameters) => (await post(path, content, parameters)).text();

export function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

export const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Numbers that were packed into two bytes each. */
export function numbers(packed) {
  return Float32Array.from(new Int16Array(bytes(packed.data).buffer), (value) => value * packed.unit);
}

/** Runs one job at a time; of those that come meanwhile only the last is run. */
export function latest(job) {
  let running = false;
  let next = null;
  return async function run(...values) {
    next = values;
    if (running) return;
    running = true;
    while (next) {
      const mine = next;
      next = null;
      await job(...mine);
    }
    running = false;
  };
}

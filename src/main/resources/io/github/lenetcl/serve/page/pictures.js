// Pictures from files, the clipboard and the camera.

import { byId } from "./dom.js";

/** Larger pictures are made smaller before they are sent: no digit needs more. */
const LONGEST = 2000;

/** Opens a picture file; what is sent is the file itself, or a smaller picture. */
export async function prepared(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error(`${file.name || "What was given"} is no picture that can be shown here: wanted PNG or JPEG.`);
  }
  const part = LONGEST / Math.max(bitmap.width, bitmap.height);
  const known = ["image/png", "image/jpeg"].includes(file.type);
  if (part >= 1 && known) return { bitmap, sent: file };
  const scale = Math.min(1, part);
  const canvas = new OffscreenCanvas(Math.max(1, bitmap.width * scale), Math.max(1, bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const sent = await canvas.convertToBlob({ type: "image/png" });
  return { bitmap: await createImageBitmap(canvas), sent };
}

/** Levels of ink as a picture in the page's colours. */
export function greyCanvas(grey, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const [red, green, blue] = getComputedStyle(document.body).color.match(/\d+/g).map(Number);
  for (let i = 0; i < grey.length; i++) image.data.set([red, green, blue, grey[i]], 4 * i);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Lets the user choose a file. */
export function choose(then) {
  const input = byId("file");
  input.value = "";
  input.onchange = () => { if (input.files[0]) then(input.files[0]); };
  input.click();
}

/** The first picture of a paste. */
export function pasted(event) {
  return [...event.clipboardData.items].find((item) => item.type.startsWith("image/"))?.getAsFile();
}

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Shows the camera's picture until one is taken. */
export async function photograph(then) {
  const dialog = byId("camera");
  const video = dialog.querySelector("video");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch (problem) {
    throw new Error(`The camera cannot be used: ${problem.message}.`);
  }
  video.srcObject = stream;
  await video.play();
  dialog.onclose = () => stream.getTracks().forEach((track) => track.stop());
  dialog.querySelector("[data-do=close]").onclick = () => dialog.close();
  dialog.querySelector("[data-do=take]").onclick = async () => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d").drawImage(video, 0, 0);
    dialog.close();
    then(new File([await canvas.convertToBlob({ type: "image/png" })], "camera.png", { type: "image/png" }));
  };
  dialog.showModal();
}

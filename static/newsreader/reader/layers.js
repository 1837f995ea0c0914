// Which marks are shown: the kinds that are on, those from a number upwards, all or none. What a
// person chose holds until it is chosen otherwise. It builds on marks.js and cards.js.
"use strict";

const LOOKS = ["quote", "direct", "mixed", "indirect", "vague", "unsourced", "unsure", "defect", "loaded", "editor",
  "two-quote", "two-vague", "two-unsourced", "two-unsure", "two-defect", "two-loaded"];
let keptMark = null; // hidden as it may be, a mark is shown while its card is open or its sign has the focus

const layerButtons = () => [...document.querySelectorAll("button[data-layer]")];
const slider = () => document.getElementById("from");
const allPins = () => article().querySelectorAll(".block .pin");
// What a person chose for a kind holds; until then it is as the page says that it starts.
const isOn = (button) => choices.get("layers", {})[button.dataset.layer] ?? button.dataset.starts === "on";
const kindsOn = () => new Set(layerButtons().filter(isOn).map((button) => button.dataset.layer));
const least = () => Number(slider()?.value ?? 0);
const isBelow = (pin) => Number(pin.dataset.number ?? 100) < least();
const marksAreHidden = () => document.documentElement.classList.contains("no-marks");

// --- Drawing ---

// The marks as they are to be shown; `also` are those that have changed in another way.
function drawMarks(also = []) {
  if (!slider()) return;
  keptMark = keptId();
  const on = kindsOn();
  const tally = { below: 0, shown: {} };
  const changed = new Set(also.map(String));
  for (const pin of allPins()) {
    const { kind } = pin.dataset;
    if (!isBelow(pin)) tally.shown[kind] = (tally.shown[kind] ?? 0) + 1;
    else if (on.has(kind)) tally.below += 1;
    const isOff = (isBelow(pin) || !on.has(kind)) && idOf(pin) !== keptMark;
    if (pin.classList.contains("off") !== isOff) changed.add(idOf(pin));
    pin.classList.toggle("off", isOff);
  }
  if (changed.size) drawRuns(changed);
  showCounts(on, tally);
  hideListed();
  document.dispatchEvent(new CustomEvent("marks-drawn"));
}

// A card lists what is shown of the marks over the same words.
function hideListed() {
  for (const link of document.querySelectorAll(".overlapping [data-open]")) {
    link.closest("li").classList.toggle("off", Boolean(pinOf(link.dataset.open)?.matches(".off")));
  }
}

// The words under these marks take on the look of the marks that are shown and hold.
function drawRuns(changed) {
  const pinsById = new Map([...allPins()].map((pin) => [idOf(pin), pin]));
  for (const run of article().querySelectorAll(".run")) {
    const ids = run.dataset.m.split(" ");
    if (!ids.some((id) => changed.has(id))) continue;
    const looks = ids.map((id) => pinsById.get(id)).filter((pin) => pin && !pin.matches(".off, .rejected, .withdrawn")).map((pin) => pin.dataset.look);
    const signs = looks.map((look) => look.split(" ")[0]);
    looks.push(...signs.filter((sign, at) => signs.indexOf(sign) !== at).map((sign) => `two-${sign}`));
    run.classList.remove(...LOOKS);
    if (looks.length) run.classList.add(...looks.join(" ").split(" "));
  }
  for (const end of article().querySelectorAll(".end")) end.classList.toggle("off", Boolean(pinsById.get(end.dataset.of)?.matches(".off")));
}

function showCounts(on, { below, shown }) {
  for (const button of layerButtons()) {
    button.setAttribute("aria-pressed", String(on.has(button.dataset.layer)));
    button.querySelector(".n").textContent = (shown[button.dataset.layer] ?? 0).toLocaleString("en");
  }
  document.querySelector(".least").textContent = `${least()} %`;
  document.querySelector("#hidden-marks .n").textContent = below.toLocaleString("en");
  slider().setAttribute("aria-valuetext", `${least()} %, ${below} hidden`);
  document.getElementById("no-marks").setAttribute("aria-pressed", String(marksAreHidden()));
}

// A verdict may take a mark to another kind, and the slider never hides it then.
function redrawMark(pin, { kind, look, number, name, verdict }) {
  const [sign] = pin.dataset.look.split(" ");
  pin.classList.remove(sign, "open", "accepted", "rejected");
  pin.classList.add(look.split(" ")[0], verdict);
  pin.setAttribute("aria-label", name);
  Object.assign(pin.dataset, { kind, look });
  if (number === null) delete pin.dataset.number;
  else pin.dataset.number = number;
  drawMarks([idOf(pin)]);
}

// --- What keeps a hidden mark in sight ---

function keptId() {
  const card = document.querySelector("#card .card");
  if (card) return card.dataset.mark;
  return document.activeElement?.matches(".block .pin") ? idOf(document.activeElement) : null;
}

function drawIfKept() {
  if (keptId() !== keptMark) drawMarks();
  else hideListed();
}

new MutationObserver(drawIfKept).observe(article(), { childList: true, subtree: true });
document.addEventListener("focusout", (event) => { if (event.target.matches(".block .pin")) setTimeout(drawIfKept); });

// --- Choosing ---

function toggleLayer(button) {
  choices.set("layers", { ...choices.get("layers", {}), [button.dataset.layer]: !isOn(button) });
  drawMarks();
}

function toggleMarks() {
  choices.set("no-marks", document.documentElement.classList.toggle("no-marks"));
  drawMarks();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-layer]");
  if (button) toggleLayer(button);
  // Who presses a voice wants to see its marks.
  if (event.target.closest("#no-marks") || (marksAreHidden() && event.target.closest("button.voice"))) toggleMarks();
});
Keys.add("h", "hide or show all marks", toggleMarks);

function restoreMarks() {
  if (!slider()) return;
  slider().value = choices.get("from", slider().defaultValue);
  drawMarks();
}
restoreMarks();
// The scripts that come after this one hear of it too.
document.addEventListener("DOMContentLoaded", () => document.dispatchEvent(new CustomEvent("marks-drawn")));
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") restoreMarks(); });

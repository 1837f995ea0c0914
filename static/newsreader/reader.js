// The reading page: move between marks, open their cards, show who speaks, switch kinds on and off.
"use strict";

const body = document.getElementById("body");
const speaker = document.createElement("div");
let current = null; // the pin that was visited last
speaker.className = "speaker";
speaker.hidden = true;
document.body.append(speaker);

const pins = () => [...body.querySelectorAll(".block .pin")].filter((pin) => pin.offsetParent !== null);
const pinOf = (id) => document.getElementById(`m${id}`);
const runsOf = (id) => body.querySelectorAll(`.run[data-m~="${id}"]`);
const idOf = (pin) => pin.id.slice(1);
const cardPlace = () => document.getElementById("card");

// --- Moving ---

function visit(pin) {
  current = pin;
  pin.focus({ preventScroll: true });
  pin.scrollIntoView({ block: "nearest" });
}

function step(direction) {
  const all = pins();
  if (!all.length) return;
  const at = all.indexOf(current && current.isConnected ? current : null);
  if (at >= 0) return visit(all[Math.min(all.length - 1, Math.max(0, at + direction))]);
  const inView = all.find((pin) => pin.getBoundingClientRect().top > 60);
  visit(inView || all[direction > 0 ? 0 : all.length - 1]);
}

// --- Who speaks ---

function showMark(pin) {
  hideMark();
  for (const run of runsOf(idOf(pin))) run.classList.add("active");
  Places.outline("source", [pin.dataset.source]);
  Places.outline("cue", [pin.dataset.cue]);
  if (!pin.dataset.speaker) return;
  speaker.textContent = pin.dataset.speaker;
  speaker.hidden = false;
  const box = pin.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - speaker.offsetWidth - 8);
  speaker.style.left = `${Math.max(8, left) + window.scrollX}px`;
  speaker.style.top = `${box.top + window.scrollY - speaker.offsetHeight - 4}px`;
}

function hideMark() {
  for (const run of body.querySelectorAll(".run.active")) run.classList.remove("active");
  Places.outline("source", []);
  Places.outline("cue", []);
  speaker.hidden = true;
}

// The visible marks under an element of the text, the innermost last.
function marksUnder(target) {
  const pin = target.closest(".block .pin");
  if (pin) return [pin];
  const run = target.closest(".run");
  if (!run) return [];
  return run.dataset.m.split(" ").map(pinOf).filter((one) => one && one.offsetParent !== null);
}

body.addEventListener("mouseover", (event) => {
  const under = marksUnder(event.target);
  if (under.length) showMark(under.findLast((pin) => pin.dataset.speaker) || under.at(-1));
});
body.addEventListener("mouseout", (event) => {
  if (event.target.closest(".run, .pin")) hideMark();
});
body.addEventListener("focusin", (event) => {
  const pin = event.target.closest(".block .pin");
  if (pin) { current = pin; showMark(pin); }
});
body.addEventListener("focusout", (event) => { if (event.target.closest(".block .pin")) hideMark(); });

// --- Cards ---

async function openCard(address, id) {
  await htmx.ajax("GET", address, { target: "#card", swap: "innerHTML" });
  const card = document.getElementById(`card-${id}`);
  if (!card) return;
  current = pinOf(id) || current;
  history.replaceState(null, "", `?mark=${id}#m${id}`);
  card.focus({ preventScroll: true });
  uncover(card);
}

// On a phone the card is a sheet at the bottom: the mark that was asked about stays in sight.
function uncover(card) {
  if (!current || getComputedStyle(card.parentElement).position !== "fixed") return;
  if (current.getBoundingClientRect().top > card.getBoundingClientRect().top - 60) current.scrollIntoView({ block: "start" });
}

function closeCard() {
  const card = cardPlace().firstElementChild;
  cardPlace().replaceChildren();
  Places.outline("evidence", []);
  history.replaceState(null, "", location.pathname);
  const pin = card ? pinOf(card.dataset.mark) : current;
  if (pin) visit(pin);
}

body.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.button) return;
  const close = event.target.closest(".card .close");
  const link = event.target.closest("a[data-open]");
  const layer = event.target.closest("button[data-layer]");
  if (close) { event.preventDefault(); closeCard(); return; }
  if (link) { event.preventDefault(); openCard(link.href, link.dataset.open); return; }
  if (layer) { toggleLayer(layer.dataset.layer); return; }
  const pin = marksUnder(event.target).at(-1);
  if (!pin || (!event.target.closest(".pin") && String(getSelection()))) return;
  event.preventDefault();
  openCard(pin.href, idOf(pin));
});

function outlineEvidence(event) {
  const reason = event.target.closest("[data-evidence]");
  if (reason) Places.outline("evidence", event.type.endsWith("out") ? [] : [reason.dataset.evidence]);
}
for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) body.addEventListener(kind, outlineEvidence);

// --- Verdicts ---

// The runs under a decided mark take on the look of the marks that still hold.
document.addEventListener("mark-decided", (event) => {
  const pin = pinOf(event.detail.id);
  if (!pin) return;
  pin.classList.remove("open", "accepted", "rejected");
  pin.classList.add(event.detail.verdict);
  for (const run of runsOf(event.detail.id)) {
    const holding = run.dataset.m.split(" ").map(pinOf).filter((one) => one && !one.classList.contains("rejected"));
    run.className = `run ${holding.map((one) => one.dataset.look).join(" ")}`;
  }
  document.getElementById("status").replaceChildren();
  cardPlace().firstElementChild?.focus({ preventScroll: true });
});

// --- Kinds on and off ---

function applyLayers() {
  const hidden = JSON.parse(localStorage.getItem("hidden-layers") || "[]");
  for (const button of body.querySelectorAll("button[data-layer]")) {
    const off = hidden.includes(button.dataset.layer);
    button.setAttribute("aria-pressed", String(!off));
    body.classList.toggle(`hide-${button.dataset.layer}`, off);
  }
}

function toggleLayer(name) {
  const hidden = new Set(JSON.parse(localStorage.getItem("hidden-layers") || "[]"));
  if (!hidden.delete(name)) hidden.add(name);
  localStorage.setItem("hidden-layers", JSON.stringify([...hidden]));
  applyLayers();
}

applyLayers();
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") applyLayers(); });

// --- An editor's own marks ---

function takeSelection() {
  const form = document.getElementById("mark-form");
  const selection = getSelection();
  if (!form || selection.isCollapsed || !selection.rangeCount || form.contains(selection.anchorNode)) return false;
  const place = Places.ofRange(selection.getRangeAt(0));
  if (!place) return false;
  [form.elements.start.value, form.elements.end.value] = place;
  form.elements.words.value = Places.rangesOf(...place).map(String).join("\n");
  return true;
}

document.addEventListener("selectionchange", takeSelection);
body.addEventListener("input", (event) => {
  if (event.target.name !== "words") return;
  event.target.form.elements.start.value = event.target.form.elements.end.value = "";
});

// --- Keys ---

const press = (key) => cardPlace().querySelector(`[data-key="${key}"]`);
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press("a")?.click(),
  r: () => press("r")?.focus(),
  u: () => press("u")?.click(),
  f: () => {
    const add = document.getElementById("add");
    if (!add) return;
    add.open = true;
    add.querySelector(takeSelection() ? "select" : "textarea").focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") { if (cardPlace().firstElementChild) closeCard(); return; }
  if (event.target.matches("input, textarea, select")) return;
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

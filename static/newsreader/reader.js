// The reading page: move between marks, open their cards, show who speaks, switch kinds on and off.
// The article is swapped when it is annotated or marked, so everything is looked up when needed.
"use strict";

const speaker = document.createElement("div");
let current = null; // the mark that was visited last, by its number
let asked = 0; // how many cards were asked for: a late answer to an old question is dropped
const markThese = document.createElement("button");
speaker.className = "speaker";
speaker.dir = "auto";
speaker.hidden = true;
markThese.id = "mark-these";
markThese.textContent = "Mark these words";
markThese.hidden = true;
// Outside the article: when htmx swaps it, it would copy their inline position, which the policy forbids.
document.body.append(speaker, markThese);

const article = () => document.getElementById("body");
const cardPlace = () => document.getElementById("card");
const openedCard = () => cardPlace()?.querySelector(".card");
// While one voice is shown (voices.js) there are no other marks.
const isShown = (pin) => pin !== null && (article().classList.contains("one-voice")
  ? pin.classList.contains("of-voice")
  : ![...pin.classList].some((kind) => article().classList.contains(`hide-${kind}`)));
const pins = () => [...article().querySelectorAll(".block .pin")].filter(isShown);
const pinOf = (id) => document.getElementById(`m${id}`);
const runsOf = (id) => article().querySelectorAll(`.run[data-m~="${id}"]`);
const idOf = (pin) => pin.id.slice(1);

// --- Moving ---

function visit(pin) {
  current = idOf(pin);
  pin.scrollIntoView({ block: "nearest" });
  pin.focus({ preventScroll: true });
}

// The next mark; with a card open its card, so that the card is always of the mark one is at.
function step(direction) {
  const all = pins();
  if (!all.length) return;
  const at = all.findIndex((pin) => idOf(pin) === current);
  const inView = all.find((pin) => pin.getBoundingClientRect().top > 60);
  const next = at < 0 ? inView || all[0] : all[Math.min(all.length - 1, Math.max(0, at + direction))];
  visit(next);
  if (openedCard()) openCard(next.href, idOf(next));
}

// --- Who speaks ---

function showMark(pin) {
  hideMark();
  for (const run of runsOf(idOf(pin))) run.classList.add("active");
  Places.outline("source", pin.dataset.source);
  Places.outline("cue", pin.dataset.cue);
  if (!pin.dataset.speaker) return;
  speaker.textContent = pin.dataset.speaker;
  speaker.hidden = false;
  const box = pin.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - speaker.offsetWidth - 8);
  speaker.style.left = `${Math.max(8, left) + window.scrollX}px`;
  speaker.style.top = `${box.top + window.scrollY - speaker.offsetHeight - 4}px`;
}

function hideMark() {
  for (const run of document.querySelectorAll(".run.active")) run.classList.remove("active");
  Places.outline("source");
  Places.outline("cue");
  speaker.hidden = true;
}

// The visible marks under an element of the text, the innermost last.
function marksUnder(target) {
  const pin = target.closest(".block .pin");
  if (pin) return [pin];
  const run = target.closest(".run");
  return run ? run.dataset.m.split(" ").map(pinOf).filter(isShown) : [];
}

document.addEventListener("mouseover", (event) => {
  const under = marksUnder(event.target);
  if (under.length) showMark(under.findLast((pin) => pin.dataset.speaker) || under.at(-1));
});
document.addEventListener("mouseout", (event) => { if (event.target.closest(".run, .block .pin")) hideMark(); });
document.addEventListener("focusin", (event) => {
  const pin = event.target.closest(".block .pin");
  if (!pin) return;
  current = idOf(pin);
  showMark(pin);
});
document.addEventListener("focusout", (event) => { if (event.target.closest(".block .pin")) hideMark(); });

// --- Cards ---

async function openCard(address, id) {
  const question = ++asked;
  current = id;
  const answer = await fetchCard(address);
  if (question !== asked || answer === null) return;
  htmx.swap("#card", answer, { swapStyle: "innerHTML" });
  history.replaceState(null, "", `?mark=${id}#m${id}`);
  settleCard();
}

async function fetchCard(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Current-URL": location.href } });
    const elsewhere = answer.headers.get("HX-Redirect");
    if (elsewhere) location.assign(elsewhere);
    else if (answer.ok) return await answer.text();
    else say(`The server could not do that (${answer.status}). Reload the page and try again.`);
  } catch {
    say("The server does not answer. Nothing was changed; try again.");
  }
  return null;
}

function settleCard() {
  openedCard()?.focus({ preventScroll: true });
  keepInSight();
}

// The mark that was asked about stays in sight; on a phone the card is a sheet at the bottom. A mark
// of a kind that is off has no sign to go to, but its words stand there.
function keepInSight() {
  const card = openedCard();
  const pin = card && pinOf(card.dataset.mark);
  if (!pin) return;
  const isSheet = getComputedStyle(cardPlace()).position === "fixed";
  const lowest = isSheet ? cardPlace().getBoundingClientRect().top : innerHeight;
  const place = isShown(pin) ? pin : runsOf(idOf(pin))[0];
  if (place.getBoundingClientRect().top > lowest - 60) place.scrollIntoView({ block: "start" });
}

// The browser has gone to the mark in the address by then, and may have put it under the sheet.
addEventListener("load", () => requestAnimationFrame(keepInSight));

function closeCard() {
  const card = openedCard();
  asked += 1;
  cardPlace().replaceChildren();
  Places.outline("evidence");
  history.replaceState(null, "", location.pathname);
  const pin = pinOf(card ? card.dataset.mark : current);
  if (pin) visit(pin);
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.button) return;
  const at = (selector) => event.target.closest(selector);
  if (at(".card .close")) { event.preventDefault(); closeCard(); return; }
  if (at("a[data-open]")) { event.preventDefault(); openCard(at("a").href, at("a").dataset.open); return; }
  if (at("button[data-layer]")) { toggleLayer(at("button")); return; }
  if (at("#keys")) { toggleKeys(); return; }
  if (at("#mark-these")) { offerForm(); return; }
  const pin = marksUnder(event.target).at(-1);
  if (!pin || (!at(".pin") && String(getSelection()))) return;
  event.preventDefault();
  openCard(pin.href, idOf(pin));
});

function outlineEvidence(event) {
  const reason = event.target.closest("[data-evidence]");
  if (reason) Places.outline("evidence", event.type.endsWith("out") ? undefined : reason.dataset.evidence);
}
for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(kind, outlineEvidence);

// --- Verdicts and new marks ---

// The runs under a decided mark take on the look of the marks that still hold.
document.addEventListener("mark-decided", (event) => {
  const pin = pinOf(event.detail.id);
  if (!pin) return;
  moveTo(event.detail.layer, pin);
  pin.setAttribute("aria-label", event.detail.name);
  pin.classList.remove("open", "accepted", "rejected");
  pin.classList.add(event.detail.verdict);
  for (const run of runsOf(event.detail.id)) {
    const holding = run.dataset.m.split(" ").map(pinOf).filter((one) => one && !one.classList.contains("rejected"));
    run.className = `run ${holding.map((one) => one.dataset.look).join(" ")}`;
  }
  document.getElementById("status").replaceChildren();
  settleCard();
});

// A verdict may take a mark to another kind: its look begins with the kind.
function moveTo(layer, pin) {
  const [left, ...rest] = pin.dataset.look.split(" ");
  pin.classList.replace(left, layer);
  pin.dataset.look = [layer, ...rest].join(" ");
  for (const button of document.querySelectorAll("button[data-layer]")) {
    const count = article().querySelectorAll(`.block .pin.${button.dataset.layer}`).length;
    button.querySelector(".n").textContent = count.toLocaleString("en");
  }
}

document.addEventListener("mark-added", (event) => {
  current = String(event.detail.id);
  settleCard();
});

// --- Kinds and keys on and off ---

// What a person chose for a kind holds; until then it is as the page says that it starts.
const isOn = (button) => choices.get("layers", {})[button.dataset.layer] ?? button.dataset.starts === "on";

function applyChoices() {
  for (const button of document.querySelectorAll("button[data-layer]")) {
    button.setAttribute("aria-pressed", String(isOn(button)));
    article().classList.toggle(`hide-${button.dataset.layer}`, !isOn(button));
  }
  document.getElementById("keys")?.setAttribute("aria-pressed", String(choices.get("keys", true)));
}

function toggleLayer(button) {
  choices.set("layers", { ...choices.get("layers", {}), [button.dataset.layer]: !isOn(button) });
  applyChoices();
}

function toggleKeys() {
  choices.set("keys", !choices.get("keys", true));
  applyChoices();
}

applyChoices();
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") applyChoices(); });

// --- An editor's own marks ---

function selectedPlace() {
  const selection = getSelection();
  const inText = !selection.isCollapsed && selection.anchorNode?.parentElement?.closest("#body") && !selection.anchorNode.parentElement.closest(".side");
  return inText ? Places.ofRange(selection.getRangeAt(0)) : null;
}

function offerForm() {
  const add = document.getElementById("add");
  if (!add) return;
  const form = document.getElementById("mark-form");
  const place = selectedPlace();
  if (place) {
    [form.elements.start.value, form.elements.end.value] = place;
    form.elements.words.value = Places.rangesOf(...place).map(String).join("\n");
  }
  if (openedCard()) closeCard();
  add.open = true;
  markThese.hidden = true;
  (place ? form.elements.kind : form.elements.words).focus();
}

// A button beside the selection, for those who do not use keys.
function offerButton() {
  const place = document.getElementById("add") ? selectedPlace() : null;
  markThese.hidden = place === null;
  if (place === null) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  markThese.style.left = `${Math.max(8, Math.min(box.left, innerWidth - markThese.offsetWidth - 8))}px`;
  markThese.style.top = `${Math.min(box.bottom + 8, innerHeight - markThese.offsetHeight - 8)}px`;
}
for (const kind of ["mouseup", "touchend", "keyup"]) document.addEventListener(kind, () => setTimeout(offerButton));
document.addEventListener("scroll", () => { markThese.hidden = true; }, { passive: true });

document.addEventListener("input", (event) => {
  if (event.target.name !== "words") return;
  event.target.form.elements.start.value = event.target.form.elements.end.value = "";
});

// --- Keys ---

// Deciding wants the card in sight: one decides on what one has read.
function press(key, act) {
  if (!openedCard()) say("Open the mark’s card first: Enter.", "info");
  else cardPlace().querySelector(`[data-key="${key}"]`)?.[act]();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press("a", "click"),
  r: () => press("r", "focus"),
  u: () => press("u", "click"),
  f: offerForm,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    hideMark();
    if (event.target.matches(".card input, .card select")) openedCard().focus({ preventScroll: true }); // a note is not thrown away
    else if (openedCard()) closeCard();
    return;
  }
  if (event.target.matches("input, textarea, select") || !choices.get("keys", true)) return;
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

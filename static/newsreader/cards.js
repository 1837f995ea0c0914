// The cards of the marks: opened beside the text, decided on, closed. It builds on marks.js.
"use strict";

let asked = 0; // how many cards were asked for: a late answer to an old question is dropped
const cardPlace = () => document.getElementById("card");
const openedCard = () => cardPlace()?.querySelector(".card");

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

// --- Keys ---

// Deciding wants the card in sight: one decides on what one has read.
function press(key, act) {
  if (!openedCard()) say("Open the mark’s card first: Enter.", "info");
  else cardPlace().querySelector(`[data-key="${key}"]`)?.[act]();
}

Keys.add("a", "accept the mark", () => press("a", "click"), { editors: true });
Keys.add("r", "reject the mark, with a reason", () => press("r", "focus"), { editors: true });
Keys.add("u", "undo the decision", () => press("u", "click"), { editors: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  hideMark();
  if (event.target.matches(".card input, .card select")) openedCard().focus({ preventScroll: true }); // a note is not thrown away
  else if (openedCard()) closeCard();
});

// The cards of the marks: opened beside the text, closed. It builds on marks.js and rail.js.
"use strict";

let asked = 0; // how many cards were asked for: a late answer to an old question is dropped
let cameFrom = null; // the place whose list of marks led to the card (overlaps.js)

async function openCard(address, id, from = null) {
  const question = ++asked;
  current = id;
  const answer = await fetchCard(address);
  if (question !== asked || answer === null) return;
  cameFrom = from;
  htmx.swap("#card", answer, { swapStyle: "innerHTML" });
  history.replaceState(null, "", `?mark=${id}#m${id}`);
  settleCard();
  tell(`Card opened: ${pinOf(id)?.getAttribute("aria-label") ?? "a mark"}.`);
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
  tieToMark();
  besideLine();
  openedCard()?.focus({ preventScroll: true });
  keepInSight();
}

// While its card is open, a mark leads to it for those who hear the page.
function tieToMark() {
  for (const pin of article().querySelectorAll(".pin[aria-details]")) pin.removeAttribute("aria-details");
  const card = openedCard();
  if (card?.dataset.mark) pinOf(card.dataset.mark)?.setAttribute("aria-details", card.id);
}

// The mark that was asked about stays in sight; on a phone the card is a sheet at the bottom. A mark
// that is hidden has no sign to go to, but its words stand there.
function keepInSight() {
  const place = openedCard() && wordsOfCard();
  if (!place) return;
  const isSheet = getComputedStyle(cardPlace()).position === "fixed";
  const lowest = isSheet ? cardPlace().getBoundingClientRect().top : innerHeight;
  const { top, bottom } = place.getClientRects()[0];
  if (top > lowest - 60 || bottom < 0) place.scrollIntoView({ block: "start" });
}

// The browser has gone to the mark in the address by then, and may have put it under the sheet.
addEventListener("load", () => requestAnimationFrame(() => { besideLine(); keepInSight(); }));
current = openedCard()?.dataset.mark ?? null; // the address may have opened a card
tieToMark();
besideLine();

// Empties the card's place. The focus goes back to where the card came from, unless it is elsewhere.
function closeCard() {
  const card = openedCard();
  const focus = document.activeElement;
  const wasHere = focus === document.body || cardPlace().contains(focus);
  asked += 1;
  cameFrom = null;
  cardPlace().replaceChildren();
  tieToMark();
  Places.outline("evidence");
  history.replaceState(null, "", location.pathname);
  if (wasHere) returnFrom(card);
}

function returnFrom(card) {
  const badge = card?.dataset.here && article().querySelector(`.here[data-here="${card.dataset.here}"]:not([hidden])`);
  const pin = card?.dataset.here ? shownOf(card.dataset.here).at(-1) : pinOf(card ? card.dataset.mark : current);
  if (badge) badge.focus();
  else if (pin) visit(pin);
}

// One step back: from a card to the list that led to it, else to the text.
function goBack() {
  if (cameFrom) openPlace(cameFrom, openedCard().dataset.mark);
  else closeCard();
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.button) return;
  const at = (selector) => event.target.closest(selector);
  const act = clicked(at);
  if (!act) return;
  event.preventDefault();
  act();
});

// What a click does, if anything: `at` finds what was clicked.
function clicked(at) {
  const link = at("a[data-open]");
  const badge = at(".here");
  const run = at(".run");
  const pin = at(".block .pin");
  if (at(".card .close")) return closeCard;
  if (link) return () => openCard(link.href, link.dataset.open, at(".here-list")?.dataset.here);
  if (badge) return () => openPlace(badge.dataset.here);
  if (pin) return () => openCard(pin.href, idOf(pin));
  if (!run || String(getSelection())) return null;
  const under = shownOf(run.dataset.m);
  if (under.length > 1) return () => openPlace(run.dataset.m);
  return under.length ? () => openCard(under[0].href, idOf(under[0])) : null;
}

function outlineEvidence(event) {
  const reason = event.target.closest("[data-evidence]");
  if (reason) Places.outline("evidence", event.type.endsWith("out") ? undefined : reason.dataset.evidence);
}
for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(kind, outlineEvidence);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  hideMark();
  if (event.target.closest("#mark-form")) leaveForm();
  else if (event.target.matches(".card input, .card select, .card textarea")) openedCard().focus({ preventScroll: true }); // a note is not thrown away
  else if (openedCard()) goBack();
});

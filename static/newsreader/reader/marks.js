// The marks in the text: move between them, show who speaks.
// The article is swapped when it is annotated or marked, so everything is looked up when needed.
"use strict";

const speaker = document.createElement("div");
let current = null; // the mark that was visited last, by its number
speaker.className = "speaker";
speaker.dir = "auto";
speaker.hidden = true;
// Outside the article: when htmx swaps it, it would copy its inline position, which the policy forbids.
document.body.append(speaker);

const article = () => document.getElementById("body");
// While one voice is shown (voices.js) there are no other marks.
const isShown = (pin) => pin !== null && !document.documentElement.classList.contains("no-marks")
  && (article().classList.contains("one-voice") ? pin.classList.contains("of-voice") : !pin.classList.contains("off"));
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

// The visible ones of marks given by their numbers, "12 13".
const shownOf = (keys) => keys.split(" ").map(pinOf).filter(isShown);

// The visible marks under an element of the text, the innermost last.
function marksUnder(target) {
  const pin = target.closest(".block .pin");
  if (pin) return [pin];
  const run = target.closest(".run");
  return run ? shownOf(run.dataset.m) : [];
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

Keys.add("j", "next mark", () => step(1));
Keys.add("k", "previous mark", () => step(-1));

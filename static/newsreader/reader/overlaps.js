// Where several marks lie over the same words: a count stands there, and opens a list of them all.
"use strict";

const fresh = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
const marksHere = (count) => `${count} marks here`;

// The list in the card's place; `at` is the mark whose line gets the focus, else the first.
function openPlace(keys, at = null) {
  const marks = shownOf(keys);
  if (marks.length === 1) { openCard(marks[0].href, idOf(marks[0])); return; }
  asked += 1;
  cameFrom = null;
  cardPlace().replaceChildren(listOf(keys, marks));
  tieToMark();
  besideLine();
  keepInSight();
  const lines = [...cardPlace().querySelectorAll("[data-open]")];
  (lines.find((line) => line.dataset.open === at) ?? lines[0]).focus({ preventScroll: true });
  tell(`${marksHere(marks.length)}.`);
}

function listOf(keys, marks) {
  const card = fresh("here-list");
  const run = article().querySelector(`.run[data-m="${keys}"]`);
  card.dataset.here = keys;
  card.querySelector("h2").textContent = marksHere(marks.length);
  card.querySelector(".exact").textContent = run.textContent;
  card.querySelector("ul").append(...marks.map(lineOf));
  return card;
}

function lineOf(pin) {
  const line = fresh("here-line");
  const link = line.querySelector("a");
  link.href = pin.href;
  link.dataset.open = idOf(pin);
  link.querySelector(".pin").className = pin.className;
  link.querySelector(".name").textContent = pin.getAttribute("aria-label");
  line.querySelector("q").textContent = firstWords(wordsUnder(idOf(pin)));
  return line;
}

// The words of a mark, with a space between paragraphs.
function wordsUnder(id) {
  const runs = [...runsOf(id)];
  const blocks = [...new Set(runs.map((run) => run.parentElement))];
  return blocks.map((block) => runs.filter((run) => run.parentElement === block).map((run) => run.textContent).join("")).join(" ");
}

function firstWords(text) {
  const words = text.split(/\s+/).filter(Boolean);
  return words.slice(0, 9).join(" ") + (words.length > 9 ? "…" : "");
}

// What begins or ends, and how many lie where, is told of the marks that are shown.
function recount() {
  for (const badge of article().querySelectorAll(".here")) {
    const count = shownOf(badge.dataset.here).length;
    badge.hidden = count < 2;
    if (badge.dataset.n === String(count)) continue;
    badge.dataset.n = count;
    badge.setAttribute("aria-label", marksHere(count));
  }
  for (const end of article().querySelectorAll(".end")) end.classList.toggle("off", !isShown(pinOf(end.dataset.of)));
}

document.addEventListener("marks-drawn", recount);

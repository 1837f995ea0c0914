// The list of all marks: from a line to its mark, from a mark's card to its line.
"use strict";

let wanted = null; // the mark whose line gets the focus as soon as the list is there

const lineIn = (id) => document.getElementById(`l${id}`);

// Marks that are hidden in the text are not listed; how many stands above the list.
function followShown() {
  const lines = [...document.querySelectorAll("[data-line]")];
  if (!lines.length) return;
  for (const line of lines) line.hidden = !isShown(pinOf(line.dataset.line));
  const shown = lines.filter((line) => !line.hidden).length;
  document.querySelector('[data-tally="marks"]').textContent = shown === lines.length
    ? `${shown} mark${shown === 1 ? "" : "s"}, in the order of the text.`
    : `${shown} of ${lines.length} marks, in the order of the text; the others are hidden.`;
}

// The card makes room: the list lies behind it.
function goToLine(id) {
  wanted = id;
  const list = document.getElementById("all-marks");
  if (list.open && lineIn(id)) focusLine();
  else list.open = true;
}

function focusLine() {
  const line = wanted && lineIn(wanted);
  if (!line) return;
  wanted = null;
  closeCard();
  line.hidden = false;
  line.querySelector("a").focus();
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.button) return;
  const toLine = event.target.closest("a[data-to-line]");
  const toMark = event.target.closest("a[data-to]");
  const pin = toMark && pinOf(toMark.dataset.to);
  if (toLine && document.getElementById("all-marks")) { event.preventDefault(); goToLine(toLine.dataset.toLine); }
  if (pin && isShown(pin)) { event.preventDefault(); visit(pin); }
});

document.addEventListener("mark-decided", (event) => {
  const line = lineIn(event.detail.id);
  const pin = pinOf(event.detail.id);
  if (!line || !pin) return;
  line.querySelector(".name").textContent = event.detail.name;
  line.querySelector(".pin").className = pin.className;
});

document.addEventListener("marks-drawn", followShown);
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.target.matches(".marks-place")) return;
  followShown();
  focusLine();
});

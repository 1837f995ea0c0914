// An editor's own marks: from a selection, or the sentence one is at, to the form.
"use strict";

const markThese = document.createElement("button");
let cameToForm = null; // what had the focus before the form: Esc goes back there
markThese.id = "mark-these";
markThese.textContent = "Mark these words";
markThese.hidden = true;
document.body.append(markThese); // outside the article, which is swapped

function selectedPlace() {
  const selection = getSelection();
  const inText = !selection.isCollapsed && selection.anchorNode?.parentElement?.closest(".block");
  return inText ? Places.ofRange(selection.getRangeAt(0)) : null;
}

function offerForm() {
  const add = document.getElementById("add");
  if (!add) return;
  const form = document.getElementById("mark-form");
  const place = selectedPlace() ?? Sentences.sentenceHere();
  if (place) {
    [form.elements.start.value, form.elements.end.value] = place;
    form.elements.words.value = Places.rangesOf(...place).map(String).join("\n");
  }
  if (openedCard()) closeCard();
  cameToForm = document.activeElement;
  add.open = true;
  markThese.hidden = true;
  (place ? form.querySelector("[name=kind]:checked") : form.elements.words).focus();
}

// Esc in the form: it is closed, what was typed stays in it.
function leaveForm() {
  document.getElementById("add").open = false;
  cameToForm?.focus({ preventScroll: true });
  cameToForm = null;
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
  if (!event.target.matches("#mark-form [name=words]")) return;
  event.target.form.elements.start.value = event.target.form.elements.end.value = "";
});

// Among the kinds the first letter chooses, as it does in a list; arrows do so by themselves.
document.addEventListener("keydown", (event) => {
  if (!event.target.matches("#mark-form [name=kind]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key.toLowerCase();
  const label = [...document.querySelectorAll("#mark-form .kinds label")].find((one) => one.querySelector("kbd").textContent === letter);
  if (!label) return;
  event.preventDefault();
  label.control.checked = true;
  label.control.focus();
});

document.addEventListener("click", (event) => { if (event.target.closest("#mark-these")) offerForm(); });
document.addEventListener("mark-added", () => Sentences.leave());
Keys.add("f", "mark the selected words, or the sentence one is at", offerForm, { editors: true });

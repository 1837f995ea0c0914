// The panel of corrections: takes over selected words, ticks the other quotes of a speaker.
"use strict";

const correction = () => document.querySelector("#correcting .correct");

// The form takes the place and the words of the selection; typing in it lets go of the place.
function takeSelection(form) {
  const place = selectedPlace();
  if (!place) return;
  const field = form.elements.words ?? form.elements.name;
  [form.elements.start.value, form.elements.end.value] = place;
  field.value = Places.rangesOf(...place).map(String).join(form.elements.words ? "\n" : " ");
  Places.outline("evidence", place.join("-"));
  field.focus({ preventScroll: true });
}

function offerSelection() {
  if (!correction()) return;
  const place = selectedPlace();
  for (const button of correction().querySelectorAll("[data-take]")) button.hidden = place === null;
}

function leaveCorrection() {
  document.getElementById("correcting")?.replaceChildren();
  Places.outline("evidence");
  cardPlace().querySelector('[data-key="e"]')?.focus({ preventScroll: true });
}

function tickAll(box) {
  for (const other of correction().querySelectorAll("[name=others]")) other.checked = box.checked;
}

function showTicks() {
  const all = correction()?.querySelector('[data-tick="all"]');
  if (!all) return;
  const others = [...correction().querySelectorAll("[name=others]")];
  all.closest("label").hidden = false;
  all.checked = others.every((other) => other.checked);
  all.indeterminate = !all.checked && others.some((other) => other.checked);
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const shown = at(".correct [data-show]");
  if (at("[data-take]")) takeSelection(at("form"));
  else if (at("[data-leave]")) leaveCorrection();
  else if (shown) runsOf(shown.dataset.show)[0]?.scrollIntoView({ block: "center" });
  else return;
  event.preventDefault();
});
document.addEventListener("change", (event) => {
  if (event.target.matches('[data-tick="all"]')) tickAll(event.target);
  if (event.target.closest(".others")) showTicks();
});
document.addEventListener("input", (event) => {
  if (!event.target.matches(".correct [name=words], .correct [name=name]")) return;
  const { start, end } = event.target.form.elements;
  start.value = end.value = "";
  Places.outline("evidence");
});
document.addEventListener("selectionchange", offerSelection);
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.closest?.("#card")) { showTicks(); offerSelection(); }
});

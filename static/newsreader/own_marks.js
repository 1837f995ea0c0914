// An editor's own marks: from a selection to the form.
"use strict";

const markThese = document.createElement("button");
markThese.id = "mark-these";
markThese.textContent = "Mark these words";
markThese.hidden = true;
document.body.append(markThese); // outside the article, which is swapped

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

document.addEventListener("click", (event) => { if (event.target.closest("#mark-these")) offerForm(); });
Keys.add("f", "mark the selected words", offerForm, { editors: true });

// A detached mark is attached to the words selected in the text, or to words typed into its form.
"use strict";

let lastSelected = null; // kept: a click on the button may take the selection away

document.addEventListener("selectionchange", () => {
  const place = selectedPlace();
  if (place) lastSelected = place;
  for (const button of document.querySelectorAll("[data-selected]")) button.hidden = !lastSelected;
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-selected]")?.form;
  if (!form || !lastSelected) return;
  [form.elements.start.value, form.elements.end.value] = lastSelected;
  form.elements.words.value = Places.rangesOf(...lastSelected).map(String).join("\n");
});

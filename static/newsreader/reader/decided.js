// After a verdict and after a new mark: the text looks as the mark now is, and it is told once.
"use strict";

document.addEventListener("mark-decided", (event) => {
  const pin = pinOf(event.detail.id);
  if (pin) redrawMark(pin, event.detail);
  document.getElementById("status").replaceChildren();
  tieToMark();
  besideLine();
  // What could not be saved says so itself, in the card.
  if (!openedCard()?.querySelector(".message.error")) tell(`Saved: ${event.detail.name}.`);
});

document.addEventListener("mark-added", (event) => {
  const id = String(event.detail.id);
  current = id;
  settleCard();
  tell(`Mark added: ${pinOf(id)?.getAttribute("aria-label") ?? ""}.`);
});

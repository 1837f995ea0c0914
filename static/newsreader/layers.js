// Kinds of mark on and off; what a person chose holds until it is chosen otherwise.
"use strict";

// What a person chose for a kind holds; until then it is as the page says that it starts.
const isOn = (button) => choices.get("layers", {})[button.dataset.layer] ?? button.dataset.starts === "on";

function applyChoices() {
  for (const button of document.querySelectorAll("button[data-layer]")) {
    button.setAttribute("aria-pressed", String(isOn(button)));
    article().classList.toggle(`hide-${button.dataset.layer}`, !isOn(button));
  }
}

function toggleLayer(button) {
  choices.set("layers", { ...choices.get("layers", {}), [button.dataset.layer]: !isOn(button) });
  applyChoices();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-layer]");
  if (button) toggleLayer(button);
});
applyChoices();
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") applyChoices(); });

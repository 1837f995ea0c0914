// Text size, line length, colours: chosen here, applied by choices.js.
"use strict";

(() => {
  const SIZES = [80, 90, 100, 115, 130, 150, 175, 200]; // per cents of the usual size

  function choose(name, value) {
    look[name] = value;
    choices.set("look", look);
    applyLook();
    showLook();
  }

  function showLook() {
    const size = document.getElementById("text-size");
    if (!size) return;
    size.textContent = `${look.size} %`;
    for (const button of document.querySelectorAll("[data-choose]")) {
      button.setAttribute("aria-pressed", String(look[button.dataset.choose] === button.value));
    }
  }

  // The next size up or down; at the end of the row it stays.
  function resize(steps) {
    const at = SIZES.findIndex((size) => size >= look.size);
    choose("size", SIZES[Math.min(SIZES.length - 1, Math.max(0, at + steps))]);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose], [data-size]");
    if (!button) return;
    if (button.dataset.size) resize(Number(button.dataset.size));
    else choose(button.dataset.choose, button.value);
  });
  showLook();
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") showLook(); });
})();

// The list of all keys: what each does, and a button that does the same.
"use strict";

(() => {
  const dialog = () => document.getElementById("all-keys");

  function line([key, { says, act }]) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const sign = document.createElement("kbd");
    button.className = "quiet";
    sign.textContent = key;
    button.append(sign, ` ${says}`);
    // The focus is back where it was before the button does what its key does there.
    button.addEventListener("click", () => { dialog().close(); act(); });
    item.append(button);
    return item;
  }

  function open() {
    if (dialog().open) return;
    dialog().querySelector(".key-list").replaceChildren(...Keys.all().filter(([key]) => key !== "?").map(line));
    document.getElementById("keys-are").textContent = Keys.areOn()
      ? "Each key is a button, too."
      : "Single keys are switched off; the buttons do the same.";
    dialog().showModal();
  }

  document.addEventListener("click", (event) => {
    const asks = event.target.closest("[data-keys]")?.dataset.keys;
    if (asks === "open") open();
    if (asks === "close" || event.target === dialog()) dialog().close();
  });
  Keys.add("?", "all keys", open);
})();

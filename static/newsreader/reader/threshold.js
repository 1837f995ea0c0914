// The slider: marks from a number upwards, and the list of those that it hides. It builds on layers.js.
"use strict";

(() => {
  const MOST_LISTED = 100;
  const WORDS_SHOWN = 70; // characters of a mark's words
  const hiddenMarks = () => document.getElementById("hidden-marks");

  document.addEventListener("input", (event) => {
    if (event.target !== slider()) return;
    choices.set("from", least());
    drawMarks();
  });

  function listHidden() {
    const on = kindsOn();
    const hidden = [...allPins()].filter((pin) => on.has(pin.dataset.kind) && isBelow(pin));
    const listed = hidden.slice(0, MOST_LISTED);
    const words = wordsOf(new Set(listed.map(idOf)));
    const list = document.createElement("ol");
    list.append(...listed.map((pin) => line(pin, words.get(idOf(pin)) ?? "")));
    hiddenMarks().querySelector(".panel").replaceChildren(sentence(hidden.length), list);
  }

  function sentence(count) {
    const says = document.createElement("p");
    says.textContent = count === 0 ? `No undecided mark is below ${least()} %.` : `Undecided marks below ${least()} %:`;
    if (count > MOST_LISTED) says.textContent = `The first ${MOST_LISTED} of ${count.toLocaleString("en")} undecided marks below ${least()} %; move the slider to see the others in the text.`;
    return says;
  }

  function line(pin, words) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const quoted = document.createElement("q");
    link.href = pin.href;
    link.dataset.open = idOf(pin);
    link.textContent = pin.getAttribute("aria-label");
    quoted.dir = "auto";
    quoted.textContent = words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN).trimEnd()}…` : words;
    item.append(link, " ", quoted);
    return item;
  }

  // The words of these marks, in one pass over the text.
  function wordsOf(wanted) {
    const words = new Map();
    for (const run of article().querySelectorAll(".run")) {
      for (const id of run.dataset.m.split(" ")) {
        if (!wanted.has(id)) continue;
        const before = words.get(id);
        words.set(id, before === undefined ? run.textContent : `${before}${goesOn(run, id) ? "" : " … "}${run.textContent}`);
      }
    }
    return words;
  }

  // Does the mark cover the words right before these, too? Signs and counts between are no words.
  function goesOn(run, id) {
    let before = run.previousSibling;
    while (before && !before.textContent) before = before.previousSibling;
    return Boolean(before?.dataset?.m?.split(" ").includes(id));
  }

  // The list is there by the time that it opens, so that it does not open empty.
  document.addEventListener("click", (event) => { if (event.target.closest("#hidden-marks summary")) listHidden(); });
  document.addEventListener("marks-drawn", () => { if (hiddenMarks()?.open) listHidden(); });

  // The card is opened as by any link to one (cards.js); the mark comes into sight with it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#hidden-marks a");
    if (!link) return;
    hiddenMarks().open = false;
    article().querySelector(`.run[data-m~="${link.dataset.open}"]`)?.scrollIntoView({ block: "center" });
  });

  // --- What drops down from the toolbar ---

  const dropped = () => document.querySelector("details.drop[open]");
  document.addEventListener("click", (event) => {
    for (const drop of document.querySelectorAll("details.drop[open]")) if (!drop.contains(event.target)) drop.open = false;
  });
  // Esc closes it and nothing else.
  document.addEventListener("keydown", (event) => {
    const drop = dropped();
    if (event.key !== "Escape" || !drop) return;
    event.stopImmediatePropagation();
    drop.open = false;
    drop.querySelector("summary").focus({ preventScroll: true });
  }, true);
})();

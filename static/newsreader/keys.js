// Single keys: each script adds its own, and they can be switched off as a whole.
"use strict";

const Keys = (() => {
  const known = new Map(); // key -> { says, act, editors }
  const areOn = () => choices.get("keys", true);
  const isEditor = () => document.getElementById("body")?.dataset.role === "editor";

  // `says` is the line of the list of keys; keys of editors are none for others.
  function add(key, says, act, { editors = false } = {}) {
    known.set(key, { says, act, editors });
  }

  // [key, { says, ... }] of every key that this person has.
  const all = () => [...known].filter(([, key]) => !key.editors || isEditor());

  function show() {
    document.getElementById("keys")?.setAttribute("aria-pressed", String(areOn()));
  }

  function toggle() {
    choices.set("keys", !areOn());
    show();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]") || !areOn()) return;
    const key = known.get(event.key);
    if (!key || (key.editors && !isEditor())) return;
    event.preventDefault();
    key.act();
  });
  document.addEventListener("click", (event) => { if (event.target.closest("#keys")) toggle(); });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "body") show(); });
  document.addEventListener("DOMContentLoaded", show);

  return { add, all, areOn };
})();

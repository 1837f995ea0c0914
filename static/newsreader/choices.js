// What a person chose in this browser. It runs before the page is painted, so that type and colours
// are as chosen from the first moment on.
"use strict";

// A browser that keeps nothing is no reason to fail.
const choices = {
  get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* it holds until reload */ }
  },
};
const look = { size: 100, measure: "medium", theme: "system", ...choices.get("look", {}) };

function applyLook() {
  const page = document.documentElement;
  page.style.setProperty("--text-size", Number(look.size) / 100 || 1);
  page.dataset.measure = look.measure;
  page.dataset.theme = look.theme;
  page.classList.toggle("no-marks", choices.get("no-marks", false));
}
applyLook();

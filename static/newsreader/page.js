// What every page does: say aloud what happened, remember choices where the browser lets us.
"use strict";

function say(words, kind = "error") {
  const message = document.createElement("p");
  message.className = `message ${kind}`;
  message.textContent = words;
  document.getElementById("status").replaceChildren(message);
}

// What a person switched on or off; a browser that keeps nothing is no reason to fail.
const choices = {
  get(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* it holds until reload */ }
  },
};

document.addEventListener("htmx:sendError", () => say("The server does not answer. Nothing was changed; try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(status === 403
    ? "You may not do that, or this page was open too long: reload it and try again."
    : `The server could not do that (${status}). Nothing was changed; try again.`);
});
document.addEventListener("article-settled", (event) => {
  document.getElementById("live").textContent = `${event.detail.title}: ${event.detail.state}.`;
});

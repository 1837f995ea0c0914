// What every page does: say aloud what happened.
"use strict";

function say(words, kind = "error") {
  const message = document.createElement("p");
  message.className = `message ${kind}`;
  message.textContent = words;
  document.getElementById("status").replaceChildren(message);
}

// Say once, to those who hear the page, what is plain to see.
function tell(words) {
  const live = document.getElementById("live");
  live.textContent = live.textContent === words ? `${words}\u00a0` : words; // the same again is news, too
}

document.addEventListener("htmx:sendError", () => say("The server does not answer. Nothing was changed; try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(status === 403
    ? "You may not do that, or this page was open too long: reload it and try again."
    : `The server could not do that (${status}). Nothing was changed; try again.`);
});
document.addEventListener("article-settled", (event) => {
  tell(`${event.detail.title}: ${event.detail.state}.`);
});

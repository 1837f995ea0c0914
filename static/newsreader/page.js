// What every page does: say aloud when the server could not answer.
"use strict";

function say(words, kind = "error") {
  const message = document.createElement("p");
  message.className = `message ${kind}`;
  message.textContent = words;
  document.getElementById("status").replaceChildren(message);
}

document.addEventListener("htmx:sendError", () => say("The server does not answer. Nothing was changed; try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(status === 403
    ? "You may not do that, or this page was open too long: reload it and try again."
    : `The server could not do that (${status}). Nothing was changed; try again.`);
});

// A note that is being written outlives its field: a verdict and the next card draw the card anew.
"use strict";

const drafts = new Map(); // by the thread, what is typed and not sent

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-draft]")) drafts.set(event.target.dataset.draft, event.target.value);
});
// Once a note is stored there is no draft of it any more; one that was refused comes back as sent.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, xhr } = event.detail;
  const sent = requestConfig?.elt.closest(".notes form")?.querySelector("textarea");
  if (sent && xhr.status === 200) drafts.delete(sent.dataset.draft);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const field of document.querySelectorAll("textarea[data-draft]")) {
    if (!field.value && drafts.has(field.dataset.draft)) field.value = drafts.get(field.dataset.draft);
  }
});

// On the mark whose card is open, else on the article.
Keys.add("n", "write a note on the mark, or on the article", () => {
  if (openedCard()?.dataset.mark) withCard((card) => card.querySelector("textarea[data-draft]").focus());
  else document.querySelector(".notes-side textarea[data-draft]")?.focus();
});

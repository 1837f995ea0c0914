// Deciding on a mark by key and by button. It builds on cards.js; what follows an answer of the
// server is in decided.js and steady.js.
"use strict";

const inCard = (selector) => cardPlace().querySelector(selector);
const reasonsList = () => inCard("details.rejecting");

// One decides on what one has read: the card must be there, and be the one of the mark one is at.
function withCard(act) {
  const card = openedCard();
  if (!card?.dataset.mark) say("Open the mark’s card first: Enter.", "info");
  else if (card.dataset.mark !== String(current)) say("The next card is still on its way.", "info");
  else act(card);
}

const press = (key) => withCard(() => inCard(`[data-key="${key}"]`)?.click());

function toReasons() {
  withCard(() => {
    reasonsList().open = true;
    reasonsList().scrollIntoView({ block: "nearest" });
    inCard(`[data-key="1"]`).focus({ preventScroll: true });
  });
}

// A reason's key counts only while the reasons are there to be read.
function giveReason(number) {
  if (!reasonsList()?.open) return;
  withCard(() => {
    const reason = inCard(`[data-key="${number}"]`);
    if (reason.matches("input")) reason.focus();
    else reason.click();
  });
}

Keys.add("a", "accept the mark", () => press("a"), { editors: true });
Keys.add("r", "reject the mark: then a number says why", toReasons, { editors: true });
const WHYS = ["cited earlier", "common knowledge", "not a factual claim", "wrong words", "wrong speaker", "another reason"];
for (const [place, why] of WHYS.entries()) Keys.add(String(place + 1), `after r: ${why}`, () => giveReason(place + 1), { editors: true });
Keys.add("u", "undo the last decision on the mark", () => press("u"), { editors: true });
Keys.add("U", "undo what was decided together with it, too", () => press("U"), { editors: true });
Keys.add("e", "correct the mark’s words or its speaker", () => press("e"), { editors: true });

document.addEventListener("click", (event) => {
  const note = event.target.closest('.card [data-key="n"]');
  if (!note) return;
  event.preventDefault();
  document.querySelector(note.getAttribute("href"))?.focus();
});

// The list closes with the choice: the focus goes back to what opened it, not into nothing.
document.addEventListener("htmx:beforeSend", (event) => {
  if (event.target.matches(".rejecting form")) inCard(`[data-key="r"]`).focus({ preventScroll: true });
});

// Esc goes back one step: first out of what was opened in the card, and what was typed stays there.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  const opened = event.target.closest?.(".card details[open]");
  const list = opened ?? (event.target.closest?.("#card") && reasonsList()?.open ? reasonsList() : null);
  if (list) list.open = false;
  else if (event.target.closest?.(".correct")) leaveCorrection();
  else return;
  event.stopImmediatePropagation();
  (list?.querySelector("summary") ?? openedCard()).focus({ preventScroll: true });
}, true);

// --- Answers of the server ---

// Who has gone on to another mark keeps its card: the answer about the one before only tells of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  const about = /\/marks\/(\d+)\//.exec(requestConfig?.path ?? "")?.[1];
  if (target.id !== "card" || !about || about === String(current)) return;
  event.detail.shouldSwap = false;
  if (xhr.status >= 400) say("The decision on the mark before could not be saved: open it again.");
  tellTriggers(xhr.getResponseHeader("HX-Trigger-After-Settle"), xhr.status);
});

function tellTriggers(header, status) {
  const events = header && status < 500 ? JSON.parse(header) : {};
  for (const [name, detail] of Object.entries(events)) htmx.trigger(document.body, name, detail);
}

// The focus was in the card and what had it is gone: the card itself has it then.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "card" && document.activeElement === document.body) openedCard()?.focus({ preventScroll: true });
});

// What was refused is said where one looks; what was corrected or found stands at the card's head.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "card") return;
  const refused = inCard("[role=alert]");
  if (refused) refused.scrollIntoView({ block: "nearest" });
  else if (event.detail.requestConfig?.elt?.matches(".correct form, .finding form")) cardPlace().scrollTop = 0;
});

// What the sign shows besides the verdict: who speaks, and whether a flag is settled.
function dressFurther({ id, state, speaker, source }) {
  const pin = pinOf(id);
  if (!pin) return;
  pin.classList.toggle("sourced", state === "sourced");
  pin.classList.toggle("withdrawn", state === "withdrawn");
  for (const [name, value] of Object.entries({ speaker, source })) {
    if (value) pin.dataset[name] = value;
    else delete pin.dataset[name];
  }
}

document.addEventListener("mark-decided", (event) => {
  dressFurther(event.detail);
  drawMarks([event.detail.id]);
});
document.addEventListener("marks-changed", (event) => {
  for (const mark of event.detail.marks) {
    const pin = pinOf(mark.id);
    if (!pin) continue;
    dressFurther(mark);
    redrawMark(pin, mark);
  }
});

// Paragraphs that were cut anew bring signs that know nothing of what this person has hidden.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const block = event.detail.target;
  if (block.matches?.(".block")) drawMarks([...block.querySelectorAll(".pin")].map(idOf));
});

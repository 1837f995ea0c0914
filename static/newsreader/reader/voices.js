// Who speaks: a pressed voice shows its own marks and no others. It builds on reader.js.
"use strict";

let chosenVoice = null; // the key of the pressed voice: the buttons are swapped after a verdict

const voiceButtons = () => [...document.querySelectorAll("button.voice")];
const inSight = (element) => {
  const box = element.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0;
};

// Put the page in the state of the pressed voice; one that is gone is pressed no more.
function applyVoice() {
  const place = document.getElementById("voice-shown");
  if (!place) return;
  const pressed = voiceButtons().find((button) => button.dataset.voice === chosenVoice);
  if (!pressed) chosenVoice = null;
  for (const button of voiceButtons()) button.setAttribute("aria-pressed", String(button === pressed));
  for (const one of article().querySelectorAll(".of-voice")) one.classList.remove("of-voice");
  article().classList.toggle("one-voice", Boolean(pressed));
  for (const id of pressed ? pressed.dataset.marks.split(" ") : []) {
    pinOf(id)?.classList.add("of-voice");
    for (const run of runsOf(id)) run.classList.add("of-voice");
  }
  const says = pressed ? pressed.dataset.pressed : "";
  if (place.textContent !== says) place.textContent = says;
  document.getElementById("all-voices").hidden = !pressed;
  if (pressed?.closest("details")) pressed.closest("details").open = true;
  document.dispatchEvent(new CustomEvent("marks-drawn"));
}

function chooseVoice(key) {
  chosenVoice = key;
  applyVoice();
  const words = [...article().querySelectorAll(".run.of-voice")];
  if (words.length && !words.some(inSight)) words[0].scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.voice");
  if (button) chooseVoice(button.dataset.voice === chosenVoice ? null : button.dataset.voice);
  if (!event.target.closest("#all-voices")) return;
  const last = voiceButtons().find((one) => one.dataset.voice === chosenVoice);
  chooseVoice(null);
  last?.focus({ preventScroll: true });
});

// A verdict and a new mark draw the text's marks, or the panel, anew.
document.addEventListener("mark-decided", applyVoice);
document.addEventListener("htmx:afterSettle", (event) => {
  if (["body", "voices"].includes(event.target.id)) applyVoice();
});

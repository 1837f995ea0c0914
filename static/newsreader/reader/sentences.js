// The sentence cursor: from sentence to sentence by keyboard, to hear whose word each is and to mark it.
"use strict";

const Sentences = (() => {
  let at = null; // where the sentence one is at starts, in code points

  // All sentences as [start, end, kind]; one that goes on in the next paragraph stands with both.
  function all() {
    const places = [...article().querySelectorAll("[data-sentences]")].flatMap((block) => block.dataset.sentences.split(" "));
    const found = [...new Set(places)].map((place) => place.split(/[-:]/).map(Number));
    return found.sort((one, other) => one[0] - other[0]);
  }

  const kinds = () => article().querySelector("[data-kinds]").dataset.kinds.split("|");

  // The sentence of the mark that was visited last, while that is on the screen.
  function sentenceOfMark(sentences) {
    const words = current === null ? undefined : runsOf(current)[0];
    const box = words?.getBoundingClientRect();
    if (!box || box.bottom < 0 || box.top > innerHeight) return -1;
    const range = document.createRange();
    range.selectNodeContents(words);
    const [start] = Places.ofRange(range) ?? [-1];
    return sentences.findIndex((sentence) => sentence[0] <= start && start < sentence[1]);
  }

  // Where the cursor begins: at the mark, else at the first sentence of the paragraph at the top of the screen.
  function firstInSight(sentences) {
    const ofMark = sentenceOfMark(sentences);
    if (ofMark >= 0) return ofMark;
    const bar = document.querySelector(".toolbar").getBoundingClientRect();
    const top = bar.top > 0 ? 0 : bar.bottom; // under the toolbar once that sticks to the top
    const block = [...article().querySelectorAll("[data-sentences]")].find((one) => one.getBoundingClientRect().bottom > top + 8);
    const start = block ? Number(block.dataset.start) : 0;
    return Math.max(0, sentences.findIndex((sentence) => sentence[1] > start));
  }

  function move(direction) {
    const sentences = all();
    if (!sentences.length) { say("This article has no sentences yet: wait until it is annotated.", "info"); return; }
    const place = sentences.findIndex((sentence) => sentence[0] === at);
    const next = place < 0 ? firstInSight(sentences) : Math.min(sentences.length - 1, Math.max(0, place + direction));
    show(sentences, next);
  }

  function show(sentences, place) {
    const [start, end, kind] = sentences[place];
    const ranges = Places.rangesOf(start, end);
    at = start;
    paint(ranges);
    ranges[0].startContainer.parentElement.scrollIntoView({ block: "nearest" });
    tell(`Sentence ${place + 1} of ${sentences.length}, ${kinds()[kind]}: ${ranges.map(String).join(" ")}`);
  }

  // Where the browser cannot highlight, the sentence is selected, which marks it just as well.
  function paint(ranges) {
    getSelection().removeAllRanges();
    if (CSS.highlights) CSS.highlights.set("sentence", new Highlight(...ranges));
    else getSelection().addRange(ranges[0]);
  }

  // [start, end] of the sentence one is at, or null.
  function sentenceHere() {
    const sentence = at === null ? null : all().find((one) => one[0] === at);
    return sentence ? sentence.slice(0, 2) : null;
  }

  function leave() {
    at = null;
    CSS.highlights?.delete("sentence");
  }

  Keys.add("s", "next sentence", () => move(1));
  Keys.add("S", "previous sentence", () => move(-1));
  // The ranges of a text that was swapped are gone with it.
  document.addEventListener("htmx:afterSettle", (event) => {
    const here = event.target.id === "body" && sentenceHere();
    if (here) paint(Places.rangesOf(...here));
  });
  return { sentenceHere, leave };
})();

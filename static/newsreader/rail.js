// On wide screens the card stands beside the line of its mark. The rail is as high as the text, its
// empty stretch puts the card level with the line, and by sticking it stays whole on the screen.
"use strict";

// The measures stand in a sheet of their own: htmx copies elements together with their inline
// style when it swaps the article, which the policy forbids.
const measures = new CSSStyleSheet();
measures.replaceSync(".rail {} .rail-above {}");
document.adoptedStyleSheets.push(measures);
const rail = () => document.querySelector(".rail");
const cardPlace = () => document.getElementById("card");
const openedCard = () => cardPlace()?.querySelector(".card");

// The words that what is open is about: of a mark, or of a place where several lie.
function wordsOfCard() {
  const { mark, here } = openedCard().dataset;
  return mark ? runsOf(mark)[0] : article().querySelector(`.run[data-m="${here}"]`);
}

function besideLine() {
  const words = openedCard() && wordsOfCard();
  if (!words) return;
  const space = rail().getBoundingClientRect();
  const bar = document.querySelector(".toolbar");
  const [whole, above] = measures.cssRules;
  whole.style.setProperty("--bar", `${bar ? bar.offsetHeight : 0}px`);
  const top = words.getClientRects()[0].top - space.top;
  const lowest = space.height - cardPlace().offsetHeight;
  above.style.height = `${Math.max(0, Math.min(top, lowest))}px`;
}

// Paragraphs get their true height only when they come near the screen: the line may have moved.
new ResizeObserver(besideLine).observe(article());
addEventListener("resize", besideLine);
document.addEventListener("htmx:afterSettle", besideLine);

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

// The height of the toolbar, and how much of the screen there is for the card below what stands above.
function measure(space) {
  const bar = document.querySelector(".toolbar")?.offsetHeight ?? 0;
  const [whole] = measures.cssRules;
  whole.style.setProperty("--bar", `${bar}px`);
  whole.style.setProperty("--room", `${Math.round(innerHeight - Math.max(space.top, bar + 8) - 16)}px`);
}

function besideLine() {
  const words = openedCard() && wordsOfCard();
  if (!words) return;
  const space = rail().getBoundingClientRect();
  const above = measures.cssRules[1];
  measure(space);
  const top = words.getClientRects()[0].top - space.top;
  const lowest = space.height - cardPlace().offsetHeight;
  above.style.height = `${Math.max(0, Math.min(top, lowest))}px`;
}

// Paragraphs get their true height only when they come near the screen: the line may have moved.
new ResizeObserver(besideLine).observe(article());
addEventListener("resize", besideLine);
// Near the top of the page there is less room for the card: it grows as that is scrolled away.
addEventListener("scroll", () => { if (openedCard()) requestAnimationFrame(besideLine); }, { passive: true });
document.addEventListener("htmx:afterSettle", besideLine);

// Focus and scroll stay where they are when a part of the page is swapped for a newer one.
"use strict";

let held = null; // what was where just before a swap

const SIGNS = ["data-voice", "data-open", "data-to", "data-to-line", "data-layer", "data-keys", "data-key", "href", "name"];

// How to find an element again among those that take its place; none where nothing tells it apart.
function signOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = SIGNS.find((sign) => element.hasAttribute(sign));
  if (name) return `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  const parent = element.localName === "summary" ? element.parentElement.classList[0] : null;
  return parent ? `.${parent} > summary` : null;
}

// The first paragraph that begins on the screen, and how far it stands from the top.
function readingPlace() {
  const block = [...document.querySelectorAll(".block")].find((one) => one.getBoundingClientRect().top > 0);
  return block ? { id: block.id, top: block.getBoundingClientRect().top } : null;
}

// New paragraphs get their true height only when they are painted: twice is needed, and enough.
function keepReadingPlace({ id, top }) {
  const align = () => {
    const block = document.getElementById(id);
    if (block) scrollBy({ top: block.getBoundingClientRect().top - top, behavior: "instant" });
  };
  align();
  requestAnimationFrame(() => requestAnimationFrame(align));
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, shouldSwap } = event.detail;
  const focus = document.activeElement;
  const hasFocus = shouldSwap && target.contains(focus) && focus !== document.body;
  const isWhole = shouldSwap && target.id === "body";
  held = {
    sign: hasFocus ? signOf(focus) : null,
    wasInCard: hasFocus && Boolean(focus.closest("#card")),
    place: isWhole ? readingPlace() : null,
    side: isWhole ? document.querySelector(".side")?.scrollTop : null,
    opened: isWhole ? [...target.querySelectorAll("details[open]:not(#add)")].map((one) => one.classList[0]) : [],
  };
});

document.addEventListener("htmx:afterSwap", () => {
  if (!held) return;
  const { sign, wasInCard, place, side, opened } = held;
  held = null;
  for (const name of opened) for (const one of document.querySelectorAll(`details.${name}`)) one.open = true;
  if (side) document.querySelector(".side").scrollTop = side;
  if (place) keepReadingPlace(place);
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  const again = (sign && document.querySelector(sign)) || (wasInCard && openedCard());
  if (again) again.focus({ preventScroll: true });
});

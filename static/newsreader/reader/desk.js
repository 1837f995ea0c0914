// The article's desk: its bar is kept up to date, and others are told that somebody is here.
"use strict";

const Desk = (() => {
  const bar = () => document.getElementById("desk");
  const presence = () => document.getElementById("presence");
  let told = null; // who is here, as it was said last
  let pressed = false; // a step of the bar is on its way to the server

  // Something is typed or chosen in the bar and not sent yet: it is not thrown away.
  function isInUse() {
    const place = bar();
    const isTyped = [...place.querySelectorAll("textarea")].some((text) => text.value !== text.defaultValue || text.value);
    const isChosen = [...place.querySelectorAll("option")].some((option) => option.selected !== option.defaultSelected);
    return isTyped || isChosen || place.contains(document.activeElement);
  }

  function refresh() {
    if (bar() && !pressed && !isInUse()) htmx.ajax("GET", bar().dataset.from, { target: "#desk", swap: "outerHTML" });
  }

  // Who is here is said once when it changes, not at every beat; nobody is told that all have left.
  function settle() {
    const says = presence().textContent.trim();
    if (says && says !== told) document.getElementById("live").textContent = says;
    told = says;
    const newest = presence().querySelector("[data-version]")?.dataset.version;
    if (newest && bar() && newest !== bar().dataset.version) refresh();
  }

  document.addEventListener("mark-decided", refresh);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "presence") settle();
    // The button that was pressed is gone; who pressed it stays where they were.
    if (event.target.id === "desk" && document.activeElement === document.body && pressed) bar().focus({ preventScroll: true });
    if (event.target.id === "desk") pressed = false;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (bar()?.contains(event.target)) pressed = false; // also where the server did not answer
  });
  // A newer bar that comes while something was pressed or typed in this one would take it away,
  // and the answer to what was pressed would have no place left: the next beat asks again.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id === "desk" && requestConfig?.elt === document.body && (pressed || isInUse())) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "presence" && document.hidden) event.preventDefault();
    if (bar()?.contains(event.target)) pressed = true;
  });

  // A beat that fails says nothing: the next one may do, and nothing that the person did is lost.
  for (const kind of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(kind, (event) => { if (event.target.id === "presence") event.stopPropagation(); }, true);
  }
  // Nor does it take the page to the sign-in, with what is typed on it.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.target.id === "presence" && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && presence()) htmx.trigger(presence(), "back");
  });
  addEventListener("pagehide", () => {
    if (!presence()) return;
    const words = new FormData();
    words.append("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    words.append("left", "1");
    navigator.sendBeacon(presence().getAttribute("hx-post"), words);
  });

  return { refresh };
})();

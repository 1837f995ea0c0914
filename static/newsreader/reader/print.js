// Paper: the link to the galley carries what is shown; printing the article itself brings the same
// table under its text, and its numbers into the text.
"use strict";

(() => {
  const place = () => document.getElementById("galley");
  const link = () => document.getElementById("print-galley");

  // The address of the galley of what is shown now.
  function address() {
    const off = layerButtons().filter((button) => !isOn(button)).map((button) => button.dataset.layer);
    return `${link().href.split("?")[0]}?${new URLSearchParams({ from: least(), off: off.join(",") })}`;
  }

  // A page that is about to be printed waits for nothing, so the table is asked for and waited for.
  function fetchNow() {
    const request = new XMLHttpRequest();
    request.open("GET", address(), false);
    request.setRequestHeader("HX-Request", "true");
    try { request.send(); } catch { return null; }
    return request.status === 200 ? new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".galley") : null;
  }

  function missing() {
    const says = document.createElement("p");
    says.textContent = "The notes could not be fetched from the server. Print the galley from its own page.";
    return says;
  }

  function bringTable() {
    if (!place() || !link() || marksAreHidden()) return;
    const table = fetchNow();
    place().replaceChildren(table ?? missing());
    for (const row of place().querySelectorAll("tr[data-mark]")) {
      const pin = pinOf(row.dataset.mark);
      if (pin) pin.dataset.no = row.dataset.number;
      row.removeAttribute("id");
    }
  }

  function takeAway() {
    place()?.replaceChildren();
    for (const pin of document.querySelectorAll(".pin[data-no]")) delete pin.dataset.no;
  }

  addEventListener("beforeprint", bringTable);
  addEventListener("afterprint", takeAway);
  document.addEventListener("marks-drawn", () => { if (link()) link().href = address(); });

  const button = document.getElementById("print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => print());
})();

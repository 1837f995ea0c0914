// The queue by keyboard: move, select, decide, take back. Filters and verdicts are htmx forms.
"use strict";

(() => {
  const queue = () => document.getElementById("queue");
  const rows = () => [...queue().querySelectorAll(".row")];
  const picks = () => [...queue().querySelectorAll(".pick input")];
  const chosen = () => picks().filter((pick) => pick.checked);
  const linkOf = (row) => row?.querySelector(".to");
  let current = null; // the id of the row that was visited last
  let anchor = null; // the id of the box that was ticked last: with Shift, all from there
  let next = null; // the row to go on with once a verdict is in: { id, place }

  let undoing = false;

  const hand = () => document.activeElement?.closest?.(".row") || document.getElementById(current);

  // --- Moving ---

  function visit(row) {
    if (!row) return;
    current = row.id;
    linkOf(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(direction) {
    const all = rows();
    const at = all.indexOf(hand());
    visit(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + direction))]);
  }

  // --- Selecting ---

  function show() {
    const count = chosen().length;
    const selected = document.getElementById("selected");
    if (!selected) return;
    selected.value = count ? `${count} selected` : "";
    const all = document.getElementById("select-all");
    all.checked = count > 0 && count === picks().length;
    all.indeterminate = count > 0 && !all.checked;
    for (const pick of picks()) pick.closest(".row").classList.toggle("picked", pick.checked);
  }

  function pick(row) {
    const box = row?.querySelector(".pick input");
    if (!box) return;
    box.checked = !box.checked;
    anchor = box.id;
    show();
  }

  function pickAll() {
    const all = chosen().length < picks().length;
    for (const box of picks()) box.checked = all;
    show();
  }

  function pickUpTo(box) {
    const all = picks();
    const [from, to] = [all.findIndex((each) => each.id === anchor), all.indexOf(box)].sort((a, b) => a - b);
    if (from >= 0) for (const each of all.slice(from, to + 1)) each.checked = box.checked;
  }

  // --- Deciding: on the selection, or on the row at hand where nothing is selected ---

  function select() {
    if (chosen().length) return true;
    const box = hand()?.querySelector(".pick input");
    if (box) box.checked = true;
    else say("Go to a flag with j and k, or select some first.", "info");
    show();
    return Boolean(box);
  }

  function accept() {
    if (select()) document.getElementById("accept").click();
  }

  function reject() {
    if (select()) document.getElementById("why").focus();
  }

  // Where to go on: the first row after the one at hand that is not decided now.
  function remember() {
    const all = rows();
    const at = Math.max(0, all.indexOf(hand()));
    const rest = [...all.slice(at), ...all.slice(0, at).reverse()];
    next = { id: rest.find((row) => !row.querySelector(".pick input")?.checked)?.id, place: at };
  }

  // Only a key or a reason led here: who pressed a button stays on it.
  function goOn() {
    if (!next) return;
    const { id, place } = next;
    next = null;
    if (document.activeElement?.closest?.("#accept, #reject, #undo, .filters")) return;
    const row = document.getElementById(id) || rows()[Math.min(place, rows().length - 1)];
    if (row) visit(row);
    else document.getElementById("nothing")?.focus();
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.(".pick input");
    if (!box) return;
    if (event.shiftKey) pickUpTo(box);
    anchor = box.id;
    show();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "select-all") pickAll();
    else if (event.target.closest(".pick")) show();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.(".row");
    if (row) current = row.id;
  });
  // In the reasons Enter rejects, as a form's Enter does elsewhere, and Escape leads back.
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.("#why, #note")) return;
    if (event.key === "Enter") {
      event.preventDefault();
      document.getElementById("reject").click();
    } else if (event.key === "Escape") {
      visit(document.getElementById(current));
    }
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "decide") remember();
    undoing = event.target.className === "last";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.target.closest?.("#queue, #body")) return;
    show();
    if (!queue().querySelector(".said .error")) goOn();
    next = null;
    // The button that was pressed is gone with what it could take back.
    if (undoing && document.activeElement === document.body) document.getElementById("said")?.focus();
    undoing = false;
  });
  document.addEventListener("queue-shown", (event) => tell(event.detail.says));
  document.addEventListener("DOMContentLoaded", show);
  window.addEventListener("pageshow", show);

  Keys.add("j", "next flag", () => step(1));
  Keys.add("k", "previous flag", () => step(-1));
  Keys.add("x", "select the flag one is at, or not", () => pick(hand()), { editors: true });
  Keys.add("X", "select all on this page, or none", pickAll, { editors: true });
  Keys.add("a", "accept what is selected, or the flag one is at", accept, { editors: true });
  Keys.add("r", "reject it: choose the reason, then Enter", reject, { editors: true });
  Keys.add("u", "undo the last verdict given here", () => document.getElementById("undo")?.click(), { editors: true });
})();

// Drop files anywhere on the page; send them one by one and say how far that is.
"use strict";

const form = document.getElementById("upload");
const files = document.getElementById("id_documents");
const button = form.querySelector("button");
const progress = document.getElementById("upload-status");

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

// A file that is dropped beside the form must not make the browser leave the page.
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form.classList.add("over");
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form.classList.remove("over");
  files.files = event.dataTransfer.files;
  if (files.files.length) form.requestSubmit();
});

// One request a file: a slow one holds up no other, and what was added stays added.
form.addEventListener("submit", async (event) => {
  const chosen = [...files.files];
  if (chosen.length < 2) {
    progress.textContent = "Uploading …";
    return;
  }
  event.preventDefault();
  button.disabled = true;
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const [number, file] of chosen.entries()) {
    progress.textContent = `Uploading ${number + 1} of ${chosen.length}: ${file.name} …`;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("documents", file);
    if (await send(body)) continue;
    say(`${file.name} could not be sent, nor what comes after it: reload the page and try those again.`);
    break;
  }
  button.disabled = false;
  progress.textContent = "";
  if (!document.querySelector("#status .error")) location.assign(form.dataset.then);
});

// The answer leads back to the library, where the messages of all files are shown at the end.
async function send(body) {
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect";
  } catch {
    return false;
  }
}

// A page may take a while to come: say so, and do not ask for it twice.
const byAddress = document.getElementById("fetch");
const fetching = document.getElementById("fetch-status");
byAddress.addEventListener("submit", () => {
  byAddress.querySelector("button").disabled = true;
  fetching.textContent = "Fetching the page …";
});

// Coming back by the Back button shows the page as it was left: make it usable again.
window.addEventListener("pageshow", () => {
  button.disabled = byAddress.querySelector("button").disabled = false;
  progress.textContent = fetching.textContent = "";
});

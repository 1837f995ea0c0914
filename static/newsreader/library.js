// Drop files anywhere on the upload form; say that they are on their way.
"use strict";

const form = document.getElementById("upload");
const files = document.getElementById("id_documents");

function announceUpload() {
  const count = files.files.length;
  document.getElementById("upload-status").textContent =
    `Uploading ${count} file${count === 1 ? "" : "s"} …`;
  form.querySelector("button").disabled = true;
}

form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  files.files = event.dataTransfer.files;
  form.requestSubmit();
});
form.addEventListener("submit", announceUpload);
// Coming back by the Back button shows the page as it was left: make it usable again.
window.addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });

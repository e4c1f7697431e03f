// A file that is too large is told before it is sent: sending 200 MB takes minutes, and the server refuses it anyway.
// Without this script the server says so; going back shows what was typed.

const LARGEST = 25 * 1024 * 1024;

function noteOf(field) {
  const id = `${field.id}-te-groot`;
  let note = document.getElementById(id);
  if (!note) {
    note = document.createElement("p");
    note.id = id;
    note.className = "field__error";
    note.setAttribute("role", "alert");
    field.before(note);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  }
  return note;
}

function check(field) {
  const size = [...field.files].reduce((sum, file) => sum + file.size, 0);
  const tooLarge = size > LARGEST;
  if (!tooLarge && !document.getElementById(`${field.id}-te-groot`)) return true;
  const what = field.files.length > 1 ? "Deze bestanden zijn samen" : "Dit bestand is";
  const note = noteOf(field);
  note.textContent = tooLarge ? `${what} ${Math.round(size / 1024 / 1024)} MB. Het mag hoogstens 25 MB zijn. Kies iets kleiners.` : "";
  note.hidden = !tooLarge;
  if (tooLarge) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  return !tooLarge;
}

for (const field of document.querySelectorAll("input[type=file][data-upload]")) {
  field.addEventListener("change", () => check(field));
  field.form.addEventListener("submit", (event) => {
    if (check(field)) return;
    event.preventDefault();
    field.focus();
  });
}

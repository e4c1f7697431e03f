// What every page gets. Without this script all of it still works, a little less smoothly.

// A menu closes on Escape (focus goes back to its button) and on a click beside it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// After sending a form that has errors, the summary is what you hear and see first.
document.querySelector(".error-summary")?.focus();

// What only a script can do stays hidden without one.
for (const part of document.querySelectorAll("[data-script-only]")) part.hidden = false;

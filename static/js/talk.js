// The preparation of a talk: printing it, and a warning before what was typed would be lost. Nothing is sent anywhere.

const form = document.querySelector("[data-talk]");
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());

// Enter in a form without a place to go to must not load the page anew.
form?.addEventListener("submit", (event) => event.preventDefault());

window.addEventListener("beforeunload", (event) => {
  if ([...form.querySelectorAll("textarea")].some((box) => box.value.trim())) event.preventDefault();
});

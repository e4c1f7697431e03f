// Saves the preparation at each tick. Without this script the button does the same (bootcamp/following/views/pages.py).

const form = document.querySelector("form[data-preparing]");
const says = form?.querySelector("[data-preparing-says]");
let sending = Promise.resolve();

async function save() {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    // Signed out meanwhile: the answer is then a page that was never asked for.
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    // An answer that nobody reads, and that may not be stored, keeps its connection busy.
    await answer.text();
    says.textContent = "Bewaard.";
  } catch {
    says.textContent = "Bewaren lukte niet. Druk op de knop om het opnieuw te proberen.";
  }
}

form?.addEventListener("change", (event) => {
  event.target.closest("li").classList.toggle("is-done", event.target.checked);
  says.textContent = "We bewaren het…";
  // One after the other, so that the last tick is also what stays.
  sending = sending.then(save);
});

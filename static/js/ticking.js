// The list of who was there: each tick is saved at once. Without this script, or without a connection, the button does it.

const form = document.querySelector("[data-ticking]");
const says = document.querySelector("[data-ticking-says]");
const waiting = new Set();
let sending = Promise.resolve();

function say() {
  says.textContent = waiting.size
    ? `${waiting.size} nog niet bewaard. Heb je weer verbinding? Kies dan Bewaar.`
    : "Alles is bewaard.";
}

// Only this person goes along: what a colleague ticks on another phone stays as it is.
async function save(choice) {
  const person = choice.name.replace("wie-", "");
  const shown = form.elements[`was-${person}`];
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.set(choice.name, choice.value);
  data.set(shown.name, shown.value);
  try {
    const response = await fetch(location.href, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (!response.ok) throw new Error(response.status);
    // An answer that nobody reads, and that may not be stored, keeps its connection busy.
    await response.text();
    shown.value = choice.value;
    waiting.delete(person);
  } catch {
    waiting.add(person);
  }
  say();
}

form?.addEventListener("change", (event) => {
  if (!event.target.name.startsWith("wie-")) return;
  says.textContent = "Bewaren…";
  // One after the other, so that the last tick of one person is also the last to arrive.
  sending = sending.then(() => save(event.target));
});

// Leaving with unsaved ticks asks first; the button saves them all.
let leaving = false;
form?.addEventListener("submit", () => {
  leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (waiting.size && !leaving) event.preventDefault();
});

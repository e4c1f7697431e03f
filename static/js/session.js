// Warns two minutes before someone is signed out for doing nothing. Without this script the server does the same, and
// keeps what is sent too late (portal/people/typed.py).

const box = document.querySelector("[data-session]");
const form = box.querySelector("[data-session-stay]");
const WARN = 120;
// Typing counts as being there, also when nothing is sent; the server hears of it at most this often.
const TELL_EVERY = 5 * 60 * 1000;

let timer;
let lastContact = Date.now();

function show(name) {
  box.hidden = !name;
  for (const part of ["soon", "over"]) box.querySelector(`[data-session-${part}]`).hidden = part !== name;
  form.hidden = name !== "soon";
}

// Another tab may have been used meanwhile, so the server is asked before anything is shown.
async function look() {
  try {
    const answer = await fetch(box.dataset.session, { headers: { Accept: "application/json" } });
    plan((await answer.json()).left);
  } catch {
    timer = setTimeout(look, 30_000);
  }
}

function plan(left) {
  clearTimeout(timer);
  if (left <= 0) return show("over");
  if (left > WARN) {
    show("");
    timer = setTimeout(look, Math.min(left - WARN, 24 * 60 * 60) * 1000);
  } else {
    show("soon");
    timer = setTimeout(look, Math.min(left, 10) * 1000 + 500);
  }
}

async function stay() {
  lastContact = Date.now();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    // A session that has ended answers with the page for signing in.
    plan(answer.redirected || !answer.ok ? 0 : (await answer.json()).left);
  } catch {
    timer = setTimeout(look, 30_000);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  stay();
});

document.addEventListener("input", () => {
  if (Date.now() - lastContact > TELL_EVERY) stay();
});

// A laptop that slept has missed its timers.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});

look();

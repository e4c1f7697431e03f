// The calculator without waiting: outcomes while you type, one picture at a time, a PDF in place.
// Everything here also works without script, with a button or a page more.

const PAUSE = 80;
const SLOW = 700;
const AGAIN = 3000;
const REFUSED = "Het rekenen lukte niet. Dat ligt aan ons. We proberen het zo opnieuw.";
const OFFLINE = "Er is geen verbinding. Zodra die er is, rekenen we verder.";

// The hours of the answer that's shown.
let answered = document.querySelector("[data-live-wish]")?.defaultValue;

class Refused extends Error {}

async function post(form, extra, signal) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  const response = await fetch(form.action, { method: "POST", body, signal });
  if (response.status >= 400) throw new Refused();
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// An answer that isn't of what was typed last says so, right where the figures stand.
function stale(why) {
  const still = why && answered !== undefined ? ` Je ziet nog het antwoord bij ${answered} uur.` : "";
  for (const line of document.querySelectorAll("[data-stale]")) {
    line.textContent = (line.dataset.stale === "short" && still.trim()) || why + still;
    line.hidden = !why;
  }
}

// Runs `work` a moment after the last change, and drops an answer that came too late. What goes wrong is said and
// tried again.
function afterTyping(work) {
  let timer, running;
  async function run() {
    running?.abort();
    const mine = (running = new AbortController());
    const slow = setTimeout(() => stale("We rekenen nog."), SLOW);
    try {
      await work(mine.signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof TypeError || error instanceof Refused)) throw error;
      stale(error instanceof Refused ? REFUSED : OFFLINE);
      timer = setTimeout(run, AGAIN);
    } finally {
      clearTimeout(slow);
    }
  }
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };
}

// A bead beside a number: each follows the other.
for (const slider of document.querySelectorAll("[data-slides]")) {
  const box = document.getElementById(slider.dataset.slides);
  const follow = () => {
    const hours = Number(box.value.replace(",", "."));
    if (box.value.trim() && Number.isFinite(hours)) slider.value = hours;
  };
  follow();
  box.addEventListener("input", follow);
  const take = (hours) => {
    box.value = hours;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  slider.addEventListener("input", () => take(slider.value));
  // A finger that only wants to scroll puts the bead under it first.
  let before;
  slider.addEventListener("pointerdown", () => {
    before = box.value;
  });
  slider.addEventListener("pointercancel", () => {
    if (box.value !== before) take(before);
  });
}

// Beside the questions: the outcome so far.
for (const form of document.querySelectorAll("form[data-live]")) {
  const look = afterTyping(async (signal) => {
    const page = await post(form, { kijk: "1" }, signal);
    const part = page.getElementById(form.dataset.live);
    if (part) document.getElementById(form.dataset.live).replaceChildren(...part.childNodes);
    fillBar();
  });
  form.addEventListener("input", look);
}

// On the page of the outcome: every part that the wish changes.
const answers = document.getElementById("antwoorden");
const wish = document.querySelector("[data-live-wish]");
wish?.addEventListener(
  "input",
  afterTyping(async (signal) => {
    const asked = wish.value;
    const page = await post(answers, { naar: "uitkomst" }, signal);
    // Something is wrong with the number: the server says what.
    const refused = !page.getElementById("antwoord");
    wish.ariaInvalid = refused ? "true" : null;
    if (refused) {
      const why = page.getElementById("id_work-hours_wish_error")?.textContent ?? "Hiermee kunnen we niet rekenen.";
      return stale(why.trim().replace(/\s+/g, " "));
    }
    const open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
    for (const part of document.querySelectorAll("[data-swap]")) {
      part.replaceChildren(...page.getElementById(part.id).childNodes);
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    document.title = page.title;
    answered = asked;
    stale("");
    showPanel();
    fillBar();
  }),
);

// On a small screen a slim bar keeps the answer in view, while the board with it isn't.
const bar = document.querySelector("[data-live-bar]");
let boardInView = true;
function fillBar() {
  if (!bar) return;
  const title = document.querySelector(".answer__title, .form-live__title");
  bar.firstElementChild.textContent = title?.textContent.trim() ?? "";
  bar.hidden = boardInView || !bar.firstElementChild.textContent;
}
if (bar) {
  const watch = new IntersectionObserver(([board]) => {
    boardInView = board.isIntersecting;
    fillBar();
  });
  watch.observe(document.getElementById(bar.dataset.liveBar));
}

// One picture at a time. A tab is a link to what stands on the page, or a button for what has to be asked for.
const tabs = document.querySelector("[data-tabs]");
const panelOf = (tab) => document.getElementById(tab.dataset.shows ?? tab.hash.slice(1));
function showPanel(chosen) {
  if (!tabs) return;
  const all = [...tabs.querySelectorAll("a, button")];
  const current = chosen ?? all.find((tab) => tab.ariaCurrent) ?? all.find((tab) => tab.hash && tab.hash === location.hash) ?? all[0];
  for (const tab of all) {
    if (tab === current) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    panelOf(tab).hidden = tab !== current;
  }
  if (current.dataset.shows) fill(panelOf(current), current);
}

// What another page of the answers shows, in place; where that can't be had, the page itself.
async function fill(panel, tab) {
  if (panel.childElementCount) return;
  panel.ariaBusy = "true";
  try {
    const page = await post(answers, { [tab.name]: tab.value });
    panel.replaceChildren(page.getElementById("samen-beeld"));
  } catch {
    answers.requestSubmit(tab);
  }
  panel.ariaBusy = null;
}
tabs?.addEventListener("click", (event) => {
  const tab = event.target.closest("a, button");
  if (!tab) return;
  event.preventDefault();
  showPanel(tab);
});
showPanel();

// The PDF, made while this page stays.
const job = document.querySelector("[data-job]");
answers?.addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  makePdf(event.submitter.formAction);
});

async function makePdf(address) {
  job.closest("section").scrollIntoView({ block: "nearest" });
  try {
    let response = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(answers)) });
    for (;;) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.querySelector(".job");
      if (!found) return answers.requestSubmit();
      if (job.firstElementChild?.dataset.state !== found.dataset.state) job.replaceChildren(found);
      if (!["queued", "busy"].includes(found.dataset.state)) break;
      await new Promise((go) => setTimeout(go, 300));
      response = await fetch(response.url);
    }
    const button = job.querySelector("button");
    button?.focus();
    button?.form.addEventListener("submit", () => setTimeout(() => job.replaceChildren(), 1000));
  } catch {
    job.textContent = "Er is geen verbinding. Je antwoorden staan er nog. Probeer het zo nog eens.";
  }
}

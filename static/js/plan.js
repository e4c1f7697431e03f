// Saves a plan while you type. What was not sent yet is kept on this device until it is, so that a lost connection or a
// closed tab loses nothing. Without this script the buttons of the form do the same (bootcamp/plan/views/filling.py).
//
// A unit is one question or one action, with its fields, the version it was read in and what stood there then.

const form = document.querySelector("form[data-plan]");
const says = document.querySelector("[data-saved]");
const PLACE = form && `uren-portaal.plan.${form.dataset.plan}.`;
const REST = 700;
const RETRY = [2000, 4000, 8000, 15000, 30000];
const PATIENCE = 15000;
const META = /-(was|v|keuze|weg)$/;

const dirty = new Set();
// Refused as it stood; goes along with the next change, because that may put it right.
const wrong = new Set();
let timer, sending, failures = 0;

const units = () => [...form.querySelectorAll("[data-unit]")];
const unitOf = (name) => form.querySelector(`[data-unit="${CSS.escape(name)}"]`);
const boxesOf = (unit) => [...unit.querySelectorAll("input, select, textarea")];
const valueOf = (box) => (box.type === "checkbox" ? (box.checked ? box.value : "") : box.value);
const boxOf = (unit, name) => boxesOf(unit).find((box) => box.name === name);

function say(text, isTrouble = false) {
  says.textContent = text;
  says.classList.toggle("saved--trouble", isTrouble);
}

// What is in a unit, as it would be sent.
function contentOf(unit) {
  return Object.fromEntries(boxesOf(unit).filter((box) => box.name).map((box) => [box.name, valueOf(box)]));
}

// On this device until it is sent. Storage may be full or closed; then the page itself still has it.
function keep(unit) {
  try {
    localStorage.setItem(PLACE + unit.dataset.unit, JSON.stringify(contentOf(unit)));
  } catch {
    // Saving goes on without it.
  }
}

function kept(unit) {
  try {
    return JSON.parse(localStorage.getItem(PLACE + unit.dataset.unit));
  } catch {
    return null;
  }
}

function forget(name) {
  try {
    localStorage.removeItem(PLACE + name);
  } catch {
    // Nothing was kept then.
  }
}

// What this device still has of an earlier visit goes back into its fields and is sent.
function takeBack() {
  for (const unit of units()) {
    const earlier = kept(unit);
    if (!earlier || unit.querySelector(".action-row--conflict")) continue;
    let differs = false;
    for (const box of boxesOf(unit).filter((each) => each.name && !META.test(each.name))) {
      if (!(box.name in earlier) || earlier[box.name] === valueOf(box)) continue;
      if (box.type === "checkbox") box.checked = Boolean(earlier[box.name]);
      else box.value = earlier[box.name];
      differs = true;
    }
    if (!differs) {
      forget(unit.dataset.unit);
      continue;
    }
    for (const box of boxesOf(unit).filter((each) => META.test(each.name))) box.value = earlier[box.name] ?? box.value;
    touch(unit);
  }
}

function touch(unit, rest = REST) {
  dirty.add(unit.dataset.unit);
  keep(unit);
  clearTimeout(timer);
  timer = setTimeout(send, rest);
}

// An action of which nothing is filled in yet is not worth sending, nor is one where the text is still to come.
function isReady(unit) {
  const what = unit.querySelector("[name$='-what']");
  return !what || what.type === "hidden" || what.value.trim() !== "" || what.hasAttribute("aria-invalid");
}

async function send({ last = false } = {}) {
  clearTimeout(timer);
  if (sending) return sending;
  const fresh = [...dirty].map(unitOf).filter((unit) => unit && isReady(unit));
  if (!fresh.length) return true;
  const again = [...wrong].filter((name) => !dirty.has(name)).map(unitOf);
  const wanted = [...fresh, ...again.filter(Boolean)];
  sending = post(wanted, last).finally(() => (sending = null));
  const done = await sending;
  // What was typed meanwhile.
  if (done && [...dirty].map(unitOf).some((unit) => unit && isReady(unit))) timer = setTimeout(send, REST);
  return done;
}

async function post(wanted, last) {
  const sent = new Map(wanted.map((unit) => [unit.dataset.unit, contentOf(unit)]));
  const body = new URLSearchParams({ tab: form.tab.value, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
  for (const content of sent.values()) for (const [name, value] of Object.entries(content)) body.set(name, value);
  for (const name of sent.keys()) dirty.delete(name);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: last,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.redirected || [403, 404].includes(response.status)) return locked(sent);
    if (!response.ok) throw new Error(String(response.status));
    took(await response.json(), sent);
    failures = 0;
    return true;
  } catch {
    for (const name of sent.keys()) dirty.add(name);
    const wait = RETRY[Math.min(failures, RETRY.length - 1)];
    failures += 1;
    say("Geen verbinding. Wat je typte staat op dit apparaat. We bewaren het zodra het kan.", true);
    timer = setTimeout(send, wait);
    return false;
  }
}

function locked(sent) {
  for (const name of sent.keys()) dirty.add(name);
  say("Bewaren kan nu niet. Misschien ben je uitgelogd. Wat je typte staat op dit apparaat. Ververs de pagina.", true);
  return false;
}

function took(answer, sent) {
  for (const [name, content] of sent) {
    const unit = unitOf(name);
    if (!unit) continue;
    const saved = answer.saved[name];
    if (answer.conflicts[name] !== undefined) {
      showConflict(unit, answer.conflicts[name]);
    } else if (saved) {
      showSaved(unit, saved, content);
    }
    for (const box of boxesOf(unit)) showError(box, answer.errors[box.name]);
    const isWrong = boxesOf(unit).some((box) => answer.errors[box.name]);
    if (isWrong) wrong.add(name);
    else wrong.delete(name);
    if (!isWrong && !dirty.has(name) && !(name in answer.conflicts)) forget(name);
  }
  const trouble = Object.keys(answer.errors).length || Object.keys(answer.conflicts).length;
  if (trouble) say("Nog niet alles is bewaard. Kijk bij de tekst met een teken ervoor.", true);
  else say(`Bewaard om ${answer.time} uur`);
}

function showSaved(unit, saved, content) {
  const version = boxesOf(unit).find((box) => box.name.endsWith("-v"));
  version.value = saved.version;
  for (const [name, value] of Object.entries(saved.values)) {
    const was = boxOf(unit, `${name}-was`);
    if (was) was.value = value;
    const box = boxOf(unit, name);
    // Taken together with what a colleague changed in the same action, or spelled as we keep it.
    if (!box || valueOf(box) !== content[name] || box === document.activeElement) continue;
    if (box.type === "checkbox") box.checked = Boolean(value);
    else if (box.value !== value) {
      if (box.tagName === "SELECT" && ![...box.options].some((option) => option.value === value)) continue;
      box.value = value;
    }
  }
  if (dirty.has(unit.dataset.unit)) keep(unit);
}

// Both texts in the place of the field. What is kept here goes when a choice is made.
function showConflict(unit, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const shown = page.querySelector(".plan-unit");
  dirty.delete(unit.dataset.unit);
  unit.replaceWith(shown);
}

function showError(box, message) {
  const place = document.getElementById(`${box.id}-fout`);
  if (!box.id || !place) return;
  place.hidden = !message;
  place.querySelector("p").textContent = message ?? "";
  box.closest(".field").classList.toggle("field--invalid", Boolean(message));
  if (message) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

function count(box) {
  const place = document.getElementById(`${box.id}-tekens`);
  if (!box.dataset.limit || !place) return;
  const length = [...box.value.trim()].length;
  place.textContent = `${length} van de ${box.dataset.limit} tekens`;
  place.classList.toggle("count--over", length > Number(box.dataset.limit));
}

// A button of the form: first what was typed, then what the button does. Without a connection we stay on the page.
async function press(event) {
  event.preventDefault();
  const button = event.submitter;
  if (sending) await sending;
  if (!(await send())) return;
  if (button?.name === "kies") {
    const unit = button.closest("[data-unit]");
    forget(unit.dataset.unit);
  }
  if (button?.name === "weg") forget(button.value);
  if (button?.name) {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = button.name;
    pressed.value = button.value;
    form.append(pressed);
  }
  form.submit();
}

if (form) {
  form.addEventListener("input", (event) => {
    count(event.target);
    const unit = event.target.closest("[data-unit]");
    if (unit && !unit.querySelector(".action-row--conflict")) touch(unit);
  });
  form.addEventListener("change", (event) => {
    const unit = event.target.closest("[data-unit]");
    if (unit && dirty.has(unit.dataset.unit)) touch(unit, 50);
  });
  form.addEventListener("submit", press);
  window.addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send({ last: true });
  });
  takeBack();
}

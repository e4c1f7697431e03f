// What you type in a long form stays in this tab until the server has taken it. It comes back after signing in anew,
// after an error page, a lost connection or a reload. It goes at signing out, with the tab, and when someone else signs
// in. Passwords, codes and files are never kept. The plan keeps its own text (static/js/plan.js).
//
// Each time a form is sent it carries a new number; a page tells which numbers were taken (portal/drafts.py).

const PLACE = "uren-portaal.concepten";
const page = document.querySelector("script[data-drafts-of]").dataset;
const FORMS = "main form[method=post]:not([data-plan])";
const BOXES = "input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button]), select:not([multiple]), textarea";
// What stood there when the page was read; without it, text of then would go over what someone else wrote since.
const STOOD = ":is([name$=stond_er], [name=gezien], [name^=was-])";
const SECRET = /wachtwoord|password|code/i;
const REST = 300;
const elsewhere = new BroadcastChannel(PLACE);

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE)) ?? {};
  } catch {
    return {};
  }
}

function write() {
  try {
    if (Object.keys(drafts.forms).length) sessionStorage.setItem(PLACE, JSON.stringify(drafts));
    else sessionStorage.removeItem(PLACE);
  } catch {
    // Full or closed: the page itself still has it.
  }
}

const before = read();
const drafts = before.person === page.draftsOf ? before : { person: page.draftsOf, forms: {} };

function wipe() {
  drafts.forms = {};
  write();
}

const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href);
const longForms = () => [...document.querySelectorAll(FORMS)].filter((form) => form.querySelector("textarea:not([hidden])"));
const forms = new Map();
for (const form of longForms()) {
  const { pathname, search } = pathOf(form);
  const place = [...forms.values()].filter((address) => address.startsWith(`${pathname}${search} `)).length;
  forms.set(form, `${pathname}${search} ${place}`);
}

const ticks = (box) => ["radio", "checkbox"].includes(box.type);
const nameOf = (box) => (ticks(box) ? `${box.name}=${box.value}` : box.name);
const content = (box) => (ticks(box) ? box.checked : box.value);
const isSecret = (box) => SECRET.test(box.name) || SECRET.test(box.autocomplete);
const boxesOf = (form) => [...form.elements].filter((box) => box.name && box.matches(`${BOXES}, ${STOOD}`) && !isSecret(box));
const isText = (box) => box.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])");

// Once the editor has begun, its own box speaks for the plain one (static/js/editor.js).
function isSpokenFor(box) {
  const rich = box.closest("[data-rich-text]");
  return rich && !box.hidden && rich.querySelector("textarea[hidden]").value !== "";
}

function keep(form) {
  const boxes = boxesOf(form);
  const address = forms.get(form);
  if (boxes.some((box) => isText(box) && box.value.trim())) {
    const fields = Object.fromEntries(boxes.map((box) => [nameOf(box), content(box)]));
    drafts.forms[address] = { ...drafts.forms[address], fields };
  } else delete drafts.forms[address];
  write();
}

const timers = new Map();
function keepSoon(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keepNow(form), REST));
}

function keepNow(form) {
  if (!timers.has(form)) return;
  clearTimeout(timers.get(form));
  timers.delete(form);
  keep(form);
}

// What was taken is forgotten. A page that says why it was refused gives it back.
function forgetTaken() {
  const taken = page.taken.split(" ");
  const wasRefused = document.querySelector(".messages .notice--negative");
  for (const [address, draft] of Object.entries(drafts.forms)) {
    if (!taken.includes(draft.number)) continue;
    if (wasRefused) delete draft.number;
    else delete drafts.forms[address];
  }
  write();
}

function putBack(form, draft) {
  const differing = boxesOf(form).filter((box) => nameOf(box) in draft.fields && draft.fields[nameOf(box)] !== content(box));
  if (!differing.some((box) => !box.matches(STOOD) && !isSpokenFor(box))) return;
  for (const box of differing) {
    if (ticks(box)) box.checked = draft.fields[nameOf(box)];
    else box.value = draft.fields[nameOf(box)];
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  tellOf(form);
}

function tellOf(form) {
  const note = document.querySelector("[data-draft-note]").content.firstElementChild.cloneNode(true);
  note.querySelector("[data-draft-file]").hidden = !form.querySelector("input[type=file]");
  note.querySelector("button").addEventListener("click", () => {
    clearTimeout(timers.get(form));
    timers.delete(form);
    delete drafts.forms[forms.get(form)];
    write();
    location.replace(location.pathname + location.search);
  });
  form.prepend(note);
}

function begin() {
  forgetTaken();
  // Then the server gave it back itself, with what is wrong.
  const isBack = document.querySelector("main :is(.error-summary, [aria-invalid=true])");
  for (const [form, address] of forms) {
    if (isBack && drafts.forms[address]) keep(form);
    else if (drafts.forms[address]) putBack(form, drafts.forms[address]);
  }
}

function numberBox(form) {
  const box = document.createElement("input");
  Object.assign(box, { type: "hidden", name: "concept" });
  return form.appendChild(box);
}

// Also a second form at the same address, such as one that asks whether you are sure or that sends it once more.
function giveNumber(form) {
  const { pathname } = pathOf(form);
  const address = forms.get(form) ?? Object.keys(drafts.forms).find((kept) => kept.split(/[ ?]/)[0] === pathname);
  const draft = drafts.forms[address];
  if (!draft) return;
  draft.number = crypto.randomUUID();
  write();
  (form.elements.concept ?? numberBox(form)).value = draft.number;
}

for (const moment of ["input", "change", "click"]) {
  document.addEventListener(moment, (event) => {
    const form = event.target.closest?.("form");
    if (!forms.has(form)) return;
    if (moment !== "click" || event.target.closest("[data-rich-text]")) keepSoon(form);
  });
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (page.ends.split(" ").includes(pathOf(form).pathname)) {
    wipe();
    elsewhere.postMessage("");
  } else if (form.method === "post" && !form.matches("[data-plan]")) {
    keepNow(form);
    giveNumber(form);
  }
});
addEventListener("pagehide", () => forms.forEach((_, form) => keepNow(form)));
elsewhere.addEventListener("message", wipe);

// Going back, a browser puts what was typed in its place only once the page is there.
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });

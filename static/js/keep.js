// Keep your answers yourself: on this device, in a link or in a file. The part of a link after # is not sent to any
// server; what is kept goes to our calculation only when you go on with it, and is not stored there either.

const PLACE = "uren-portaal.antwoorden";
const NAME = /^(work|partner|children|home|rest)-[A-Za-z0-9_-]{1,40}$/;
const MOST_ANSWERS = 250;
const LONGEST = 200;
const CHECK = 7;
const KIND = "uren-portaal-antwoorden";

// Answers as [name, value] pairs; throws when it is something else.
function checked(pairs) {
  const entries = [...pairs];
  const sound = ([name, value]) => NAME.test(name) && typeof value === "string" && value.length <= LONGEST;
  if (!entries.length || entries.length > MOST_ANSWERS || !entries.every(sound)) throw new Error("geen antwoorden");
  return entries;
}

function ofThisPage() {
  return checked([...new FormData(document.getElementById("antwoorden"))].filter(([name]) => NAME.test(name)));
}

// A link leaves out what the portal fills in again, and begins with a check, so that it says so when an end is missing.
function toText(entries) {
  const needless = new Set(document.querySelector("[data-needless]").dataset.needless.split(" "));
  const said = new URLSearchParams(entries.filter(([name]) => !needless.has(name))).toString();
  const bytes = new TextEncoder().encode(said);
  const text = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return checkOf(text) + text;
}

function fromText(text) {
  const rest = text.slice(CHECK);
  if (checkOf(rest) !== text.slice(0, CHECK)) throw new Error("niet compleet");
  const binary = atob(rest.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return checked(new URLSearchParams(new TextDecoder().decode(bytes)));
}

// FNV-1a: no secret, only to notice what got lost on the way.
function checkOf(text) {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return sum.toString(36).padStart(CHECK, "0");
}

function goOn(entries, extra = []) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = document.querySelector("[data-keep]").dataset.keep;
  for (const [name, value] of [...entries, ...extra, ["naar", "uitkomst"]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function kept() {
  try {
    const { wanneer, antwoorden } = JSON.parse(localStorage.getItem(PLACE));
    return { when: new Date(wanneer), entries: checked(antwoorden) };
  } catch {
    return null;
  }
}

function say(text) {
  const line = document.querySelector("[data-kept-says]");
  line.textContent = text;
  line.hidden = false;
}

const today = (day) => day.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });

// What is kept here, said where it matters, with one button to wipe it.
function showKept() {
  const found = kept();
  for (const part of document.querySelectorAll("[data-when-kept]")) part.hidden = !found;
  for (const part of document.querySelectorAll("[data-kept-on]")) part.textContent = found ? today(found.when) : "";
}

const actions = {
  keep() {
    try {
      localStorage.setItem(PLACE, JSON.stringify({ wanneer: new Date(), antwoorden: ofThisPage() }));
      say("Je antwoorden staan nu op dit apparaat. Wie dit apparaat gebruikt, kan ze ook zien.");
    } catch {
      say("Bewaren lukt niet in deze browser. Maak een bestand of een link.");
    }
    showKept();
  },
  wipe() {
    localStorage.removeItem(PLACE);
    say("Alles is gewist van dit apparaat.");
    showKept();
  },
  resume() {
    goOn(kept().entries);
  },
  link() {
    const box = document.querySelector("[data-link]");
    box.value = `${location.origin}${document.querySelector("[data-keep]").dataset.keep}#a=${toText(ofThisPage())}`;
    box.closest("[data-link-field]").hidden = false;
    document.querySelector("[data-share]").hidden = !navigator.share;
    box.focus();
    box.select();
    navigator.clipboard?.writeText(box.value).then(
      () => say("De link is gekopieerd. Je antwoorden zitten erin: geef hem alleen aan wie ze mag zien."),
      () => say("Kopieer de link. Je antwoorden zitten erin: geef hem alleen aan wie ze mag zien."),
    );
  },
  share() {
    const { value: url } = document.querySelector("[data-link]");
    // Who closes the list of apps again, shares nothing; that's no fault.
    navigator.share({ title: document.querySelector(".answer__question").textContent.trim(), url }).catch(() => {});
  },
  file() {
    const content = JSON.stringify({ soort: KIND, versie: 1, antwoorden: Object.fromEntries(ofThisPage()) }, null, 1);
    const download = document.createElement("a");
    download.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    download.download = "werkuren.json";
    download.click();
    setTimeout(() => URL.revokeObjectURL(download.href), 1000);
    say("Het bestand staat bij je downloads.");
  },
};

document.addEventListener("click", (event) => {
  const action = event.target.closest("[data-keeps]")?.dataset.keeps;
  if (action) actions[action]();
});

// A file that was made here before.
document.querySelector("[data-keep-file]")?.addEventListener("change", async (event) => {
  try {
    const [file] = event.target.files;
    if (file.size > 100_000) throw new Error("te groot");
    const found = JSON.parse(await file.text());
    if (found.soort !== KIND) throw new Error("iets anders");
    goOn(checked(Object.entries(found.antwoorden)));
  } catch {
    say("Dit is geen bestand met antwoorden van deze berekenaar. Kies het bestand werkuren.json dat je hier bewaarde.");
    event.target.value = "";
  }
});

// A link with answers in it. They leave the address at once, so that nobody sees them there later.
if (document.querySelector("[data-keep]") && location.hash.startsWith("#a=")) {
  const text = location.hash.slice(3);
  history.replaceState(null, "", location.pathname);
  try {
    goOn(fromText(text), [["uit-link", "1"]]);
  } catch {
    say("Deze link is niet compleet. Kopieer hem nog eens helemaal, of begin hieronder.");
  }
}

showKept();

// What was typed stays with its page: after Back, a reload or a look at another page it's there again. It lies in this
// tab's own history and nowhere else, and it goes with the tab. Then the browser needn't keep it as a suggestion for
// whoever types here next. A browser that can't do this, or has no script, puts it back in its own way.
// (history.replaceState would make a page that was asked for by POST forget its answers.)

const BOXES = "main :is(input:not([type=hidden], [type=range], [type=file], [readonly]), select, textarea)";
const boxes = () => [...document.querySelectorAll(BOXES)];
const ticks = (box) => ["radio", "checkbox"].includes(box.type);
const nameOf = (box) => `${box.name || box.id}${ticks(box) ? `=${box.value}` : ""}`;
const content = (box) => (ticks(box) ? box.checked : box.value);
const entry = window.navigation?.currentEntry;

function changed(box) {
  for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
}

function putBack(typed) {
  for (const box of boxes()) {
    const before = typed[nameOf(box)];
    if (before === undefined || before === content(box)) continue;
    if (ticks(box)) box.checked = before;
    else box.value = before;
    changed(box);
  }
}

let timer;
function keep() {
  clearTimeout(timer);
  const typed = Object.fromEntries(boxes().map((box) => [nameOf(box), content(box)]));
  navigation.updateCurrentEntry({ state: { typed } });
}

if (entry) {
  for (const form of document.querySelectorAll("main form")) form.autocomplete = "off";
  const before = entry.getState()?.typed;
  if (before) putBack(before);
  // Not at every key: browsers allow a page only so many changes in a short time.
  document.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  });
  for (const moment of ["change", "submit", "click"]) document.addEventListener(moment, keep, true);
  addEventListener("beforeunload", keep);
} else {
  // What the browser put back itself, the rest of the page doesn't know yet.
  addEventListener("pageshow", () => {
    const wish = document.querySelector("[data-live-wish]");
    if (wish && wish.value !== wish.defaultValue) changed(wish);
  });
}

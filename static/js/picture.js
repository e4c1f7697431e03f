// The whole picture answers when you point at it: what each number of hours leaves. A click or a tap makes it your
// wish, and so does a drag of its bead. The table holds the same amounts for who doesn't point, and the slider the same wish for who uses keys.

const SVG = "http://www.w3.org/2000/svg";
const figures = document.getElementById("te-besteden");
const wish = document.getElementById("wens");

// Hours under the pointer, or null beside the picture.
function hoursAt(chart, event) {
  const [left, right, top] = chart.dataset.plot.split(" ").map(Number);
  const box = chart.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * chart.viewBox.baseVal.width;
  if (x < left - 8 || x > right + 8) return null;
  return Math.round(Math.min(Math.max((x - left) / (right - left), 0), 1) * top);
}

function row(hours) {
  return [...document.querySelectorAll("#als-tabel tbody tr")].find(
    (each) => Number.parseFloat(each.cells[0].textContent.replace(",", ".")) === hours,
  );
}

function say(hours) {
  const cells = [...(row(hours)?.cells ?? [])].map((cell) => cell.textContent.trim());
  const line = document.querySelector("[data-pointed]");
  line.hidden = !cells.length;
  if (!cells.length) return;
  const [, left, extra, payslip, allowances] = cells;
  const hour = extra ? ` Dit uur: ${extra}.` : "";
  line.textContent = `Bij ${hours} uur: ${left} te besteden.${hour} Loonstrook ${payslip}, toeslagen ${allowances}.`;
}

// A thin upright line under the pointer.
function point(chart, hours) {
  const [left, right, top, high, low] = chart.dataset.plot.split(" ").map(Number);
  let pointer = chart.querySelector("[data-pointer]");
  if (!pointer) {
    pointer = document.createElementNS(SVG, "line");
    pointer.setAttribute("class", "c-pointer");
    pointer.dataset.pointer = "";
    chart.append(pointer);
  }
  const x = left + ((right - left) * hours) / top;
  for (const [name, value] of Object.entries({ x1: x, x2: x, y1: high, y2: low })) pointer.setAttribute(name, value);
}

function forget() {
  for (const pointer of figures.querySelectorAll("[data-pointer]")) pointer.remove();
  document.querySelector("[data-pointed]").hidden = true;
}

function choose(hours) {
  if (wish.value === String(hours)) return;
  wish.value = hours;
  wish.dispatchEvent(new Event("input", { bubbles: true }));
}

// The picture is replaced with each new outcome, so the listeners sit on what stays around it.
const around = document.getElementById("plaatjes");
const NEAR = 24; // pixels, about what a finger covers
const STILL = 8;
const CHART = "#te-besteden svg[data-plot]";
const shownChart = () => [...document.querySelectorAll(CHART)].find((chart) => chart.getBoundingClientRect().width);

// What is being done with a finger, pen or mouse: a tap chooses, and so does a drag that begins at the bead. A mouse
// can't scroll by dragging, so that may begin anywhere. All else is looking around or scrolling.
let touch = null;

function startsAtBead(chart, event) {
  const bead = chart.querySelector(".c-wish") ?? chart.querySelector(".c-now");
  const box = bead.getBoundingClientRect();
  return Math.abs(event.clientX - (box.left + box.width / 2)) <= NEAR;
}

around?.addEventListener("pointerdown", (event) => {
  const chart = event.target.closest?.(CHART);
  if (!chart || event.button !== 0 || !event.isPrimary || hoursAt(chart, event) === null) return;
  const drags = event.pointerType === "mouse" || startsAtBead(chart, event);
  touch = { id: event.pointerId, drags, before: wish.value, x: event.clientX, y: event.clientY, still: true };
  around.setPointerCapture(event.pointerId);
});
around?.addEventListener("pointermove", (event) => {
  const mine = touch?.id === event.pointerId;
  const chart = mine || event.target.closest?.(CHART) ? shownChart() : null;
  const hours = chart && hoursAt(chart, event);
  if (hours === null) return;
  if (mine && touch.still) {
    const [across, along] = [Math.abs(event.clientX - touch.x), Math.abs(event.clientY - touch.y)];
    if (Math.max(across, along) < STILL) return;
    touch.still = false;
    touch.drags &&= event.pointerType === "mouse" || across > along;
  }
  point(chart, hours);
  say(hours);
  if (mine && touch.drags) choose(hours);
});
around?.addEventListener("pointerup", (event) => {
  if (touch?.id !== event.pointerId) return;
  const hours = touch.still ? hoursAt(shownChart(), event) : null;
  touch = null;
  if (hours !== null) choose(hours);
});
// The system took over, to scroll for instance: as if nothing happened.
around?.addEventListener("pointercancel", (event) => {
  if (touch?.id === event.pointerId) {
    choose(touch.before);
    touch = null;
  }
  forget();
});
around?.addEventListener("pointerleave", forget);

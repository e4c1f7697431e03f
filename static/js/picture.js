// The whole picture answers when you point at it: what each number of hours leaves. A click or a drag makes it your
// wish. The table holds the same amounts for who doesn't point, and the slider the same wish for who uses keys.

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
const chartOf = (event) => event.target.closest?.("svg[data-plot]");
let dragging = false;

around?.addEventListener("pointermove", (event) => {
  const chart = chartOf(event);
  const hours = chart && hoursAt(chart, event);
  if (hours === null || hours === undefined) return;
  point(chart, hours);
  say(hours);
  if (dragging) choose(hours);
});
around?.addEventListener("pointerdown", (event) => {
  const chart = chartOf(event);
  const hours = chart && event.button === 0 ? hoursAt(chart, event) : null;
  if (hours === null) return;
  dragging = true;
  choose(hours);
});
window.addEventListener("pointerup", () => {
  dragging = false;
});
around?.addEventListener("pointerleave", forget);

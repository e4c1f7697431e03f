// The sliders beside the two numbers of "what if": they move the number, and letting go sums anew.
for (const slider of document.querySelectorAll("[data-moves]")) {
  const box = document.getElementById(slider.dataset.moves);
  let before = box.value;
  slider.hidden = false;
  slider.addEventListener("input", () => (box.value = slider.value));
  slider.addEventListener("pointerdown", () => (before = box.value));
  // A finger that only wants to scroll puts the bead under it first.
  slider.addEventListener("pointercancel", () => (box.value = slider.value = before));
  slider.addEventListener("change", () => box.form.requestSubmit());
  box.addEventListener("input", () => {
    const number = Number(box.value);
    if (box.value.trim() && Number.isFinite(number)) slider.value = number;
  });
}

/**
 * A click on a region of a figure chooses it in the list beside it. The list is the control: it has the
 * keyboard, it is what is sent, and without this script it does all by itself.
 */
const drawing = document.querySelector("svg.regions");
const list = document.querySelector("fieldset.areas");

function inputOf(number) {
  return list.querySelector(`input[value="${number}"]`);
}

function show() {
  for (const region of drawing.querySelectorAll("[data-region]")) {
    region.classList.toggle("on", inputOf(region.dataset.region).checked);
  }
}

if (drawing && list) {
  drawing.classList.add("live");
  drawing.addEventListener("click", (event) => {
    const region = event.target.closest("[data-region]");
    if (!region) return;
    const input = inputOf(region.dataset.region);
    input.focus({ preventScroll: true });
    input.click();
  });
  list.addEventListener("change", show);
  // A browser that comes back to the page, or a kept answer, may have ticked before this script ran.
  addEventListener("pageshow", show);
  show();
}

/**
 * Knowledge checks: a button shows the feedback of what was chosen, and a status line says it.
 *
 * Without this script the stylesheet shows the feedback as soon as a row is chosen.
 */
function start(section) {
  const acts = section.querySelector("[data-check-acts]");
  const button = section.querySelector("[data-check-show]");
  const said = section.querySelector("[data-check-said]");
  const inputs = [...section.querySelectorAll(".opt input")];

  function hide() {
    section.dataset.check = "ready";
    said.textContent = "";
    button.disabled = !inputs.some((input) => input.checked);
  }

  function show() {
    const chosen = inputs.filter((input) => input.checked);
    const told = chosen.map((input) => input.closest(".opt").nextElementSibling.textContent);
    const missing = inputs.some((input) => "right" in input.dataset && !input.checked);
    if (missing && chosen.every((input) => "right" in input.dataset)) told.push(said.dataset.more);
    section.dataset.check = "shown";
    said.textContent = told.join(" ").replace(/\s+/g, " ").trim();
  }

  acts.hidden = false;
  section.addEventListener("change", hide);
  section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", show);
  hide();
}

document.querySelectorAll("[data-check]").forEach(start);

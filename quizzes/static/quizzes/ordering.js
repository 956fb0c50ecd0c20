/**
 * Moves the lines of an ordering question in the page and says where they are.
 *
 * Without this script the same buttons send the form, and the page comes back with the line moved.
 */
const list = document.querySelector("[data-order]");
const form = list.closest("form");

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  const up = button.classList.contains("up");
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  // The other row moves, so that the pressed button stays where the focus is.
  if (up) row.after(other);
  else row.before(other);
  if (up && !row.previousElementSibling) row.querySelector(".down").focus();
  if (!up && !row.nextElementSibling) row.querySelector(".up").focus();
  form.elements[list.dataset.placed].checked = true;
  const rows = [...list.children];
  document.getElementById("moved").textContent = list.dataset.said
    .replace("{place}", rows.indexOf(row) + 1)
    .replace("{total}", rows.length);
  form.dispatchEvent(new Event("change"));
});

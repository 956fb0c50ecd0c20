/**
 * An entry of a drawn form flags itself: by a tap, or by the keys, which enter a drawing as one control and go
 * through it by the arrows. What is flagged is ticked in the list beside, and the list of reasons gets the
 * focus; Escape leads back to the drawing. The list is the control: it is what is sent, and without this
 * script it does all by itself.
 */
const ENTRY = "[data-field], [data-place]";
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function live(section) {
  const boxes = [...section.querySelectorAll("input[name=flag]")];
  const boxOf = new Map(boxes.map((box) => [box.value.slice(box.value.indexOf(":") + 1), box]));
  const keyOf = (entry) => entry.dataset.field ?? entry.dataset.place;
  const entries = [...section.querySelectorAll(ENTRY)].filter((entry) => boxOf.has(keyOf(entry)));
  // As the list has them, and not as they are drawn over each other.
  entries.sort((one, two) => boxes.indexOf(boxOf.get(keyOf(one))) - boxes.indexOf(boxOf.get(keyOf(two))));
  if (!entries.length) return;

  const reasonsOf = (box) => box.closest("li").querySelector("select");

  function show() {
    for (const entry of entries) {
      const flagged = boxOf.get(keyOf(entry)).checked;
      entry.setAttribute("aria-pressed", flagged);
      entry.classList.toggle("flagged", flagged);
    }
  }

  function stand(entry) {
    for (const other of entries) other.tabIndex = other === entry ? 0 : -1;
  }

  function flag(entry) {
    const box = boxOf.get(keyOf(entry));
    stand(entry);
    box.click();
    if (box.checked) reasonsOf(box).focus();
    else entry.focus();
  }

  for (const entry of entries) {
    const row = document.getElementById(boxOf.get(keyOf(entry)).getAttribute("aria-describedby"));
    entry.setAttribute("role", "button");
    entry.setAttribute("aria-label", row.querySelector("span").textContent.trim());
    entry.addEventListener("click", () => flag(entry));
    entry.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") flag(entry);
      else if (event.key in STEPS) {
        const next = entries[entries.indexOf(entry) + STEPS[event.key]] ?? entry;
        stand(next);
        next.focus();
      } else return;
      event.preventDefault();
    });
    reasonsOf(boxOf.get(keyOf(entry))).addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      stand(entry);
      entry.focus();
    });
  }
  stand(entries[0]);
  section.classList.add("live");
  section.addEventListener("change", show);
  // A browser that comes back to the page may have ticked before this script ran.
  addEventListener("pageshow", show);
  show();
}

document.querySelectorAll(".inspected").forEach(live);

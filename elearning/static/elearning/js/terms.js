/**
 * Terms in a lesson: pressing one shows its meaning below its paragraph; again, or Escape, hides it.
 *
 * Without this script the link leads to the list at the lesson's end, which has a way back.
 */
function noteFor(list) {
  const note = document.createElement("div");
  note.className = "term-note no-print";
  note.tabIndex = -1;
  const word = document.createElement("b");
  const meaning = document.createElement("p");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = list.dataset.close;
  note.append(word, meaning, close);
  return { note, word, meaning, close };
}

function start(list) {
  const { note, word, meaning, close } = noteFor(list);
  let opener = null;

  function hide() {
    if (!opener) return;
    const held = note.contains(document.activeElement);
    note.remove();
    opener.removeAttribute("aria-expanded");
    if (held) opener.focus();
    opener = null;
  }

  function show(link, entry) {
    word.textContent = entry.querySelector("dt").textContent;
    meaning.textContent = entry.querySelector("dd").firstChild.textContent.trim();
    const block = link.closest("p, li") ?? link;
    if (block.matches("li")) block.append(note);
    else block.after(note);
    opener = link;
    link.setAttribute("aria-expanded", "true");
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = document.getElementById(link.hash.slice(1));
    if (!entry) return;
    event.preventDefault();
    const again = link === opener;
    hide();
    if (!again) show(link, entry);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  close.addEventListener("click", hide);
}

document.querySelectorAll("[data-terms]").forEach(start);

/**
 * Terms in a lesson: pressing one shows its meaning beside it.
 *
 * Without this script, or in a browser without popovers, the link leads to the list at the lesson's
 * end, which has a way back.
 */
const GAP = 6;
/** A note goes when the page was scrolled by more than this, in pixels. */
const SCROLL = 48;

function noteIn(list) {
  const note = document.createElement("div");
  note.className = "term-note";
  note.popover = "auto";
  note.tabIndex = -1;
  const word = document.createElement("b");
  const meaning = document.createElement("p");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = list.dataset.close;
  close.addEventListener("click", () => note.hidePopover());
  note.append(word, meaning, close);
  list.append(note);
  return { note, word, meaning };
}

/** Below the term where there is room, else above it; never over the edge of the window. */
function place(note, link) {
  const term = link.getBoundingClientRect();
  const box = note.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(term.left, document.documentElement.clientWidth - box.width - GAP));
  const below = term.bottom + GAP;
  const fits = below + box.height <= innerHeight || term.top - box.height - GAP < 0;
  note.style.left = `${left}px`;
  note.style.top = `${fits ? below : term.top - box.height - GAP}px`;
}

function start(list) {
  const { note, word, meaning } = noteIn(list);
  let openedAt = 0;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = document.getElementById(link.hash.slice(1));
    if (!entry) return;
    event.preventDefault();
    word.textContent = entry.querySelector("dt").textContent;
    meaning.textContent = entry.querySelector("dd").firstChild.textContent.trim();
    note.showPopover();
    place(note, link);
    note.focus({ preventScroll: true });
    openedAt = scrollY;
  });
  addEventListener("scroll", () => Math.abs(scrollY - openedAt) > SCROLL && note.hidePopover(), { passive: true });
}

if ("popover" in HTMLElement.prototype) document.querySelectorAll("[data-terms]").forEach(start);

/**
 * Counts down by the server's clock in the element that {% timer %} draws.
 *
 * Speaks once when five minutes are left and once when none are, then dispatches `timer:over` on
 * the document. A `timer:set` event with detail {deadline, now} (ISO texts, from a server's reply)
 * sets both anew: the way an extended deadline arrives. The server alone decides what is late.
 */
const FIVE_MINUTES = 5 * 60 * 1000;

const two = (number) => String(number).padStart(2, "0");

function words(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function start(box) {
  const time = box.querySelector("time");
  const said = box.querySelector("[role=status]");
  let deadline, offset, spoken, over;

  function set(end, now) {
    deadline = Date.parse(end);
    offset = Date.parse(now) - Date.now();
    spoken = deadline - Date.now() - offset <= FIVE_MINUTES;
    over = false;
    said.textContent = "";
  }

  function tick() {
    const left = deadline - (Date.now() + offset);
    const shown = words(left);
    if (time.textContent !== shown) time.textContent = shown;
    box.classList.toggle("late", left <= FIVE_MINUTES);
    if (left <= FIVE_MINUTES && !spoken) {
      spoken = true;
      said.textContent = box.dataset.five;
    }
    if (left <= 0 && !over) {
      over = true;
      said.textContent = box.dataset.over;
      document.dispatchEvent(new CustomEvent("timer:over"));
    }
  }

  set(time.dataset.deadline, time.dataset.now);
  box.querySelector(".label").textContent = box.dataset.left;
  document.addEventListener("timer:set", (event) => {
    set(event.detail.deadline, event.detail.now);
    tick();
  });
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 1000);
  tick();
}

const box = document.getElementById("timer");
if (box) start(box);

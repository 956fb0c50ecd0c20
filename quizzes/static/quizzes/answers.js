/**
 * Saves an answer as it is given, and says where it is.
 *
 * An answer is an event with a key (client, number) that the server stores once. Until the server has
 * acknowledged it, it is kept in localStorage under the attempt and the officer, and sent again with
 * the same key: after a lost connection, a reload, a new sign-in. The form itself posts the same key,
 * so pressing its button never makes a second event of the same answer.
 */
const DAY = 24 * 60 * 60 * 1000;
const RETRY = [2000, 5000, 10000, 30000];
const PAUSE = 1500;
const OWN_FIELDS = new Set(["csrfmiddlewaretoken", "seal", "client", "number", "had", "go"]);

const say = document.getElementById("answer-words").dataset;
const form = document.getElementById("answer") || document.getElementById("hand-in");
const line = document.getElementById("savedline");
const prefix = "green-customs-answers:";
const key = `${prefix}${form.dataset.officer}:${form.dataset.attempt}`;
const position = Number(form.dataset.position || 0);

/** What is not acknowledged yet. Where the device keeps nothing, this page's memory has to do. */
const store = {
  memory: null,
  read() {
    if (this.memory) return this.memory;
    try {
      return JSON.parse(localStorage.getItem(key) || "[]");
    } catch {
      return (this.memory = []);
    }
  },
  write(events) {
    if (this.memory) {
      this.memory = events;
      return;
    }
    try {
      if (events.length) localStorage.setItem(key, JSON.stringify(events));
      else localStorage.removeItem(key);
    } catch {
      this.memory = events;
    }
  },
  add(event) {
    this.write([...this.read(), event]);
  },
  drop(event) {
    this.write(this.read().filter((other) => !same(other, event)));
  },
};

const same = (one, other) => one.client === other.client && one.number === other.number;
const later = (one, other) => one.number - other.number || (one.client > other.client) - (one.client < other.client);

let highest = Number(form.dataset.highest || 0);
let sending = false;
let tries = 0;
let timer = 0;
let pause = 0;
let last = "";

function show(state, words, link) {
  line.dataset.state = state;
  const box = line.querySelector(".words");
  box.textContent = words;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.url;
    anchor.textContent = link.words;
    box.append(" ", anchor);
  }
}

function count() {
  const kept = new Set(store.read().map((event) => event.position)).size;
  const box = document.getElementById("kept-box");
  box.hidden = false;
  document.getElementById("kept-count").textContent = kept;
}

function mark(place, answered) {
  const link = document.querySelectorAll(".qlist a")[place - 1];
  if (!link) return;
  link.classList.toggle("done", answered);
  link.querySelector(".vh").textContent = ` ${answered ? say.savedWord : say.openWord}`;
  document.getElementById("saved-count").textContent = document.querySelectorAll(".qlist a.done").length;
}

function kept(words, link) {
  show("kept", store.memory ? say.unkept : words, link);
  count();
}

/** Try later. A whole room loses its link or its server at one moment and must not come back at one. */
function again() {
  clearTimeout(timer);
  timer = setTimeout(send, RETRY[Math.min(tries, RETRY.length - 1)] * (0.75 + Math.random() / 2));
  tries += 1;
}

/** A form as fields, without those that belong to the page or are empty: documents to inspect have hundreds. */
function fields() {
  return [...new FormData(form)].filter(([name, value]) => value !== "" && !OWN_FIELDS.has(name));
}

function body(event) {
  const data = new URLSearchParams(event.fields);
  data.set("client", event.client);
  data.set("number", event.number);
  data.set("client_time", event.time);
  data.set("seal", form.elements.seal.value);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return data;
}

/** Whether the event is the newest answer to the question on this page. */
function isHere(event) {
  return event.position === position && !store.read().some((other) => other.position === position && later(other, event) > 0);
}

async function send() {
  clearTimeout(timer);
  if (sending) return;
  const [event] = store.read().sort(later);
  if (!event) return;
  sending = true;
  let response, reply;
  try {
    response = await fetch(event.url, {
      method: "POST",
      body: body(event),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
    });
    reply = await response.json();
  } catch {
    sending = false;
    kept(!position ? say.waiting : response ? say.trouble : say.offline);
    again();
    return;
  }
  sending = false;
  if (response.ok) acknowledged(event, reply);
  else refused(event, response.status, reply);
}

function acknowledged(event, reply) {
  tries = 0;
  highest = Math.max(highest, reply.highest);
  const here = isHere(event);
  store.drop(event);
  mark(event.position, reply.answered);
  count();
  if (reply.state === "compare") show("refused", reply.message, { url: reply.url, words: say.compare });
  else if (here) show("saved", reply.message);
  else if (!position && !store.read().length) show("saved", say.sent);
  document.dispatchEvent(new CustomEvent("timer:set", { detail: { deadline: reply.deadline, now: reply.now } }));
  send();
}

function refused(event, status, reply) {
  if (reply.error === "signed_out") {
    kept(reply.message, { url: reply.url, words: say.signIn });
  } else if (reply.error === "forgery") {
    kept(reply.message, { url: location.pathname, words: say.reload });
  } else if (reply.error === "conflict") {
    // This key was used up by another answer, on a page that the browser brought back. The answer is
    // still the officer's newest here, so it goes again under a new number.
    highest = Math.max(highest, reply.highest);
    store.drop(event);
    store.add({ ...event, number: nextNumber() });
    send();
  } else if (reply.error === "too_late") {
    store.drop(event);
    count();
    show("refused", reply.message, { url: reply.url, words: say.result });
  } else if (reply.error === "finished") {
    // Another window had this question checked for good: the answer that counts is on its page.
    store.drop(event);
    count();
    show("refused", reply.message, { url: reply.url, words: say.finished });
    send();
  } else if (status === 422) {
    store.drop(event);
    count();
    show("refused", reply.message, { url: location.pathname, words: say.reload });
    send();
  } else {
    kept(position ? say.trouble : say.waiting);
    again();
  }
}

function nextNumber() {
  highest = Math.max(highest, ...store.read().map((event) => event.number)) + 1;
  return highest;
}

/** Keep and send what the form holds, if that is not what was kept last. */
function answered() {
  clearTimeout(pause);
  const now = JSON.stringify(fields());
  if (now === last) return;
  last = now;
  const event = {
    client: form.elements.client.value,
    number: nextNumber(),
    position,
    url: form.getAttribute("action"),
    fields: fields(),
    time: new Date().toISOString(),
  };
  form.elements.number.value = event.number;
  form.elements.had.value = "1";
  store.add(event);
  show("open", say.saving);
  tries = 0;
  send();
}

/** Put the newest answer that is kept on this device back into the form. */
function restore() {
  const [event] = store.read().filter((other) => other.position === position).sort(later).slice(-1);
  if (!event) return;
  for (const input of form.querySelectorAll("input[type=radio], input[type=checkbox]")) {
    input.checked = event.fields.some(([name, value]) => name === input.name && value === input.value);
  }
  const given = new Map(event.fields);
  for (const field of form.querySelectorAll("select, input[type=text]")) field.value = given.get(field.name) ?? "";
  for (const list of form.querySelectorAll("[data-order]")) {
    const values = event.fields.filter(([name]) => name === list.dataset.order).map(([, value]) => value);
    const rows = new Map([...list.children].map((row) => [row.querySelector("input").value, row]));
    list.append(...values.map((value) => rows.get(value)));
  }
  form.elements.had.value = "1";
  show("kept", say.saving);
}

/** Other attempts of this officer whose answers nobody can send any more. */
function forgetOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(`${prefix}${form.dataset.officer}:`) || name === key) continue;
      const events = JSON.parse(localStorage.getItem(name));
      if (events.every((event) => Date.now() - Date.parse(event.time) > 3 * DAY)) localStorage.removeItem(name);
    }
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
}

forgetOld();
if (position && !("finished" in form.dataset)) {
  restore();
  last = JSON.stringify(fields());
  form.addEventListener("change", answered);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "text") return;
    clearTimeout(pause);
    pause = setTimeout(answered, PAUSE);
  });
} else if (!position) {
  form.addEventListener("submit", (event) => {
    if (!store.read().length) return;
    event.preventDefault();
    kept(say.waiting);
    send();
  });
  if (store.read().length) kept(say.waiting);
}
count();
send();
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());

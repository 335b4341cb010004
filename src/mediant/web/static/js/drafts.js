// What is typed is kept on this device until the server has it; what could not be sent is sent when the line is back.
//
// <form data-keep="offer"> keeps what is typed under that name; with data-keep-many (a chat) each sending is one of its own,
// otherwise a later sending takes the place of one that still waits. Never use it for ballots: they are sent now or not at all.
// The server must treat two posts with the same Idempotency-Key as one.

import { state } from "./sync.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const SCOPE = document.documentElement.dataset.scope;
const BEFORE = `mediant:${SCOPE}:`;
const OUTBOX = `${BEFORE}outbox`;
const KEPT = "form[data-keep][hx-post]"; // what is sent otherwise, nobody would know to have arrived
const RETRY = new Set([429, 502, 503, 504]);
const WAITS = [5, 15, 30, 60];
let tries = 0;
let again;

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const draftKey = (form) => `${BEFORE}draft:${form.dataset.keep}`;
const outbox = () => read(OUTBOX) ?? [];
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(`${BEFORE}draft:`)).length;

function write(key, value) {
  if (value === null || value.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(value));
}

function show(passing) {
  state({ kept: kept(), waiting: outbox().length }, passing);
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string");
}

function keep(form) {
  write(draftKey(form), fieldsOf(form));
  state({ kept: kept(), refused: 0 });
}

function forget(form) {
  write(draftKey(form), null);
  delete form.dataset.once;
}

function fill(form, fields) {
  const left = [...fields];
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
    const choice = field.type === "radio" || field.type === "checkbox";
    const place = left.findIndex(([name, value]) => name === field.name && (!choice || value === field.value));
    if (choice) field.checked = place >= 0;
    else if (place >= 0) field.value = left[place][1];
    if (place >= 0) left.splice(place, 1);
  }
}

function restore(root) {
  for (const form of root.querySelectorAll(KEPT)) {
    const fields = read(draftKey(form));
    if (!fields || form.dataset.restored || JSON.stringify(fields) === JSON.stringify(fieldsOf(form))) continue;
    form.dataset.restored = "";
    fill(form, fields);
    toast(word("left_over"), { text: word("throw_away"), act: () => { forget(form); form.reset(); show(); } });
  }
}

function enqueue(form, ctx) {
  const many = form.dataset.keepMany !== undefined;
  const item = { key: form.dataset.keep, url: ctx.request.action, body: String(ctx.request.body), once: form.dataset.once };
  write(OUTBOX, [...outbox().filter((other) => many || other.key !== item.key), item]);
  forget(form);
  if (many) form.reset();
  show();
  later();
}

function later() {
  clearTimeout(again);
  again = setTimeout(send, WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
  tries += 1;
}

// What the server did not accept becomes a draft again, unless its place is taken, and is never sent by itself.
function putBack(item) {
  const key = `${BEFORE}draft:${item.key}`;
  if (!read(key)) write(key, [...new URLSearchParams(item.body)]);
  state({ refused: 1 });
}

async function sendOne(item) {
  const headers = { "HX-Request": "true", "Idempotency-Key": item.once };
  const answer = await fetch(item.url, { method: "POST", body: new URLSearchParams(item.body), headers });
  if (RETRY.has(answer.status) || answer.status >= 500) throw new Error(String(answer.status));
  write(OUTBOX, outbox().filter((other) => other.once !== item.once));
  if (!answer.ok) putBack(item);
  return answer.ok;
}

async function sendAll() {
  let sent = false;
  try {
    state({ sending: true });
    for (const item of outbox()) sent = (await sendOne(item)) || sent;
    tries = 0;
  } catch {
    later();
  } finally {
    state({ sending: false });
    show(sent ? "sent" : undefined);
  }
  if (sent) document.body.dispatchEvent(new CustomEvent("reconnected"));
}

// Everything that waits, in the order it was written, by one tab at a time.
export function send() {
  if (!SCOPE || outbox().length === 0) return Promise.resolve();
  return navigator.locks.request(OUTBOX, { ifAvailable: true }, (lock) => (lock ? sendAll() : undefined));
}

const source = (event) => {
  const form = event.detail?.ctx?.sourceElement;
  return form?.matches?.(KEPT) ? form : null;
};

function prepare(event) {
  const form = source(event);
  if (!form) return;
  form.dataset.once ??= crypto.randomUUID();
  event.detail.ctx.request.headers["Idempotency-Key"] = form.dataset.once;
}

function before(event) {
  const form = source(event);
  if (!form || navigator.onLine) return;
  event.preventDefault();
  enqueue(form, event.detail.ctx);
}

function after(event) {
  const form = source(event);
  if (!form) return;
  const { ctx } = event.detail;
  if (RETRY.has(ctx.response.status)) {
    event.preventDefault();
    enqueue(form, ctx);
  } else if (ctx.response.status < 400) {
    forget(form);
    if (form.dataset.keepMany !== undefined) form.reset();
    show("sent");
  }
}

function failed(event) {
  const form = source(event);
  if (form && !event.detail.ctx.response) enqueue(form, event.detail.ctx);
}

function forgetAll() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(BEFORE)) localStorage.removeItem(key);
}

export function start() {
  if (!SCOPE) return;
  const typed = (event) => event.target.form?.matches(KEPT) && keep(event.target.form);
  document.addEventListener("input", typed);
  document.addEventListener("htmx:config:request", prepare);
  document.addEventListener("htmx:before:request", before);
  document.addEventListener("htmx:after:request", after);
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:after:swap", () => restore(document));
  document.addEventListener("submit", (event) => event.target.dataset.leaves !== undefined && forgetAll());
  document.body.addEventListener("reconnected", send);
  window.addEventListener("online", send);
  restore(document);
  show();
  send();
}

// Dialogs, menus, copying, lists to put in order, colours, times and what takes the focus.

import { toast } from "./toasts.js";
import { number, word } from "./words.js";

const root = document.documentElement;

function open(event) {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
}

function escape(event) {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

async function copy(event) {
  const copier = event.target.closest("[data-copies]");
  if (!copier) return;
  const field = document.getElementById(copier.dataset.copies);
  try {
    await navigator.clipboard.writeText(field.value ?? field.textContent);
    toast(word("copied"));
  } catch {
    field.select?.();
    toast(word("not_copied"));
  }
}

function move(event) {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  shift(button.closest("li"), Number(button.dataset.move), button);
}

function arrows(event) {
  const button = event.target.closest?.("[data-move]");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!button || !by) return;
  event.preventDefault();
  const row = button.closest("li");
  shift(row, by, row.querySelector(`[data-move="${by}"]`));
}

function shift(row, by, button) {
  const list = row.parentElement;
  const places = [...list.children];
  const place = places.indexOf(row) + by;
  if (place < 0 || place >= places.length) return;
  if (by < 0) places[place].before(row);
  else places[place].after(row);
  for (const other of places) other.classList.toggle("moved", other === row);
  button.focus();
  toastless(word("moved", { place: place + 1, count: places.length }));
  row.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
}

// Said to a screen reader only: the eye sees it.
function toastless(text) {
  let line = document.getElementById("page-aloud");
  if (!line) {
    line = document.createElement("p");
    line.id = "page-aloud";
    line.className = "unseen";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.textContent = text;
}

function colours() {
  const menu = document.querySelector("[data-themes]");
  if (!menu) return;
  const mark = () => {
    for (const button of menu.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === root.dataset.theme));
    }
  };
  menu.hidden = false;
  menu.addEventListener("click", (event) => {
    if (event.target.value === undefined || event.target.tagName !== "BUTTON") return;
    root.dataset.theme = event.target.value;
    document.cookie = `theme=${event.target.value}; path=/; max-age=31536000; samesite=lax`;
    mark();
    window.dispatchEvent(new CustomEvent("recoloured"));
  });
  mark();
}

// Times are written again in the zone of their reader.
function moments(within) {
  const manner = { dateStyle: "medium", timeStyle: "short" };
  for (const time of within.querySelectorAll("time[data-moment]")) {
    time.textContent = new Date(time.dateTime).toLocaleString(root.dataset.numbers, manner);
    time.removeAttribute("data-moment");
  }
}

const MINUTES_SAID = [5, 1];

// Counted from when the page came, so that a wrong clock on this device does no harm; anew where the end was changed since.
function count(timers) {
  for (const timer of document.querySelectorAll(".timer[data-left]")) {
    let known = timers.get(timer);
    if (!known || known.ends !== timer.dataset.ends) {
      known = { ends: timer.dataset.ends, at: performance.now() + Number(timer.dataset.left) * 1000, left: 0 };
      timers.set(timer, known);
    }
    const left = Math.max(0, Math.ceil((known.at - performance.now()) / 1000));
    const face = timer.querySelector(".timer-left");
    const seconds = left % 60;
    const text = `${number(Math.floor(left / 60))}:${seconds < 10 ? number(0) : ""}${number(seconds)}`;
    if (face.textContent !== text && left > 0) face.textContent = text;
    timer.classList.toggle("soon", left <= 60);
    const passed = MINUTES_SAID.find((minutes) => known.left > minutes * 60 && left <= minutes * 60);
    if (passed && known.ends) toastless(word("minutes_left", { count: passed }));
    known.left = left;
    if (left === 0 && face.textContent !== word("time_up")) {
      face.textContent = word("time_up");
      toastless(word("time_up"));
    }
  }
}

let left = "";

// Where the focus was when a form was sent; who sends words to a conversation goes on writing.
function leave(event) {
  const form = event.detail?.ctx?.sourceElement;
  if (form?.tagName !== "FORM") return;
  const place = form.dataset.keepMany === undefined ? document.activeElement : form.querySelector("textarea");
  left = place?.id ?? "";
}

// What went wrong takes the focus. Where the page was answered in place and the focus was lost with it, it goes back to where it
// was, else to the main part.
function focus(swapped) {
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();
  else if (swapped && document.activeElement === document.body) {
    (document.getElementById(left) ?? document.getElementById("main")).focus({ preventScroll: true });
  }
}

export function start() {
  const timers = new WeakMap();
  document.addEventListener("click", open);
  document.addEventListener("click", copy);
  document.addEventListener("click", move);
  document.addEventListener("keydown", escape);
  document.addEventListener("keydown", arrows);
  document.addEventListener("htmx:before:request", leave);
  document.addEventListener("htmx:after:swap", () => { moments(document); focus(true); });
  colours();
  moments(document);
  focus(false);
  count(timers);
  setInterval(count, 500, timers);
}

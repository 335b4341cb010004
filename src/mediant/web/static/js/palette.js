// Ctrl-K or Cmd-K lists where one can go from here: screens, rooms, and what has a heading on this page. Typing narrows it down.

const PLACES = ".screens a, .rooms a, main h2, .tools a.tool, .screen-foot a";
const dialog = document.getElementById("page-palette");
const field = dialog.querySelector("input");
const list = dialog.querySelector("[role=listbox]");
const none = dialog.querySelector("[data-none]");
const plain = (text) => text.trim().replace(/\s+/gu, " ");
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
let places = [];
let at = 0;

function found() {
  const named = new Map();
  for (const element of document.querySelectorAll(PLACES)) {
    const name = plain(element.textContent);
    if (name && element.checkVisibility() && !dialog.contains(element) && !named.has(name)) named.set(name, element);
  }
  return [...named];
}

function option([name, element], number) {
  const made = document.createElement("li");
  made.id = `page-place-${number}`;
  made.setAttribute("role", "option");
  made.dir = "auto";
  made.textContent = name;
  made.addEventListener("click", () => go(element));
  return made;
}

function mark(place) {
  at = list.children.length ? (place + list.children.length) % list.children.length : 0;
  [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
  const chosen = list.children[at];
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

function narrow() {
  const words = folded(plain(field.value)).split(" ");
  const fitting = places.filter(([name]) => words.every((word) => folded(name).includes(word)));
  list.replaceChildren(...fitting.map(option));
  none.hidden = fitting.length > 0;
  mark(0);
}

function go(element) {
  dialog.close();
  if (element.matches("a")) {
    element.click();
    return;
  }
  element.tabIndex = -1;
  element.scrollIntoView({ block: "start" });
  element.focus({ preventScroll: true });
}

function open() {
  if (dialog.open) return;
  places = found();
  field.value = "";
  dialog.showModal();
  narrow();
}

function keys(event) {
  if (event.key === "Enter") {
    event.preventDefault();
    list.children[at]?.click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(at + (event.key === "ArrowDown" ? 1 : -1));
  }
}

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", keys);
  const opener = document.querySelector("[data-palette]");
  opener.hidden = false;
  opener.addEventListener("click", open);
}

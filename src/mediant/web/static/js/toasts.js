// Short messages at the foot of the page. Those of the server are there already; only those with an end go by themselves.

import { word } from "./words.js";

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

export function toast(text, action) {
  const box = document.createElement("div");
  box.className = "toast";
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  if (action) box.append(button(action.text, () => { box.remove(); action.act(); }));
  box.append(button(word("dismiss"), () => box.remove()));
  document.getElementById("page-toasts").append(box);
  return box;
}

// A toast of the server goes when its time is over: what it offers is no longer possible then.
function passing(root) {
  for (const box of root.querySelectorAll(".toast[data-seconds]:not([data-counted])")) {
    box.dataset.counted = "";
    setTimeout(() => box.remove(), Number(box.dataset.seconds) * 1000);
  }
}

// What was done is said once: not again where the page is loaded again.
function once() {
  const here = new URL(location.href);
  if (!here.searchParams.has("done")) return;
  here.searchParams.delete("done");
  history.replaceState(history.state, "", here);
}

export function start() {
  once();
  passing(document);
  document.addEventListener("htmx:after:swap", () => passing(document));
  document.addEventListener("click", (event) => event.target.closest("[data-dismisses]")?.closest(".toast").remove());
}

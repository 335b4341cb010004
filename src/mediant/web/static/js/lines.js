// Conversations: what is said now is added to the list of its room, as the server rendered it for this viewer.

/* global htmx */

function add(list, html) {
  htmx.swap({ sourceElement: list, target: list, text: html, swap: "beforeend" });
  list.lastElementChild?.scrollIntoView({ block: "nearest" });
}

export function start() {
  for (const list of document.querySelectorAll("[data-lines]")) {
    document.body.addEventListener(`line-${list.dataset.lines}`, (event) => add(list, event.detail.data));
  }
}

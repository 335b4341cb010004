// Conversations: what is said now is added to the list of its room, as the server rendered it for this viewer.

export function start() {
  for (const list of document.querySelectorAll("[data-lines]")) {
    document.body.addEventListener(`line-${list.dataset.lines}`, (event) => {
      list.insertAdjacentHTML("beforeend", event.detail.data);
      list.lastElementChild?.scrollIntoView({ block: "nearest" });
    });
  }
}

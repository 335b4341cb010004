// Conversations: what is said now is added to the list of its room, as the server rendered it for this viewer. The list is
// looked for each time, because a page that is answered in place brings a new one, which may hold the line already.

/* global htmx */

const ID = /<li [^>]*\bid="([^"]+)"/;
const PATIENCE = 5000;
let heard = 0;

function add(room, html) {
  heard += 1;
  const list = document.querySelector(`[data-lines="${CSS.escape(room)}"]`);
  const id = ID.exec(html)?.[1];
  if (!list || (id && document.getElementById(id))) return;
  htmx.swap({ sourceElement: list, target: list, text: html, swap: "beforeend" });
  list.lastElementChild?.scrollIntoView({ block: "nearest" });
}

// Where the stream cannot tell all that was missed, the list is fetched whole.
function again() {
  for (const list of document.querySelectorAll("[data-lines]")) {
    const select = `[data-lines="${CSS.escape(list.dataset.lines)}"]`;
    htmx.ajax("GET", location.href, { source: list, target: list, select, swap: "outerHTML" });
  }
}

// What is written is answered with nothing and comes by the stream; a stream may have died unnoticed. Where the page still
// tells of a refusal, it is shown anew.
function asks({ detail: { ctx } }) {
  ctx.heard = heard;
}

function written({ detail: { ctx } }) {
  if (ctx.response.status !== 204) return;
  setTimeout(() => heard === ctx.heard && again(), PATIENCE);
  if (document.querySelector("#main .errors")) htmx.ajax("GET", location.href, { target: "#main", select: "#main", swap: "outerHTML" });
}

export function start() {
  const rooms = new Set([...document.querySelectorAll("[data-lines]")].map((list) => list.dataset.lines));
  for (const room of rooms) document.body.addEventListener(`line-${room}`, (event) => add(room, event.detail.data));
  document.body.addEventListener("missed", again);
  document.addEventListener("htmx:before:request", asks);
  document.addEventListener("htmx:after:request", written);
}

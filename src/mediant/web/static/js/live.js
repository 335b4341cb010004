// The stream from the server: what it says about the connection. Panels listen for its events by themselves (hx-trigger).
// A stream pauses in a background tab. When it is back, or says that it cannot tell all that was missed, every panel that listens for `reconnected` is fetched again.

import { state } from "./sync.js";

let connections = 0;
const underWay = new Map();

function again() {
  document.body.dispatchEvent(new CustomEvent("reconnected"));
}

function connected() {
  connections += 1;
  state({ connected: true }, connections > 1 ? "online" : undefined);
  if (connections > 1) again();
}

// What a form is answered can be older than what the stream has said meanwhile: then that is said once more.
function asks({ detail: { ctx } }) {
  if (ctx.sourceElement?.matches("form")) underWay.set(ctx, new Set());
}

function heard({ detail: { message } }) {
  if (message.event && !message.data) for (const names of underWay.values()) names.add(message.event);
}

function answered({ detail: { ctx } }) {
  const names = underWay.get(ctx) ?? [];
  underWay.delete(ctx);
  for (const name of names) document.body.dispatchEvent(new CustomEvent(name));
}

export function start() {
  // htmx may have been quicker than this script.
  for (const element of document.querySelectorAll("[hx-sse\\:connect]")) if (element._htmx?.sse) connections += 1;
  document.addEventListener("htmx:sse:after:connection", connected);
  document.addEventListener("htmx:sse:error", () => state({ connected: false }));
  document.addEventListener("htmx:before:request", asks);
  document.addEventListener("htmx:sse:after:message", heard);
  document.addEventListener("htmx:after:swap", answered);
  document.addEventListener("htmx:finally:request", ({ detail }) => underWay.delete(detail.ctx));
  document.body.addEventListener("missed", again);
  window.addEventListener("offline", () => state({ connected: false }));
  window.addEventListener("online", () => state({ connected: true }, "online"));
}

// The stream from the server: what it says about the connection. Panels listen for its events by themselves (hx-trigger).
// A stream pauses in a background tab. When it is back, or says that it cannot tell all that was missed, every panel that listens for `reconnected` is fetched again.

import { state } from "./sync.js";

let connections = 0;

function again() {
  document.body.dispatchEvent(new CustomEvent("reconnected"));
}

function connected() {
  connections += 1;
  state({ connected: true }, connections > 1 ? "online" : undefined);
  if (connections > 1) again();
}

export function start() {
  // htmx may have been quicker than this script.
  for (const element of document.querySelectorAll("[hx-sse\\:connect]")) if (element._htmx?.sse) connections += 1;
  document.addEventListener("htmx:sse:after:connection", connected);
  document.addEventListener("htmx:sse:error", () => state({ connected: false }));
  document.body.addEventListener("missed", again);
  window.addEventListener("offline", () => state({ connected: false }));
  window.addEventListener("online", () => state({ connected: true }, "online"));
}

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

// While a form is under way, what the stream says may be newer than the page that will answer the form, and is told to panels that
// this page replaces. So it is said once more when they are replaced.
function sayAgain() {
  let main = document.getElementById("main");
  let underWay = false;
  let said = [];
  document.addEventListener("htmx:before:request", (event) => {
    underWay ||= event.detail?.ctx?.sourceElement?.tagName === "FORM";
  });
  document.addEventListener("htmx:sse:after:message", (event) => {
    if (underWay) said.push(event.detail.message);
  });
  document.addEventListener("htmx:after:swap", () => {
    const now = document.getElementById("main");
    if (now === main) return;
    const again = said;
    [main, underWay, said] = [now, false, []];
    for (const { event, data, id } of again) document.body.dispatchEvent(new CustomEvent(event, { detail: { data, id } }));
  });
}

export function start() {
  sayAgain();
  // htmx may have been quicker than this script.
  for (const element of document.querySelectorAll("[hx-sse\\:connect]")) if (element._htmx?.sse) connections += 1;
  document.addEventListener("htmx:sse:after:connection", connected);
  document.addEventListener("htmx:sse:error", () => state({ connected: false }));
  document.body.addEventListener("missed", again);
  window.addEventListener("offline", () => state({ connected: false }));
  window.addEventListener("online", () => state({ connected: true }, "online"));
}

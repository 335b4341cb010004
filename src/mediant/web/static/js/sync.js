// One honest line in the head of the page: is all sent, what waits, is there a connection.

import { word } from "./words.js";

const facts = { connected: true, kept: 0, waiting: 0, refused: 0, sending: false };
let clearing;

function current() {
  if (facts.refused) return ["refused", word("refused", { count: facts.refused })];
  if (facts.sending) return ["sending", word("sending")];
  if (facts.waiting) return ["waiting", word("waiting", { count: facts.waiting })];
  if (!facts.connected) return ["offline", word("offline")];
  if (facts.kept) return ["kept", word("kept")];
  return null;
}

// Say what has changed; `passing` is a word that is shown for a moment where nothing else is to be said.
export function state(changes, passing) {
  Object.assign(facts, changes);
  const line = document.getElementById("page-sync");
  const [name, text] = current() ?? (passing ? [passing, word(passing)] : ["idle", ""]);
  clearTimeout(clearing);
  line.dataset.state = name;
  if (line.textContent !== text) line.textContent = text;
  if (passing && name === passing) clearing = setTimeout(() => state({}), 4000);
}

export function isConnected() {
  return facts.connected;
}

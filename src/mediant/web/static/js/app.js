// Every page begins here. No page needs scripts to work; they make it better on a poor line and with a screen reader.

import { start as controls } from "./controls.js";
import { start as drafts } from "./drafts.js";
import { start as lines } from "./lines.js";
import { start as live } from "./live.js";
import { start as palette } from "./palette.js";
import { start as toasts } from "./toasts.js";

controls();
toasts();
drafts();
lines();
live();
palette();

"use strict";
(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const STATES = { confirm: "confirmed", correct: "corrected", add: "added", drop: "dropped" };
  const KEPT = "mediant-corrections/1 ";
  const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
  const SHOWN = "\n\t\u200c\u200d";
  const KINDS = ["content", "speaker", "cue", "relay", "relay-cue"];

  // What is kept between visits. Some browsers refuse it to files: then the page works, and says so once.
  let forgetful = false;
  const kept = (key) => { try { return localStorage.getItem(KEPT + key); } catch { forgetful = true; return null; } };
  const keep = (key, value) => { try { localStorage.setItem(KEPT + key, value); } catch { forgetful = true; } };

  const say = (words) => { byId("said").textContent = words; };
  const make = (name, cls, text) => {
    const element = document.createElement(name);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Claims and their places. Offsets count Unicode characters, not the halves that strings here are made of.
  const spansOf = (claim) => [
    ...claim.content.map((span) => ["content", span]),
    ...(claim.sources || []).flatMap((source) => [
      ...source.spans.map((span) => [source.role === "relay" ? "relay" : "speaker", span]),
      ...(source.cue || []).map((span) => [source.role === "relay" ? "relay-cue" : "cue", span]),
    ]),
  ];
  const placesOf = (claim) => {
    const first = (claim.sources || [])[0] || { spans: [], cue: [] };
    return JSON.stringify([claim.content, first.spans, first.cue || []].map((part) => part.map((s) => [s.start, s.end])));
  };
  const words = (spans) => spans.map((span) => span.text).join(" … ");

  const articles = page.articles.map((one, n) => ({
    ref: one.ref, text: one.text, letters: Array.from(one.text), cards: [], known: new Map(), rendered: false,
    section: byId("article-" + one.ref.id), pane: null, list: null, number: n + 1, log: [],
  }));
  const bySha = new Map(articles.map((article) => [article.ref.sha256, article]));
  const current = (card) => {
    for (let i = card.stack.length - 1; i >= 0; i -= 1) if (card.stack[i].claim) return card.stack[i].claim;
    return card.of;
  };
  const stateOf = (card) => (card.stack.length ? STATES[card.stack[card.stack.length - 1].decision] : "");
  const standing = (card) => card.found || card.stack.length > 0;
  const everything = () => articles.flatMap((article) => article.cards);

  for (const [n, article] of articles.entries()) {
    article.pane = article.section.querySelector(".words");
    article.textBox = article.section.querySelector(".text");
    article.list = article.section.querySelector(".claims");
    for (const one of page.articles[n].cards) {
      const element = byId("claim-" + one.id);
      const card = { article, id: one.id, of: one.of, found: one.found, stack: one.stack, element };
      card.label = element.querySelector(".pick").textContent;
      card.described = current(card);
      article.cards.push(card);
      for (const claim of [one.of, ...one.stack.map((line) => line.claim)]) if (claim) article.known.set(placesOf(claim), card);
    }
  }

  // The text, cut where spans begin and end: as the page came, but with the claims as they stand now.
  const fill = (element, text) => {
    let run = "";
    for (const letter of text) {
      if (UNSHOWN.test(letter) && !SHOWN.includes(letter)) {
        element.append(run);
        run = "";
        const code = letter.codePointAt(0);
        element.append(make("span", "raw", code === 13 ? "" : "\\u" + code.toString(16).padStart(4, "0")));
      } else run += letter;
    }
    element.append(run);
  };
  const render = (article) => {
    article.rendered = true;
    const marks = [];
    for (const card of article.cards) {
      card.pieces = [];
      if (standing(card)) for (const [kind, span] of spansOf(current(card))) marks.push({ card, kind, start: span.start, end: span.end });
    }
    marks.sort((a, b) => a.start - b.start || b.end - a.end);
    const cuts = [...new Set([0, article.letters.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
    const whole = document.createDocumentFragment();
    let open = [], next = 0;
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      open = open.filter((mark) => mark.end > cuts[i]);
      while (next < marks.length && marks[next].start === cuts[i]) open.push(marks[next++]);
      const text = article.letters.slice(cuts[i], cuts[i + 1]).join("");
      const element = open.length ? make("span", "piece " + [...new Set(open.map((mark) => mark.kind))].join(" ")) : whole;
      fill(element, text);
      if (open.length) whole.append(element);
      for (const mark of open) mark.card.pieces.push([element, mark.kind]);
      element.under = open.map((mark) => mark.card);
      for (const mark of open) if (mark.kind === "content" && mark.end === cuts[i + 1] && last(mark.card) === mark.end && stateOf(mark.card) !== "dropped") {
        const link = make("a", "n", mark.card.label.replace(/^Claim /, "").replace(/^New claim$/, "+"));
        link.href = "#claim-" + mark.card.id;
        link.id = "at-" + mark.card.id;
        link.setAttribute("aria-label", mark.card.label.toLowerCase());
        whole.append(link);
      }
    }
    article.textBox.replaceChildren(whole);
  };
  const last = (card) => Math.max(...current(card).content.map((span) => span.end));

  // Choosing
  let chosen = null;
  const light = (card, on) => {
    for (const [element, kind] of card.pieces || []) element.classList.toggle("on-" + kind, on);
    card.element.classList.toggle("chosen", on);
    const pick = card.element.querySelector(".pick");
    if (on) pick.setAttribute("aria-current", "true"); else pick.removeAttribute("aria-current");
  };
  const show = (article) => {
    for (const other of articles) other.section.hidden = other !== article;
    const together = byId("together");
    if (together) together.hidden = false;
    if (!article.rendered) render(article);
  };
  const within = (pane, element, part) => {
    const box = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top < frame.top + 10 || box.bottom > frame.bottom - 10) pane.scrollTop += box.top - frame.top - frame.height * part;
  };
  const choose = (card, focus = true) => {
    if (chosen) light(chosen, false);
    chosen = card;
    if (!card) return;
    show(card.article);
    light(card, true);
    const first = card.pieces.find(([, kind]) => kind === "content");
    if (first) within(card.article.pane, first[0], 0.3);
    within(card.article.list.parentElement, card.element, 0.1);
    if (focus) card.element.querySelector(".pick").focus({ preventScroll: true });
    const box = card.element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) card.element.scrollIntoView({ block: "nearest" });
  };
  const visible = () => everything().filter((card) => !card.element.hidden);
  const step = (by) => {
    const all = visible();
    if (!all.length) return say("No claim is shown: change the filters.");
    const at = chosen ? all.indexOf(chosen) : -1;
    choose(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  // A card's words
  const named = (source) => [words(source.spans) || "a speaker not named", source.actor ? "(" + source.actor + ")" : ""].join(" ").trim();
  const describe = (card) => {
    const state = stateOf(card), claim = current(card), element = card.element;
    element.dataset.state = state;
    element.querySelector(".state").textContent = state;
    card.label = card.label === "Dropped claim" && state !== "dropped" ? "Claim restored" : card.label;
    element.querySelector(".pick").textContent = card.label;
    if (claim === card.described) return;
    card.described = claim;
    const links = (claim.sources || []).map(named);
    if (claim.article.outlet) links.push(claim.article.outlet);
    const chain = element.querySelector(".chain");
    chain.replaceChildren();
    (links.length ? links : ["the article itself"]).forEach((link, n) => {
      if (n) chain.append(" ← ");
      chain.append(make("bdi", "", link));
    });
    element.querySelector("blockquote p").textContent = "“" + words(claim.content) + "”";
    const when = claim.when ? "speaks of “" + claim.when.text + "”" + (claim.when.date ? " (" + claim.when.date + ")" : "") : "";
    const issues = (claim.issues || []).length ? "on " + claim.issues.join(", ") : "";
    const manner = [claim.act || "act not told", claim.certainty || "certainty not told", when, issues].filter(Boolean);
    element.querySelector(".manner").replaceChildren(make("bdi", "", manner.join(" · ")));
    const first = (claim.sources || [])[0];
    element.dataset.speaker = !first ? "the article itself" : first.actor || words(first.spans) || "a source not named";
    element.dataset.act = claim.act || "";
    element.dataset.confidence = claim.confidence === undefined || claim.confidence === null ? "" : claim.confidence;
  };
  const newCard = (article, claim, found) => {
    let number = 1;
    while (byId("claim-new-" + number)) number += 1;
    const card = { article, id: "new-" + number, of: claim, found, stack: [], pieces: [], label: "New claim" };
    const element = card.element = make("li", "claim");
    element.id = "claim-" + card.id;
    const head = make("h3"), pick = make("a", "pick", card.label), quote = make("blockquote");
    pick.href = "#at-" + card.id;
    head.append(pick, " ", make("span", "state"));
    quote.dir = "auto";
    quote.append(make("p"));
    element.append(head, make("p", "chain"), quote, make("p", "manner"));
    const later = article.cards.findIndex((other) => current(other).content[0].start > claim.content[0].start);
    if (later < 0) { article.cards.push(card); article.list.append(element); }
    else { article.list.insertBefore(element, article.cards[later].element); article.cards.splice(later, 0, card); }
    return card;
  };

  // Decisions: one line each, replayed in their order; the last one holds, undo takes it back.
  const fits = (article, claim) => claim && Array.isArray(claim.content) && claim.content.length > 0 && spansOf(claim).every(([, span]) =>
    Number.isInteger(span.start) && span.start >= 0 && span.start < span.end && article.letters.slice(span.start, span.end).join("") === span.text);
  const replay = (article, line) => {
    const subject = line.of || line.claim;
    let card = article.known.get(placesOf(subject));
    if (line.decision === "undo") {
      if (!card || !card.stack.length) return null;
      card.stack.pop();
    } else {
      if (!card) { card = newCard(article, subject, false); article.known.set(placesOf(subject), card); }
      card.stack.push(line);
      if (line.claim && !article.known.has(placesOf(line.claim))) article.known.set(placesOf(line.claim), card);
    }
    card.element.hidden = !standing(card);
    if (standing(card)) describe(card);
    article.rendered = false;
    return card;
  };
  const decide = (card, decision, claim) => {
    const line = { decision };
    if (decision !== "add") line.of = current(card);
    if (claim) line.claim = claim;
    line.at = new Date().toISOString();
    const article = card ? card.article : claimed(claim);
    const done = replay(article, line);
    if (!done) return say("There is no decision on this claim to undo.");
    article.log.push(line);
    keep(article.ref.sha256, JSON.stringify(article.log));
    if (!article.section.hidden) render(article);
    speakers();
    choose(standing(done) ? done : null);
    const all = everything().filter(standing), decided = all.filter((one) => one.stack.length).length;
    const what = { confirm: "confirmed", correct: "corrected", drop: "dropped", add: "added", undo: "as before" }[decision];
    say(done.label + " " + what + ". " + decided + " of " + all.length + " decided." + (forgetful ? " This browser keeps nothing: save before you leave." : ""));
  };
  const claimed = (claim) => bySha.get(claim.article.sha256);
  const same = (line) => JSON.stringify(line);
  const take = (lines) => {
    const have = new Set([...page.earlier, ...articles.flatMap((article) => article.log)].map(same));
    const told = { taken: 0, known: 0, elsewhere: 0, wrong: 0 };
    for (const line of lines) {
      const subject = line && typeof line === "object" ? line.of || line.claim : null;
      const right = subject && subject.article && (line.decision in STATES || line.decision === "undo");
      const article = right ? claimed(subject) : null;
      if (!right) told.wrong += 1;
      else if (!article) told.elsewhere += 1;
      else if (have.has(same(line))) told.known += 1;
      else if (![line.of, line.claim].every((claim) => !claim || fits(article, claim)) || !replay(article, line)) told.wrong += 1;
      else { article.log.push(line); told.taken += 1; }
    }
    for (const article of articles) {
      if (article.log.length) keep(article.ref.sha256, JSON.stringify(article.log));
      if (!article.section.hidden && !article.rendered) render(article);
    }
    speakers();
    return told;
  };
  const lines = () => [...page.earlier, ...articles.flatMap((article) => article.log)];
  const save = () => {
    const text = lines().map((line) => JSON.stringify(line) + "\n").join("");
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "corrections.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(lines().length + " decisions saved to corrections.jsonl.");
  };
  const load = async (file) => {
    const parsed = (await file.text()).split("\n").filter((line) => line.trim()).map((line) => { try { return JSON.parse(line); } catch { return null; } });
    const told = take(parsed);
    say(told.taken + " decisions loaded, " + told.known + " known already, " + told.elsewhere + " on articles not shown here, " + told.wrong + " that do not fit.");
  };

  // Words chosen in the text
  let selection = null;
  const offset = (box, node, at) => {
    const before = document.createRange();
    before.setStart(box, 0);
    before.setEnd(node, at);
    const copy = before.cloneContents();
    for (const link of copy.querySelectorAll(".n")) link.remove();
    for (const raw of copy.querySelectorAll(".raw")) raw.textContent = "x";
    return Array.from(copy.textContent).length;
  };
  document.addEventListener("selectionchange", () => {
    const now = getSelection();
    if (!now.rangeCount || now.isCollapsed) return;
    const range = now.getRangeAt(0);
    const article = articles.find((one) => one.textBox.contains(range.startContainer) && one.textBox.contains(range.endContainer));
    if (!article) return;
    let start = offset(article.textBox, range.startContainer, range.startOffset);
    let end = offset(article.textBox, range.endContainer, range.endOffset);
    while (start < end && !article.letters[start].trim()) start += 1;
    while (end > start && !article.letters[end - 1].trim()) end -= 1;
    selection = start < end ? { article, span: { start, end, text: article.letters.slice(start, end).join("") } } : null;
  });
  const selected = (article) => {
    if (selection && selection.article === article) return { ...selection.span };
    say("First choose words in the text of this article.");
    return null;
  };

  // The form
  const part = (label, spans, change) => {
    const row = make("div", "part");
    const quote = make("q");
    const shown = () => { quote.textContent = words(spans()) || "none"; };
    const button = (text, act) => {
      const one = make("button", "", text);
      one.type = "button";
      one.setAttribute("aria-label", label + ": " + text);
      one.addEventListener("click", () => { act(); shown(); });
      return one;
    };
    const use = (more) => {
      const span = selected(chosen.article);
      if (span) change((more ? [...spans(), span] : [span]).sort((a, b) => a.start - b.start));
    };
    shown();
    row.append(label + ": ", quote, " ", button("use chosen words", () => use(false)), " ", button("and these", () => use(true)), " ", button("none", () => change([])));
    return row;
  };
  const actor = (label, source) => {
    const row = make("label", "", label + " "), input = make("input");
    input.value = source.actor || "";
    input.addEventListener("input", () => { source.actor = input.value.trim() || null; });
    row.append(input);
    return row;
  };
  const parts = (box, draft) => {
    box.replaceChildren(part("Content", () => draft.content, (spans) => { draft.content = spans; }));
    let relay = 0;
    draft.sources.forEach((source) => {
      const name = source.role === "relay" ? "Relay " + (relay += 1) : "Speaker";
      box.append(part(name, () => source.spans, (spans) => { source.spans = spans; }));
      box.append(part(name + ", cue", () => source.cue, (spans) => { source.cue = spans; }));
      box.append(actor(name + ", who that is", source));
    });
  };
  const fault = (draft) => {
    if (!draft.content.length) return "A claim needs content: choose words in the text.";
    if (draft.when && !draft.when.text) return "A day needs the words that name it.";
    if (draft.issues.some((issue) => !/^[a-z0-9-]{1,100}$/.test(issue))) return "An issue's id has only a-z, 0-9 and -.";
    return "";
  };
  const edit = (card, claim, decision) => {
    for (const old of document.querySelectorAll(".form")) old.remove();
    const form = byId("form").content.cloneNode(true).querySelector("form");
    const draft = JSON.parse(JSON.stringify(claim));
    delete draft.confidence;
    draft.sources = (draft.sources || []).map((source) => ({ ...source, cue: source.cue || [] }));
    if (!draft.sources.some((source) => source.role === "speaker")) draft.sources.unshift({ spans: [], actor: null, role: "speaker", cue: [] });
    form.act.value = draft.act || "";
    form.certainty.value = draft.certainty || "";
    form.when.value = draft.when ? draft.when.text : "";
    form.date.value = (draft.when && draft.when.date) || "";
    form.issues.value = (draft.issues || []).join(" ");
    const box = form.querySelector(".parts");
    parts(box, draft);
    const close = () => { form.remove(); if (decision === "add" && !card.stack.length) remove(card); else card.element.querySelector(".pick").focus(); };
    form.addEventListener("click", (event) => {
      if (event.target.dataset.form === "cancel") close();
      if (event.target.dataset.form === "relay") { draft.sources.push({ spans: [], actor: null, role: "relay", cue: [] }); parts(box, draft); }
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const time = form.when.value.trim(), day = form.date.value || null;
      const made = {
        ...draft, act: form.act.value || null, certainty: form.certainty.value || null,
        issues: [...new Set(form.issues.value.split(/[\s,]+/).filter(Boolean))],
        when: time || day ? { text: time, date: day } : null,
        sources: draft.sources.filter((source) => source.spans.length || source.cue.length),
      };
      const wrong = fault(made);
      form.querySelector(".fault").textContent = wrong;
      if (wrong) return;
      form.remove();
      if (decision === "add") remove(card);
      decide(decision === "add" ? null : card, decision, made);
    });
    card.element.append(form);
    form.act.focus();
  };
  const remove = (card) => {
    card.element.remove();
    card.article.cards.splice(card.article.cards.indexOf(card), 1);
    if (chosen === card) chosen = null;
  };
  const add = () => {
    const article = articles.find((one) => !one.section.hidden);
    const span = selected(article);
    if (!span) return;
    const claim = { id: "new", article: article.ref, content: [span], sources: [], act: null, certainty: null, issues: [], when: null };
    if (article.known.has(placesOf(claim))) return say("These words are a claim of the article itself already.");
    const card = newCard(article, claim, true);
    describe(card);
    render(article);
    choose(card);
    edit(card, claim, "add");
  };

  // Filters
  const speakers = () => {
    const select = byId("by-speaker"), was = select.value, count = new Map();
    for (const card of everything()) count.set(card.element.dataset.speaker, (count.get(card.element.dataset.speaker) || 0) + 1);
    select.replaceChildren(select.options[0], ...[...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, n]) => {
      const option = make("option", "", name + " (" + n + ")");
      option.value = name;
      return option;
    }));
    select.value = count.has(was) ? was : "";
    filter();
  };
  const sure = (value, wanted) => {
    if (wanted === "-") return value === "";
    const [low, high] = wanted.split(",").map(Number);
    return value !== "" && low <= Number(value) && Number(value) < high;
  };
  const filter = () => {
    const [speaker, act, confidence, state] = ["speaker", "act", "confidence", "state"].map((name) => byId("by-" + name).value);
    const is = (value, wanted) => !wanted || (wanted === "-" ? !value : value === wanted);
    for (const card of everything()) {
      const { dataset } = card.element;
      const fitting = (!speaker || dataset.speaker === speaker) && is(dataset.act, act) && is(dataset.state, state);
      card.element.hidden = !standing(card) || !fitting || (confidence !== "" && !sure(dataset.confidence, confidence));
    }
  };

  const doings = {
    next: () => step(1), previous: () => step(-1), add, save,
    confirm: () => chosen && decide(chosen, "confirm"),
    drop: () => chosen && decide(chosen, "drop"),
    undo: () => chosen && decide(chosen, "undo"),
    correct: () => chosen && edit(chosen, current(chosen), "correct"),
    help: () => byId("help").showModal(),
    close: () => byId("help").close(),
    keys: () => {
      const button = document.querySelector("[data-do=keys]"), on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      keep("keys", on ? "on" : "off");
    },
  };
  const KEYS = { j: "next", k: "previous", c: "confirm", x: "drop", e: "correct", u: "undo", a: "add", "?": "help" };
  const act = (name) => {
    if (!chosen && ["confirm", "drop", "undo", "correct"].includes(name)) say("First choose a claim.");
    else doings[name]();
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, select, textarea, dialog, form");
    const on = document.querySelector("[data-do=keys]").getAttribute("aria-pressed") === "true";
    if (typing || !on || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    act(KEYS[event.key]);
  });
  const go = (hash) => {
    const id = decodeURIComponent(hash.slice(1)), claim = id.replace(/^(claim|at)-/, "");
    const card = id === claim ? null : everything().find((one) => one.id === claim);
    const article = articles.find((one) => "article-" + one.ref.id === id);
    if (card) { card.element.hidden = false; choose(card); }
    if (article) { choose(null); show(article); article.section.scrollIntoView(); }
    return Boolean(card || article);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]"), link = event.target.closest("a[href^='#']");
    const piece = event.target.closest(".piece"), item = event.target.closest(".claim");
    if (button) act(button.dataset.do);
    else if (link) { if (go(link.getAttribute("href"))) event.preventDefault(); }
    else if (piece && piece.under && getSelection().isCollapsed) {
      const here = piece.under.filter((card) => !card.element.hidden);
      if (here.length) choose(here[(here.indexOf(chosen) + 1) % here.length], false);
    } else if (item && !event.target.closest("form")) {
      const card = everything().find((one) => one.element === item);
      if (card && card !== chosen && getSelection().isCollapsed) choose(card);
    }
  });
  addEventListener("hashchange", () => go(location.hash));
  for (const name of ["speaker", "act", "confidence", "state"]) byId("by-" + name).addEventListener("change", filter);
  byId("load").addEventListener("change", (event) => { if (event.target.files[0]) load(event.target.files[0]); event.target.value = ""; });

  document.documentElement.classList.add("script");
  byId("tools").hidden = false;
  if (kept("keys") === "off") doings.keys();
  for (const article of articles) {
    let stored = null;
    try { stored = JSON.parse(kept(article.ref.sha256)); } catch { stored = null; }
    if (Array.isArray(stored)) take(stored);
  }
  speakers();
  if (articles.length && !go(location.hash || "#")) show(articles[0]);
})();

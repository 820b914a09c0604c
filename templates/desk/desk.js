// The editors' desk: a list, and what readers will get of one article, as it is saved. Everything is put in as text; what an article's HTML makes is
// shown in frames that have no origin.
"use strict";

const $ = (id) => document.getElementById(id);
const LEVELS = { none: "no spoilers", minor: "minor", major: "major", ending: "ending" };
const STATES = { draft: "draft", waiting: "changed", scheduled: "scheduled", published: "published", rejected: "rejected", retracted: "taken back" };
const TABS = [["page", "Page"], ["feed", "Feed item"], ["mail", "Mail"], ["search", "Search, cards"], ["leaks", "What leaks"], ["report", "Report"]];

function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const count = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const when = (date) => new Date(date).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
const say = (text) => { $("live").textContent = text; };

async function ask(path, body) {
  const answer = await fetch(path, body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {});
  if (answer.status >= 500) throw new Error("The desk could not answer: look at the terminal that it runs in.");
  return { status: answer.status, ...await answer.json() };
}

// Where we are.

let desk = { rows: [], counts: {}, isReadOnly: true };
let article = null;
const choices = { show: "closed", full: "safe", width: "", scheme: "", part: "html", tolerance: "none", to: null };

function here() {
  const hash = location.hash.slice(1);
  if (hash === "readers") return { readers: true };
  const said = new URLSearchParams(hash);
  return { name: said.get("article"), tab: said.get("view") ?? "page" };
}

function addressOf(name, tab = here().tab ?? "page") {
  return "#" + new URLSearchParams(tab === "page" ? { article: name } : { article: name, view: tab });
}

// Frames. A new version is loaded behind the old one, at the same place, and takes its place when it is there.

class Frame {
  static all = new Set();

  constructor(title) {
    this.title = title;
    this.y = 0;
    this.box = h("div", { class: "frame" });
    Frame.all.add(this);
  }

  load(url, { width = "", scheme = "" } = {}) {
    this.box.dataset.width = width;
    if (this.url === url && this.scheme === scheme) return;
    Object.assign(this, { url, scheme });
    this.coming?.remove();
    const frame = h("iframe", { sandbox: "allow-scripts", title: this.title, class: this.current ? "next" : null, "data-scheme": scheme, src: `${url}&y=${Math.round(this.y)}` });
    frame.addEventListener("load", () => setTimeout(() => this.arrive(frame), 50));
    this.coming = frame;
    this.box.append(frame);
  }

  arrive(frame) {
    if (this.coming !== frame) return;
    this.current?.remove();
    frame.classList.remove("next");
    frame.dataset.here = "";
    this.current = frame;
    this.coming = null;
    document.dispatchEvent(new CustomEvent("shown", { detail: this.url }));
  }

  close() {
    Frame.all.delete(this);
  }
}

addEventListener("message", ({ data, source }) => {
  if (!data?.desk) return;
  for (const frame of Frame.all) {
    if (frame.coming?.contentWindow === source && data.ready) frame.arrive(frame.coming);
    else if (frame.current?.contentWindow === source && data.y !== undefined) frame.y = data.y;
    else if (frame.current?.contentWindow === source && data.goes) say(`That link leads to ${data.goes}`);
  }
});

// The list.

function badge(level) {
  return h("span", { class: `badge badge-${level}` }, h("span", { class: "meter", "aria-hidden": "true" }, h("i"), h("i"), h("i")), h("span", {}, LEVELS[level]));
}

function problems({ errors, warnings, hints }) {
  return [errors ? h("span", { class: "errors" }, count(errors, "error")) : null, warnings ? h("span", {}, count(warnings, "warning")) : null,
    !errors && !warnings && hints ? h("span", {}, count(hints, "hint")) : null];
}

function row(it, current) {
  return h("li", {}, h("a", { href: addressOf(it.name), "aria-current": it.name === current ? "true" : null },
    h("span", { class: "title" }, it.title),
    h("span", { class: "facts" }, h("span", { class: `state state-${it.state}` }, STATES[it.state] + (it.comesOut ? ` for ${when(it.comesOut)}` : "")), badge(it.level), ...problems(it)),
    h("span", { class: "file" }, it.name)));
}

let listing = 0;
async function list() {
  const mine = ++listing;
  const found = await ask("list?" + new URLSearchParams({ q: $("filter").value, state: $("state").value }));
  if (mine !== listing) return;
  desk = found;
  $("site").textContent = desk.site;
  const total = Object.values(desk.counts).reduce((sum, number) => sum + number, 0);
  const state = $("state").value;
  $("state").replaceChildren(h("option", { value: "" }, `all ${total.toLocaleString("en")}`),
    ...Object.keys(STATES).filter((it) => desk.counts[it] || it === state).map((it) => h("option", { value: it, selected: it === state }, `${STATES[it]} ${(desk.counts[it] ?? 0).toLocaleString("en")}`)));
  paintRows();
  $("more").hidden = desk.found > 0 && desk.found <= desk.rows.length;
  $("more").textContent = desk.found > desk.rows.length ? `These are the ${desk.rows.length} changed last, of ${desk.found.toLocaleString("en")}. Filter to find others.`
    : total === 0 ? "The inbox is empty." : "No article is like that.";
  templateProblems(desk.templates);
  if (total === 0 && !here().readers) empty();
}

function paintRows() {
  const { name } = here();
  const focused = document.activeElement?.closest("#rows a")?.getAttribute("href");
  const scroll = $("rows").scrollTop;
  $("rows").replaceChildren(...desk.rows.map((it) => row(it, name)));
  $("rows").scrollTop = scroll;
  if (focused) [...$("rows").querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus({ preventScroll: true });
}

function templateProblems(found) {
  $("template_problems").hidden = found.length === 0;
  $("template_problems").replaceChildren(h("p", {}, "The templates have errors; those that were right last are in use."),
    h("ul", {}, found.map((it) => h("li", {}, h("code", {}, `${it.template}:${it.line}:${it.column}`), ` ${it.message} ${it.advice}`))));
}

function empty() {
  view("empty", () => h("div", { class: "empty" }, h("h2", {}, "The inbox is empty"),
    h("p", {}, "Save an article as a Markdown file in this folder, and it appears here at once:"), h("code", {}, desk.inbox),
    h("p", {}, "To begin one, or to bring one that you have as text:"),
    h("code", {}, 'newsletter new "Nosferatu"\nnewsletter import story.txt')));
}

// What is in the main part. A view is built once, and updated in place from then on: nothing jumps while somebody writes.

let shown = { key: null };
function view(key, build) {
  if (shown.key === key) return false;
  for (const frame of Frame.all) frame.close();
  shown = { key };
  $("view").replaceChildren(build());
  return true;
}

function radios(name, legend, options, change) {
  return h("fieldset", {}, h("legend", {}, legend), options.map(([value, text]) =>
    h("label", {}, h("input", { type: "radio", name, value, checked: choices[name] === value, onchange: () => { choices[name] = value; change(); } }), text)));
}

const widths = (change) => radios("width", "Width", [["", "all"], ["700", "700"], ["375", "375"]], change);
const schemes = (change) => radios("scheme", "Colours", [["", "mine"], ["light", "light"], ["dark", "dark"]], change);
const leak = (it) => it ? h("div", { class: "problem" }, h("p", {}, it.message), h("p", {}, it.advice)) : null;

const nothing = () => h("div", { class: "empty" }, h("p", {}, "Nothing can be shown until the errors are mended: see the report."));

// Each gets what the desk said of its part, and returns what stands below the tabs; it may keep things in "shown" for the next time.
const parts = {
  page(part) {
    if (!part?.frame) return nothing();
    if (shown.tab !== "page") Object.assign(shown, { tab: "page", frame: new Frame("The page"), note: h("p", { class: "problem", hidden: true }, "This is how it was last right: as it is now, nothing can be shown.") });
    const again = () => shown.frame.load(`${article.part.frame}&show=${choices.show}`, choices);
    shown.body ??= h("div", {}, h("div", { class: "tools" }, radios("show", "Spoilers", [["closed", "closed"], ["opened", "opened"], ["seen", "as seen"]], again), widths(again), schemes(again)), shown.note, shown.frame.box);
    shown.note.hidden = !part.isOld;
    again();
    return shown.body;
  },

  feed(part) {
    if (!part?.safe) return nothing();
    if (shown.tab !== "feed") Object.assign(shown, { tab: "feed", frame: new Frame("The feed item"), about: h("div", { class: "section" }), xml: h("pre", { class: "text", tabindex: "0" }) });
    const again = () => {
      const it = (choices.full === "full" && article.part.full) || article.part.safe;
      shown.about.replaceChildren(h("div", { class: "inboxed" }, h("span", { class: "from" }, desk.site), h("span", { class: "line" }, h("b", {}, it.title), ` ${it.summary}`), h("span", {}, when(it.published))), leak(it.leak) ?? "");
      shown.xml.textContent = it.xml;
      shown.frame.load(it.frame, choices);
    };
    shown.body ??= h("div", {}, h("div", { class: "tools" }, part.full ? radios("full", "Feed", [["safe", "safe"], ["full", "full"]], again) : null, widths(again), schemes(again)),
      shown.about, shown.frame.box, h("details", { class: "section" }, h("summary", {}, "As RSS"), shown.xml));
    again();
    return shown.body;
  },

  mail(part) {
    if (!part) return nothing();
    if (shown.tab !== "mail") Object.assign(shown, { tab: "mail", frame: new Frame("The mail"), about: h("div"), text: h("pre", { class: "text", tabindex: "0" }) });
    const again = () => {
      const it = article.part;
      shown.about.replaceChildren(
        it.subject === undefined || it.subject === null ? "" : h("div", { class: "inboxed" }, h("span", { class: "from" }, desk.site), h("span", { class: "line" }, h("b", {}, it.subject), ` ${it.preheader}`), h("span", {}, "09:00")),
        h("p", { class: "note" }, it.isWanted ? `${(it.bytes / 1024).toFixed(1)} KB of HTML. A digest of this article alone.` : "email: false is set, so it is in no digest; this is how it would be."),
        leak(it.leak) ?? "");
      shown.text.textContent = it.text ?? "";
      shown.text.hidden = choices.part !== "text";
      shown.frame.box.hidden = choices.part === "text" || !it.frame;
      if (it.frame) shown.frame.load(it.frame, choices);
    };
    shown.body ??= h("div", {}, h("div", { class: "tools" }, radios("part", "Part", [["html", "HTML"], ["text", "text"]], again), widths(again), schemes(again),
      h("label", {}, "For readers who want to know ", h("select", { onchange: ({ target }) => { choices.tolerance = target.value; show(); } },
        ["none", "minor", "major", "ending"].map((level) => h("option", { value: level, selected: level === choices.tolerance }, level === "none" ? "nothing" : level)))),
      part.test ? h("button", { type: "button", id: "try", onclick: tryMail }, "Send a test") : null),
    shown.about, shown.frame.box, shown.text);
    again();
    return shown.body;
  },

  search(it) {
    if (!it) return nothing();
    shown.tab = "search";
    return h("div", {},
      h("section", { class: "section" }, h("h3", {}, "A search engine's result"), h("div", { class: "snippet" }, h("p", { class: "where" }, it.address), h("p", { class: "what" }, it.title), h("p", {}, it.description)),
        h("p", { class: "note" }, `Title: ${count(it.title.length, "character")}; much beyond 60 is cut. Description: ${it.description.length}; much beyond 160 is cut.`)),
      h("section", { class: "section" }, h("h3", {}, "A link to it, shared"), h("div", { class: "card" },
        it.picture ? h("img", { src: it.picture, alt: it.imageAlt }) : h("div", { class: "no-picture" }, "no picture"),
        h("div", {}, h("small", {}, it.siteName), h("b", {}, it.cardTitle), h("span", {}, it.cardDescription))),
        it.picture ? "" : h("p", { class: "note" }, it.cards ? "The font of the cards lacks a character of the title (docs/editors.md)." : "With cards: true in newsletter.yaml every article has a picture.")));
  },

  leaks(part) {
    if (!part) return nothing();
    if (shown.tab !== "leaks") Object.assign(shown, { tab: "leaks", frame: new Frame("The text, with its hidden parts marked"), about: h("div") });
    const fields = (texts) => h("dl", { class: "fields" }, texts.map(({ name, text }) => h("div", {}, h("dt", {}, name), h("dd", {}, text))));
    const where = (it) => it.link ? h("a", { href: it.link }, `line ${it.line}`) : `line ${it.line}`;
    const what = (it) => it.isPhrase ? "words in a sentence" : it.isRest ? "all below the boundary" : it.label ?? "a part of its own";
    shown.about.replaceChildren(
      h("section", { class: "section" }, h("h3", {}, "Hidden in the text"), part.parts.length ? h("ul", { class: "places-hidden" }, part.parts.map((it) => h("li", {}, badge(it.level), h("span", {}, what(it)), h("span", {}, where(it)))))
        : h("p", { class: "note" }, "Nothing: everybody reads all of it.")),
      h("section", { class: "section" }, h("h3", {}, "Everybody reads this, everywhere"), fields(part.open)),
      h("section", { class: "section" }, h("h3", {}, "Kept back, of the head"), part.hidden.length ? h("div", { class: "kept" }, fields(part.hidden)) : h("p", { class: "note" }, "Nothing.")));
    shown.body ??= h("div", {}, h("div", { class: "tools" }, widths(show), schemes(show)), h("div", { class: "boxes" }, shown.frame.box, shown.about));
    shown.frame.load(part.frame, choices);
    return shown.body;
  },

  report() {
    shown.tab = "report";
    const found = article.diagnostics;
    return h("div", {}, leak(article.leak),
      found.length === 0 ? h("p", { class: "section" }, "Nothing is wrong with it.") : h("ol", { class: "report" }, found.map((it) => h("li", {},
        h("p", { class: "row" }, h("span", { class: `severity severity-${it.severity}` }, it.severity), h("span", { class: "place" }, it.link ? h("a", { href: it.link }, it.place) : it.place), h("span", { class: "note" }, it.code),
          h("button", { type: "button", class: "link note", onclick: () => copy(it.copy, "The line is copied.") }, "Copy", h("span", { class: "skip" }, ` ${it.code} of ${it.place}`))),
        h("p", {}, it.message), h("p", { class: "advice" }, it.advice)))),
      article.waiting.length ? h("section", { class: "section" }, h("h3", {}, "Read More waits for"), h("ul", {}, article.waiting.map((title) => h("li", {}, title))), h("p", { class: "note" }, "They become links when articles of these titles are published.")) : null);
  },
};

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    say("The browser does not let the desk copy.");
  }
}

// The article.

let showing = 0;
async function show() {
  const mine = ++showing;
  const { name, tab, readers } = here();
  document.body.classList.toggle("reads", Boolean(name || readers));
  if (readers) return showReaders();
  if (!name) {
    document.title = "The desk";
    if (Object.keys(desk.counts).length) view("none", () => h("div", { class: "empty" }, h("p", { class: "note" }, "Choose an article. What readers will get of it is shown here, and follows every time you save.")));
    return;
  }

  const found = await ask("article?" + new URLSearchParams({ name, tab, tolerance: choices.tolerance }));
  if (mine !== showing) return;
  article = found;
  document.title = `${found.title ?? name} - The desk`;
  if (found.status !== 200) {
    view(`gone ${name}`, () => h("div", { class: "empty" }, h("h2", {}, "It is not in the inbox"), h("p", {}, name), h("p", {}, h("a", { href: "#" }, "Back to the list"))));
    return;
  }

  const isNew = view(`article ${name}`, () => {
    shown.head = h("header", { class: "head" });
    shown.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Views of the article" });
    shown.panel = h("div", { id: "panel", role: "tabpanel", "aria-labelledby": `tab_${tab}` });
    return h("article", {}, shown.head, shown.tabs, shown.panel);
  });
  if (!isNew && shown.tab !== tab) {
    for (const frame of Frame.all) frame.close();
    shown = { key: shown.key, head: shown.head, tabs: shown.tabs, panel: shown.panel };
  }

  paintHead();
  paintTabs(tab);
  templateProblems(article.templates);
  const body = parts[tab](article.part);
  if (shown.panel.firstElementChild !== body) shown.panel.replaceChildren(body);
}

function paintHead() {
  const errors = article.diagnostics.filter((it) => it.severity === "error").length;
  const known = article.known;
  const state = desk.rows.find((it) => it.name === article.name)?.state;
  const actions = desk.isReadOnly ? [] : [
    h("button", { type: "button", id: "schedule", onclick: schedule }, "Set when it comes out"),
    known?.canRetract ? h("button", { type: "button", id: "retract", onclick: () => act("retract", "Take it back?", "A note stands at its address then, and lists and feeds lose it. Its file stays in the inbox.", "Take it back") }, "Take back") : null,
    known?.canRestore ? h("button", { type: "button", id: "restore", onclick: () => act("restore", "Bring it back?", "It is published again at its address.", "Bring it back") }, "Bring back") : null,
  ];
  const opens = article.diagnostics.find((it) => it.link);
  const focused = document.activeElement?.id;
  const report = h("a", { href: addressOf(article.name, "report") }, errors ? count(errors, "error") : "it would spoil");
  shown.head.replaceChildren(
    h("p", { class: "facts" }, h("a", { class: "back", href: "#" }, "All articles"), h("span", { class: "file" }, article.path)),
    h("h2", {}, article.title),
    h("p", { class: "facts" }, state ? h("span", { class: `state state-${state}` }, STATES[state]) : null, badge(article.level),
      article.published ? h("span", {}, `${new Date(article.published) > new Date() ? "comes out" : "published"} ${when(article.published)}`) : null,
      known?.address ? h("a", { href: known.address, rel: "noreferrer", target: "_blank" }, "on the site") : null,
      h("span", { class: article.isPublishable ? "verdict" : "verdict bad" }, ...article.isPublishable ? [article.isDraft ? "a draft; would be published like this" : "would be published like this"] : ["would not be published: ", report])),
    actions.length ? h("p", { class: "actions" }, ...actions.filter(Boolean)) : "");
  if (focused) $(focused)?.focus({ preventScroll: true });
  article.editor = opens?.link ?? null;
}

function paintTabs(tab) {
  const focused = shown.tabs.contains(document.activeElement);
  shown.tabs.replaceChildren(...TABS.map(([name, text]) => h("button", {
    type: "button", role: "tab", id: `tab_${name}`, "aria-selected": String(name === tab), "aria-controls": "panel", tabindex: name === tab ? "0" : "-1",
    onclick: () => { location.hash = addressOf(article.name, name); },
  }, name === "report" && article.diagnostics.length ? `${text} (${article.diagnostics.length})` : text)));
  shown.panel.setAttribute("aria-labelledby", `tab_${tab}`);
  if (focused) $(`tab_${tab}`).focus();
}

// What changes something asks first.

function question(title, text, yes) {
  $("ask_title").textContent = title;
  $("ask_text").replaceChildren(...text);
  $("ask_yes").textContent = yes;
  $("ask").returnValue = "";
  $("ask").showModal();
  return new Promise((answer) => $("ask").addEventListener("close", () => answer($("ask").returnValue === "yes"), { once: true }));
}

async function act(what, title, text, yes) {
  const name = article.name;
  if (!await question(title, [h("p", {}, h("b", {}, article.title)), h("p", {}, text)], yes)) return;
  say("Working");
  say((await ask(`do/${what}`, { name })).said);
  await Promise.all([list(), show()]);
}

const lineOf = (date) => `published: ${date.toISOString().replace(/\.\d+/, "")}`;

async function schedule() {
  const name = article.name;
  const start = article.published ? new Date(article.published) : new Date(Math.ceil(Date.now() / 3600000 + 1) * 3600000);
  const local = new Date(start.getTime() - start.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const line = h("code", { class: "line-to-write" }, lineOf(start));
  const input = h("input", { type: "datetime-local", id: "when", value: local, oninput: () => { if (input.value) line.textContent = lineOf(new Date(input.value)); } });
  const yes = await question("When does it come out?", [
    h("p", {}, h("label", { for: "when" }, "By this machine's clock "), input), h("p", {}, "This line goes into its front matter, and nothing else changes. Save the file in your editor first."), line,
    h("p", {}, h("button", { type: "button", class: "link", onclick: () => copy(line.textContent, "The line is copied.") }, "Copy it instead"))], "Write the line");
  if (!yes || !input.value) return;
  say((await ask("do/schedule", { name, published: new Date(input.value).toISOString() })).said);
}

async function tryMail() {
  const name = article.name;
  const input = h("input", { type: "email", id: "to", required: true, value: choices.to ?? article.part.test });
  const yes = await question("Send a test of this mail?", [h("p", {}, h("label", { for: "to" }, "To "), input),
    h("p", {}, "It goes to this address alone, as it is shown here, with [Test] in its subject. Nobody's next digest changes, and its links do nothing.")], "Send it");
  if (!yes) return;
  choices.to = input.value;
  say("Sending");
  say((await ask("do/try", { name, to: input.value, tolerance: choices.tolerance })).said);
}

// Readers.

function growth(weeks) {
  const most = Math.max(1, ...weeks.map((week) => week.count));
  const NS = "http://www.w3.org/2000/svg";
  const s = (tag, props, ...children) => {
    const element = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(props)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const step = 700 / weeks.length;
  const total = weeks.reduce((sum, week) => sum + week.count, 0);
  return s("svg", { class: "growth", viewBox: "0 0 740 160", role: "img", "aria-label": `${count(total, "reader")} confirmed in ${weeks.length} weeks, at most ${most} in one` },
    s("line", { x1: 34, x2: 734, y1: 130.5, y2: 130.5 }), s("text", { x: 28, y: 134, "text-anchor": "end" }, "0"), s("text", { x: 28, y: 18, "text-anchor": "end" }, String(most)),
    ...weeks.map((week, i) => s("rect", { x: 34 + i * step + 2, width: step - 4, y: 130 - 116 * week.count / most, height: 116 * week.count / most, class: i === weeks.length - 1 ? "now" : "" }, s("title", {}, `week of ${week.from}: ${week.count}`))),
    s("text", { x: 34, y: 150 }, weeks[0].from), s("text", { x: 734, y: 150, "text-anchor": "end" }, `week of ${weeks.at(-1).from}`));
}

async function showReaders() {
  const it = await ask("readers");
  document.title = "Readers - The desk";
  shown = { key: null };
  view("readers", () => it.isThere ? h("div", {},
    h("header", { class: "head" }, h("p", { class: "facts" }, h("a", { class: "back", href: "#" }, "All articles")), h("h2", {}, "Readers by mail"),
      h("p", { class: "facts" }, h("span", {}, `${count(it.states.active, "active reader")}`), h("span", {}, `${it.states.pending} to confirm`), h("span", {}, `${it.states.unsubscribed} left`), h("span", {}, `${it.states.suppressed} suppressed`)),
      it.paused ? h("p", { class: "verdict bad" }, `Sending is paused since ${when(it.paused)}. Go on with: newsletter digest resume`) : null),
    h("section", { class: "section" }, h("h3", {}, "Confirmed, week by week"), growth(it.weeks)),
    h("section", { class: "section" }, h("h3", {}, "Last digests"), it.digests.length ? h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Last digests" }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "due"), h("th", { scope: "col" }, "readers whose last one it is"))), h("tbody", {}, it.digests.map((digest) => h("tr", {}, h("td", {}, when(digest.due)), h("td", {}, String(digest.readers))))))) : h("p", { class: "note" }, "None was planned yet.")),
    it.deliveries.map((list) => h("section", { class: "section" }, h("h3", {}, `${list.count} ${list.word}`), h("p", { class: "note" }, list.count ? `${list.meaning[0].toUpperCase()}${list.meaning.slice(1)}.` : "None."),
      list.some.length ? h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": `Deliveries: ${list.word}` }, h("table", {}, h("thead", {}, h("tr", {}, ["key", "state", "due", "changed", "attempts", "reply"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, list.some.map((one) => h("tr", {}, h("td", {}, h("code", {}, one.key)), h("td", {}, one.state), h("td", {}, when(one.due)), h("td", {}, when(one.changed)), h("td", {}, String(one.attempts)), h("td", {}, one.reply)))))) : null)))
    : h("div", { class: "empty" }, h("h2", {}, "Nobody signed up yet"), h("p", {}, "Readers sign up on the site when it has mail_from in newsletter.yaml and is served by:"), h("code", {}, "newsletter run")));
}

// What moves: the hash, the keys, the files.

addEventListener("hashchange", () => { paintRows(); show().catch(fail); });
$("filter").addEventListener("input", () => list().catch(fail));
$("state").addEventListener("change", () => list().catch(fail));
$("keys_button").addEventListener("click", () => $("keys").showModal());
try {
  $("keys_on").checked = localStorage.getItem("desk-keys") !== "off";
  $("keys_on").addEventListener("change", () => localStorage.setItem("desk-keys", $("keys_on").checked ? "on" : "off"));
} catch {
  // Storage is switched off: the choice holds for this page.
}

function step(by) {
  const names = desk.rows.map((it) => it.name);
  const next = names[Math.min(names.length - 1, Math.max(0, names.indexOf(here().name) + by))];
  if (!next) return;
  location.hash = addressOf(next);
  [...$("rows").children].find((_, i) => desk.rows[i].name === next)?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const tab = target.closest?.("[role=tab]");
  if (tab && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) {
    const at = TABS.findIndex(([name]) => tab.id === `tab_${name}`);
    const to = { ArrowLeft: (at + TABS.length - 1) % TABS.length, ArrowRight: (at + 1) % TABS.length, Home: 0, End: TABS.length - 1 }[key];
    location.hash = addressOf(article.name, TABS[to][0]);
    event.preventDefault();
    return;
  }
  if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && (here().name || here().readers)) {
    const link = $("rows").querySelector("[aria-current]");
    if (matchMedia("(max-width: 57.99em)").matches) location.hash = "#";
    (link ?? $("filter")).focus();
    return;
  }
  if (!$("keys_on").checked || target.matches?.("input:not([type=radio], [type=checkbox]), select, textarea")) return;
  if (key === "/") $("filter").focus();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "e" && article?.editor) location.href = article.editor;
  else if (/^[1-6]$/.test(key) && here().name) location.hash = addressOf(here().name, TABS[key - 1][0]);
  else return;
  event.preventDefault();
});

function fail(fault) {
  say(fault instanceof TypeError ? "The desk is closed: start it again in the terminal, and open its new address." : fault.message);
}

let later;
function listSoon() {
  clearTimeout(later);
  later = setTimeout(() => list().then(() => { if (article && here().name) paintHead(); }).catch(fail), 120);
}

function listen() {
  const events = new EventSource("events");
  let lost = false;
  events.onopen = () => {
    say("Live: it follows what you save.");
    if (lost) Promise.all([list(), show()]).catch(fail);
    lost = false;
  };
  events.onerror = () => {
    lost = true;
    say("The desk is closed: start it again in the terminal, and open its new address.");
  };
  events.onmessage = ({ data }) => {
    const { kind, names } = JSON.parse(data);
    const { name, readers } = here();
    // A picture that it shows may be among them.
    if (!readers && name && (kind !== "files" || names.includes(name) || names.some((it) => !/\.(md|markdown)$/i.test(it)))) show().catch(fail);
    listSoon();
  };
}

list().then(show).catch(fail);
listen();

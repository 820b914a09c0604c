// Opens hidden parts as far as a reader said they know a work, and asks before a link leads into one. Without it everything still opens by
// hand. What a reader said is kept in this browser and sent nowhere.
//
// It runs before the body is read, and settles each element as it arrives: nothing is shown first and hidden then, and nothing jumps.
"use strict";

(() => {
  const KEY = "known-works";
  const LEVELS = ["none", "minor", "major", "ending"];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  // What the reader knows: work -> { level, title }. The work "" is what an article about no work hides, and is not kept.
  let known = read();

  function read() {
    const works = new Map();
    try {
      for (const [work, it] of Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {})) {
        if (work && LEVELS.indexOf(it?.level) > 0) works.set(work, { level: it.level, title: String(it.title ?? work) });
      }
    } catch {
      // Storage is switched off, or holds something else.
    }
    return works;
  }

  const kept = () => [...known].filter(([work]) => work);

  function write() {
    try {
      if (kept().length) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept())));
      else localStorage.removeItem(KEY);
    } catch {
      // Switched off: the choice holds for this page.
    }
  }

  // The one rule, the same as Tolerance.Shows of the program: each work that a part spoils must be known up to the part's level.
  const levelOf = (work) => known.get(work)?.level ?? "none";
  const shows = ({ level, works }) => works.split(" ").every((work) => LEVELS.indexOf(level) <= LEVELS.indexOf(levelOf(work)));

  // Parts and phrases.
  const isOpen = (it) => it?.open ?? it?.getAttribute("aria-expanded") === "true";
  const hides = "details.spoiler, button.phrase-toggle";

  function reveal(it, open) {
    if (it.matches("details")) {
      it.open = open;
      return;
    }
    it.setAttribute("aria-expanded", open);
    const link = it.nextElementSibling.matches("a") ? it.nextElementSibling : it.parentElement;
    for (const text of all(".phrase-text", link)) text.hidden = !open;
    for (const mask of all(".phrase-mask", link)) mask.hidden = open;
  }

  function toButton(box) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = box.className;
    button.setAttribute("aria-label", box.getAttribute("aria-label"));
    Object.assign(button.dataset, box.dataset);
    button.setAttribute("aria-expanded", shows(box.dataset));
    box.replaceWith(button);
  }

  // The words of a phrase arrive after its button.
  const buttonOf = (words) => one(":scope > .phrase-toggle", words.parentElement) ?? words.closest("a")?.previousElementSibling;
  const closedAround = (target) => {
    const around = [];
    for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) around.push(part);
    return around.filter((part) => !part.open);
  };

  // What is settled when it arrives.
  const settle = {
    ".seen, .remembered": (it) => { it.hidden = false; },
    ".seen-offer": (it) => { it.hidden = knowsAll(it); },
    ".seen-shown": (it) => { it.hidden = !knowsAll(it); },
    ".memory": (it) => { it.hidden = kept().length === 0; },
    ".remembered .nothing": (it) => { it.hidden = kept().length > 0; },
    ".remembered ul": list,
    "select[data-work]": (it) => { it.value = levelOf(it.dataset.work); },
    ".contents-part": (it) => { it.hidden = isNamed(it.parentElement); },
    ".contents-name": (it) => { it.hidden = !isNamed(it.parentElement); },
    "details.spoiler": (it) => { it.open = shows(it.dataset); },
    ".spoiler-text": (it) => { it.hidden = !it.parentElement.open; },
    "input.phrase-toggle": toButton,
    ".phrase-mask": (it) => { it.hidden = isOpen(buttonOf(it)); },
    ".phrase-text": (it) => { it.hidden = !isOpen(buttonOf(it)); },
  };
  const knowsAll = (it) => shows({ level: "ending", works: it.closest(".seen").dataset.works });
  const inHand = ".seen-offer, .seen-shown, .memory, .nothing, .remembered ul, select[data-work], .contents span";

  const settled = Object.keys(settle).join(", ");
  function arrive(node) {
    if (!node.matches?.(settled)) return;
    for (const selector in settle) if (node.matches(selector)) settle[selector](node);
  }

  // What the reader's choices are shown by.
  function refresh() {
    for (const it of all(inHand)) arrive(it);
  }

  // An entry of the table of contents has its real name once its heading can be read.
  function isNamed(entry) {
    const heading = find(entry.dataset.part);
    const named = heading ? closedAround(heading).length === 0 : shows(entry.dataset);
    entry.dataset.neutral ??= entry.getAttribute("href");
    entry.setAttribute("href", named ? "#" + entry.dataset.part : entry.dataset.neutral);
    return named;
  }

  function list(ul) {
    const row = one("template", ul.parentElement)?.content;
    if (!row) return;
    ul.replaceChildren(...kept().map(([work, { level, title }]) => {
      const item = row.cloneNode(true);
      one("cite", item).textContent = title;
      one("span", item).textContent = ul.dataset[level];
      one("button", item).dataset.forgetWork = work;
      return item;
    }));
  }

  // A choice opens what it allows, and closes what only the choice before it had opened.
  function choose(change) {
    const before = new Map(all(hides).map((it) => [it, shows(it.dataset)]));
    change();
    write();
    for (const [it, shown] of before) {
      const show = shows(it.dataset);
      if (show || shown) reveal(it, show);
    }
    refresh();
  }

  function know(work, level, title) {
    if (level === "none") known.delete(work);
    else known.set(work, { level, title });
  }

  const knowAll = (level) => choose(() => {
    for (const { dataset: { work, title } } of all("select[data-work]")) know(work, level, title);
  });

  // Addresses. What is hidden has no id, so that no browser opens it by itself; names stand before the part instead.
  const find = (name) => one(`[data-anchor~="${CSS.escape(name)}"]`) ?? document.getElementById(name);
  let asked = null;

  function focus(target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  function go(target) {
    focus(target);
    target.scrollIntoView();
  }

  function ask(target) {
    answer();
    const closed = closedAround(target);
    const part = closed.at(-1);
    const box = one("#ask").content.firstElementChild.cloneNode(true);
    const question = one("p", box);
    const what = new Set(closed.reverse().map((it) => one(".spoiler-what", it).textContent));
    question.textContent = question.textContent.replace("{0}", [...what].join(", "));
    part.before(box);
    asked = { target, box, part };
    one("[data-ask-stay]", box).focus();
  }

  // Any answer takes the question away.
  function answer(show) {
    if (!asked) return;
    const { target, box, part } = asked;
    asked = null;
    box.remove();
    if (show) {
      for (const closed of closedAround(target)) closed.open = true;
      go(target);
    } else if (show === false) {
      one("summary", part).focus();
    }
  }

  function follow(hash) {
    let name = hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // A stray percent sign: taken as it stands.
    }
    const target = name ? find(name) : null;
    if (!target?.dataset.anchor) return false;
    if (closedAround(target).length) ask(target);
    else go(target);
    return true;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      const around = button.closest("section, footer");
      const { showAll, hideAll, forget, forgetWork, askShow, askStay } = button.dataset;
      if (showAll !== undefined) { knowAll("ending"); one("[data-hide-all]").focus(); }
      if (hideAll !== undefined) { knowAll("none"); one("[data-show-all]").focus(); }
      if (forget !== undefined) choose(() => known.clear());
      if (forgetWork !== undefined) choose(() => known.delete(forgetWork));
      if (forget !== undefined || forgetWork !== undefined) focus(around);
      if (askShow !== undefined) answer(true);
      if (askStay !== undefined) answer(false);
      if (button.matches(".phrase-toggle")) reveal(button, !isOpen(button));
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (link && follow(link.hash)) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches("select[data-work]")) choose(() => know(target.dataset.work, target.value, target.dataset.title));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") answer(false);
  });

  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches(".spoiler")) return;
    arrive(one(".spoiler-text", target));
    if (asked?.part === target) answer();
    for (const it of all(".contents span")) arrive(it);
  }, true);

  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    known = read();
    refresh();
  });

  const arriving = new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(arrive);
  });
  all("*").forEach(arrive);
  arriving.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    arriving.disconnect();
    refresh();
    if (!follow(location.hash)) return;
    // The browser goes to the address by itself after this, and takes the focus away.
    const again = () => { if (document.activeElement === document.body) follow(location.hash); };
    requestAnimationFrame(() => setTimeout(again));
    addEventListener("load", () => setTimeout(again));
  });
})();

// Conveniences for pages with spoilers. Without it everything still opens by hand.
// It remembers which works a reader knows, in this browser only, and sends nothing anywhere.
"use strict";

(() => {
  const KEY = "known-works";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  const memory = {
    read() {
      try {
        const works = JSON.parse(localStorage.getItem(KEY));
        return Array.isArray(works) ? works : [];
      } catch {
        return [];
      }
    },
    write(works) {
      try {
        if (works.length) localStorage.setItem(KEY, JSON.stringify(works));
        else localStorage.removeItem(KEY);
      } catch {
        // Storage is switched off: the choice holds for this page.
      }
    },
  };

  // Everything of this page that hides something, and the work that it hides.
  const spoilers = all("details.spoiler");
  const toggles = all(".phrase-toggle");
  const work = one("[data-work]")?.dataset.work;

  function showAll(open) {
    for (const spoiler of spoilers) spoiler.open = open;
    for (const toggle of toggles) toggle.checked = open;
    for (const bar of all(".seen")) {
      one(".seen-offer", bar).hidden = open;
      one(".seen-shown", bar).hidden = !open;
    }
  }

  function remember(known) {
    if (!work) return;
    const others = memory.read().filter((other) => other !== work);
    memory.write(known ? [...others, work] : others);
    foot();
  }

  function foot() {
    for (const line of all(".memory")) line.hidden = memory.read().length === 0;
  }

  // A link into a closed part asks first. Hidden headings have no id, so that the browser itself cannot open their part.
  const find = (hash) => {
    const name = decodeURIComponent(hash.replace(/^#/, ""));
    return name ? document.getElementById(name) ?? one(`[data-anchor="${CSS.escape(name)}"]`) : null;
  };
  const closedAround = (target) => {
    const around = [];
    for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) around.push(part);
    return around.filter((part) => !part.open);
  };

  function go(target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  let asked = null;
  const bar = one(".ask");
  const question = one("#ask")?.textContent;

  function ask(target) {
    asked = target;
    const part = closedAround(target).at(-1);
    const what = one(".spoiler-what", part);
    one("#ask", bar).textContent = question.replace("{0}", what.textContent);
    bar.hidden = false;
    one("[data-ask-show]", bar).focus();
  }

  function answer(show) {
    bar.hidden = true;
    const target = asked;
    asked = null;
    if (!target) return;
    const closed = closedAround(target);
    if (show) {
      for (const part of closed) part.open = true;
      go(target);
    } else {
      one("summary", closed.at(-1))?.focus();
    }
  }

  function follow(hash) {
    const target = find(hash);
    if (!target || !bar) return false;
    if (closedAround(target).length) ask(target);
    else if (target.dataset.anchor) go(target);
    else return false;
    return true;
  }

  // The headings of a part that was opened, as a list at its head. Hidden phrases stay out of it.
  function contents(part) {
    const text = one(".spoiler-text", part);
    const headings = all(":scope > h2", text);
    if (headings.length < 3 || one(".contents", text)) return;
    const nav = one("#contents").content.cloneNode(true);
    for (const heading of headings) {
      const words = heading.cloneNode(true);
      for (const phrase of all(".phrase", words)) phrase.replaceWith("\u2588\u2588\u2588\u2588");
      const link = document.createElement("a");
      link.href = "#" + encodeURIComponent(heading.dataset.anchor ?? heading.id);
      link.textContent = words.textContent;
      const item = document.createElement("li");
      item.append(link);
      one("ol", nav).append(item);
    }
    text.prepend(nav);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      const { showAll: show, hideAll: hide, forget, askShow, askStay } = button.dataset;
      if (show !== undefined) { showAll(true); remember(true); }
      if (hide !== undefined) { showAll(false); remember(false); }
      if (forget !== undefined) { memory.write([]); foot(); }
      if (askShow !== undefined) answer(true);
      if (askStay !== undefined) answer(false);
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (link && follow(link.hash)) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && asked) answer(false);
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches(".spoiler")) contents(event.target);
  }, true);

  addEventListener("hashchange", () => follow(location.hash));

  for (const part of all(".seen")) part.hidden = false;
  foot();
  if (work && memory.read().includes(work)) {
    showAll(true);
  } else {
    for (const toggle of toggles) toggle.checked = false; // some browsers keep the boxes over a reload
    // Came by a link to a footnote or the like: the browser may have opened its part already.
    for (let part = find(location.hash)?.closest("details"); part; part = part.parentElement.closest("details")) part.open = false;
  }
  follow(location.hash);
})();

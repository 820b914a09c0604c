// Goes before everything in a framed page. A frame of the desk has no origin and no storage: this keeps its place when it is loaded again, and shows
// it as a reader has it who opened everything, or who said that they know the work.
"use strict";

(() => {
  const asked = new URLSearchParams(location.search);
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, String(value)), removeItem: (key) => kept.delete(key), clear: () => kept.clear() };
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { configurable: true, value: storage });

  const tell = (what) => parent.postMessage({ desk: true, ...what }, "*");
  const place = () => scrollTo(0, Number(asked.get("y") ?? 0));

  const show = {
    opened() {
      for (const part of document.querySelectorAll("details.spoiler")) part.open = true;
      for (const phrase of document.querySelectorAll('button.phrase-toggle[aria-expanded="false"]')) phrase.click();
    },
    seen() { document.querySelector("[data-show-all]")?.click(); },
  };

  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    show[asked.get("show")]?.();
    document.activeElement?.blur();
    place();
    tell({ ready: true });
  }));
  let moved = false;
  addEventListener("load", () => { if (!moved) place(); });
  for (const by of ["wheel", "keydown", "pointerdown", "touchstart"]) addEventListener(by, () => { moved = true; }, { passive: true });
  addEventListener("scroll", () => tell({ y: scrollY }), { passive: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    tell({ goes: link.href });
  });
  document.addEventListener("submit", (event) => event.preventDefault());
})();

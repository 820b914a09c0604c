// Guesses the reader's time zone where a page asks for one and nobody chose it yet. Pages work without.
"use strict";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("[data-guess-zone]")) {
  if (field instanceof HTMLSelectElement ? [...field.options].some((option) => option.value === zone) : Boolean(zone)) {
    field.value = zone;
  }
}

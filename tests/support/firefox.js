// Loaded by the Node.js that drives the browsers. Playwright asks Firefox to emulate a color scheme for each new window,
// and gives up where it cannot: Firefox ESR does not know that command yet. This answers for it that all is well.
"use strict";
const parse = JSON.parse;
JSON.parse = (...given) => {
  const told = parse(...given);
  return told?.error === "unknown command" && told.message === "emulation.setMediaFeaturesOverride"
    ? { type: "success", id: told.id, result: {} }
    : told;
};

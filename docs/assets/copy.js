// Puts a copy button beside each text to copy, and says what became of it. Without this script the
// texts are there all the same, to be selected by hand.
"use strict";
for (const block of document.querySelectorAll(".cop-message")) {
  const said = block.querySelector('[role="status"]');
  for (const text of block.querySelectorAll(".cop-copy__text")) {
    const name = text.closest(".cop-copy").querySelector("dt").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cop-button";
    button.textContent = `Copy ${name}`;
    button.addEventListener("click", async () => {
      let outcome = `${name} copied.`;
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        window.getSelection().selectAllChildren(text);
        outcome = `${name} could not be copied. It is selected: copy it with your keyboard or menu.`;
      }
      // Emptied first, so that the same words are announced when they are said again.
      said.textContent = "";
      requestAnimationFrame(() => { said.textContent = outcome; });
    });
    text.after(button);
  }
}

// Puts a copy button beside each text to copy, and says what became of it, on the button and beside it. Without this
// script the texts are there all the same, to be selected by hand.
"use strict";
for (const block of document.querySelectorAll(".cop-message")) {
  const said = block.querySelector('[role="status"]');
  const apart = block.querySelector("summary .cop-heard");
  const texts = new Map([...block.querySelectorAll(".cop-copy")].map((part) => [
    part.querySelector("dt").textContent,
    part.querySelector(".cop-copy__text"),
  ]));

  function button(label, what, text, selected) {
    const made = document.createElement("button");
    let back;
    const show = (words) => made.replaceChildren(words, ...(apart ? [apart.cloneNode(true)] : []));
    made.type = "button";
    made.className = "cop-button";
    show(label);
    made.addEventListener("click", async () => {
      let outcome = `${what} copied.`, short = "Copied";
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        window.getSelection().selectAllChildren(selected);
        outcome = `${what} could not be copied. It is selected: copy it with your keyboard or menu.`;
        short = "Not copied";
      }
      made.textContent = short;
      clearTimeout(back);
      back = setTimeout(() => show(label), 3000);
      // Emptied first, so that the same words are announced when they are said again.
      said.textContent = "";
      requestAnimationFrame(() => { said.textContent = outcome; });
    });
    return made;
  }

  for (const [name, text] of texts) {
    if (text) text.after(button(`Copy ${name}`, name, text.textContent, text));
  }
  const [to, subject, body] = ["To", "Subject", "Body"].map((name) => texts.get(name)?.textContent);
  if (subject || body) {
    const head = [`To: ${to}`, ...(subject ? [`Subject: ${subject}`] : [])].join("\n");
    const whole = body ? `${head}\n\n${body}` : head;
    said.before(button("Copy whole message", "Whole message", whole, block.querySelector("dl")));
  }
}

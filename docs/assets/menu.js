// Lets the keyboard do what the theme leaves to the mouse: opens menu and search and switches colors with real
// buttons, keeps what lies behind an open menu out of reach, gives focus back to what opened them, and switches the
// theme's single-key shortcuts off. Without this script the menu opens by its checkbox, and every page is light.
"use strict";
const behindMenu = [".md-header", ".md-tabs", ".md-content", ".md-sidebar--secondary", ".md-footer", ".md-banner", ".md-skip"];
const narrow = window.matchMedia("(max-width: 76.234375em)");

function makeButton(name, className, ...content) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.setAttribute("aria-label", name);
  button.append(...content);
  return button;
}

// Puts a button in the place of a label.
function pressed(label, name, className, act) {
  const button = makeButton(name, `${label.className} ${className}`, ...label.childNodes);
  button.hidden = label.hidden;
  label.replaceWith(button);
  button.addEventListener("click", act);
  return button;
}

// Such a button that tells whether the checkbox that it presses is set.
function opener(toggle, name, className) {
  const label = document.querySelector(`.md-header__button[for="${toggle.id}"]`);
  const button = pressed(label, name, className, () => toggle.click());
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", tell);
  tell();
  return button;
}

const drawer = document.getElementById("__drawer");
const menuButton = opener(drawer, "Menu", "cop-open-menu");
const menu = document.querySelector(".md-sidebar--primary");
const closeButton = makeButton("Close menu", "cop-button cop-close", "Close menu");
closeButton.addEventListener("click", () => drawer.click());
menu.querySelector(".md-nav--primary").prepend(closeButton);
drawer.addEventListener("change", () => {
  const open = drawer.checked && narrow.matches;
  for (const part of document.querySelectorAll(behindMenu.join())) part.inert = open;
  (open ? closeButton : menuButton).focus();
});
menu.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) drawer.click();
});

const search = document.getElementById("__search");
if (search && document.querySelector(".md-search")) {
  const searchButton = opener(search, "Search", "cop-open-search");
  const box = document.querySelector(".md-search");
  const query = box.querySelector("input");
  box.tabIndex = -1;
  box.setAttribute("aria-label", "Search");
  search.addEventListener("change", () => { if (search.checked) query.focus(); });
  // Leaving by Escape would drop focus at the top of the page; leaving by Tab or click chooses its own place.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setTimeout(() => (searchButton.offsetParent ? searchButton : box).focus());
  });
}

// Of the theme's two radio buttons the one in focus is the one that is set, so that the space bar would do nothing.
for (const option of document.querySelectorAll(".md-option")) {
  const label = option.nextElementSibling;
  const other = document.getElementById(label.htmlFor);
  const button = pressed(label, option.getAttribute("aria-label"), "cop-colors", () => {
    other.click();
    other.nextElementSibling.focus();
  });
  button.addEventListener("keydown", (event) => event.stopPropagation());
  option.hidden = true;
}

// The theme acts on these keys wherever they are pressed (WCAG 2.1.4): it never gets to see them outside a field.
window.addEventListener("keydown", (event) => {
  const field = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!field && bare && "fs/pn,.".includes(event.key)) event.stopImmediatePropagation();
}, true);

// Lets the keyboard do what the theme leaves to the mouse: opens the menu and switches colors with real buttons, keeps
// what lies behind an open menu out of reach, gives focus back to what opened it, and switches the theme's single-key
// shortcuts off; opens the search; hides feeds from the theme. Without this script the menu opens by its checkbox, every
// page is light, and there is no search.
"use strict";
const behindMenu = [".md-header", ".md-tabs", ".md-content", ".md-sidebar--secondary", ".md-footer", ".md-banner", ".md-skip"];
const narrow = window.matchMedia("(max-width: 76.234375em)");

// The theme takes them for translations of the site, and asks for a sitemap beside each.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.relList.add("feed");

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

// Until the search is opened for the first time, nothing of it is loaded.
const searchBox = document.getElementById("cop:search");
document.querySelector(".cop-open-search").addEventListener("click", () => {
  searchBox.showModal();
  searchBox.querySelector("input").select();
  if (searchBox.querySelector("script")) return;
  const script = document.createElement("script");
  script.src = searchBox.dataset.script;
  script.addEventListener("error", () => {
    script.remove();
    searchBox.querySelector('[role="status"]').textContent = "The search could not be loaded. Close it, and try again.";
  });
  searchBox.append(script);
});
// The dialog itself is hit only beside what it holds.
searchBox.addEventListener("pointerdown", (event) => { if (event.target === searchBox) searchBox.close(); });
searchBox.querySelector(".cop-search__bar button").addEventListener("click", () => searchBox.close());

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
  if (!field && bare && "pn,.".includes(event.key)) event.stopImmediatePropagation();
}, true);

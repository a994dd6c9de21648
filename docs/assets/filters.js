// Filters the items of a page by words and by the values in their `data-` attributes; the choice is in the address,
// which can be shared. Items are in lists, in sections that may be nested. Without this script there are no controls,
// and all items are shown.
"use strict";
{
  const script = document.currentScript;
  const form = script.previousElementSibling.content.firstElementChild;
  script.before(form);
  const controls = [...form.elements].filter((control) => control.name);
  const words = form.elements.words;
  const [said, chosen, clear] = form.lastElementChild.children;
  const { one, many } = form.dataset;
  // None until the page is whole.
  let items = [];
  let groups = [];
  let typed = false;
  let pause;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();

  // What is chosen, each with a button to take it back.
  const chips = controls.map((control) => {
    const chip = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "cop-button";
    remove.textContent = "×";
    remove.addEventListener("click", () => {
      control.value = "";
      settle("");
      control.focus();
    });
    chip.append("", remove);
    chosen.append(chip);
    return { control, chip, remove };
  });
  const mirror = () => {
    for (const { control, chip, remove } of chips) {
      chip.hidden = control.value.trim() === "";
      const value = control === words ? `“${words.value.trim()}”` : control.selectedOptions[0].text;
      chip.firstChild.data = chip.hidden ? "" : `${control.labels[0].textContent}: ${value}`;
      remove.setAttribute("aria-label", `Remove ${chip.firstChild.data}`);
    }
    chosen.hidden = clear.hidden = chips.every(({ chip }) => chip.hidden);
  };

  const show = () => {
    const sought = plain(words.value).split(/\s+/);
    const wanted = controls.filter((control) => control !== words && control.value);
    const full = new Set();
    for (const { item, text, within } of items) {
      item.hidden =
        !wanted.every((control) => item.dataset[control.name]?.split(" ").includes(control.value)) ||
        !sought.every((word) => text.includes(word));
      if (!item.hidden) for (const group of within) full.add(group);
    }
    for (const { group, entries } of groups) {
      group.hidden = !full.has(group);
      for (const entry of entries) entry.hidden = group.hidden;
    }
  };

  const tell = () => {
    if (items.length === 0) return;
    const shown = items.filter(({ item }) => !item.hidden).length;
    const all = `${items.length} ${items.length === 1 ? one : many}`;
    said.textContent = shown === 0 ? `No ${many} match.` : `${shown === items.length ? all : `${shown} of ${all}`} shown.`;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      control.value = query.get(control.name) ?? "";
      // The address may name a value that the catalog has no more.
      if (control.selectedIndex === -1) control.value = "";
    }
    mirror();
  };

  // One way back for each choice, and one for all that is typed into a control.
  const write = (step) => {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of controls) {
      if (value.trim()) query.set(name, value.trim());
      else query.delete(name);
    }
    const search = String(query) && `?${query}`;
    if (search === location.search) return;
    const again = step !== "" && history.state === step;
    history[again ? "replaceState" : "pushState"](step, "", location.pathname + search);
  };

  const settle = (step) => {
    pause = clearTimeout(pause);
    show();
    mirror();
    tell();
    write(step);
  };

  words.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(settle, 400, words.name);
  });
  form.addEventListener("keydown", () => (typed = true));
  form.addEventListener("pointerdown", () => (typed = false));
  form.addEventListener("change", ({ target }) => {
    if (target !== words || pause) settle(typed || target === words ? target.name : "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle(words.name);
  });
  const reset = () => {
    for (const control of controls) control.value = "";
    settle("");
  };
  clear.addEventListener("click", () => {
    reset();
    words.focus();
  });

  // A link to an item that is filtered out clears the filters.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("[hidden]")) return;
    reset();
    target.scrollIntoView();
  };

  const follow = () => {
    pause = clearTimeout(pause);
    read();
    show();
    tell();
  };
  read();
  // Nothing is shown that would only go again.
  if (!clear.hidden) document.documentElement.classList.add("cop-filtering");
  document.addEventListener("DOMContentLoaded", () => {
    groups = [...form.parentElement.querySelectorAll("section")].map((group) => {
      const links = document.querySelectorAll(`.md-nav__item > [href="#${group.firstElementChild.id}"]`);
      return { group, entries: [...links].map((link) => link.parentElement) };
    });
    items = [...form.parentElement.querySelectorAll("section > ul > li")].map((item) => {
      const parts = item.querySelectorAll("h3, h4, p:not([class]), .cop-topics, dd");
      const within = [];
      for (let at = item; (at = at.parentElement.closest("section")); ) within.push(at);
      return { item, within, text: plain([...parts].map((part) => part.textContent).join("\n")) };
    });
    follow();
    document.documentElement.classList.remove("cop-filtering");
    reveal();
    window.addEventListener("popstate", follow);
    window.addEventListener("hashchange", reveal);
  });
}

// Finds communities by name, other names, place, topic and summary, what their members do, their meetings, needs and
// resources, and pages by their sections, in the index that the build made.
// It is loaded when the search is opened. Without it the directory has all communities.
"use strict";
{
  const home = new URL("..", document.currentScript.src);
  const box = document.getElementById("cop:search");
  const [field, said, list, more] = ["input", '[role="status"]', "ol", ".cop-search__more"].map((part) => box.querySelector(part));
  const AT_ONCE = 20;
  const UNTIL_SPOKEN_MS = 500;
  // What a word counts for that is found in it; one that is there as a whole counts a little more.
  const WEIGHTS = {name: 8, title: 7, also: 8, topics: 6, heading: 5, summary: 4, text: 2, above: 1};
  const WHOLE = 0.5;
  // What people type around the name of a community and what they want to do there.
  const IDLE = /^(a|an|can|do|from|how|i|in|list|mailing|my|of|the|to|want)$/;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  // With a space before and after each word, so that its beginning and the whole are told apart.
  const spaced = (text) => ` ${wordsOf(text).join(" ")} `;

  function entry(url, title, about, text, parts, status = "") {
    const fields = Object.entries(parts).map(([part, words]) => [WEIGHTS[part], spaced(words)]);
    return {url, title, status, about, text, fields};
  }

  const capital = (word) => word[0].toUpperCase() + word.slice(1);

  // What members do in each community, such as to leave: found only by words of both. The words of each are kept once.
  function* tasksOf({communities, tasks, tasks_of}) {
    const known = tasks.map(([anchor, title, words]) => [anchor, title, [WEIGHTS.heading, spaced(`${title} ${words}`)]]);
    for (const [numbers, members] of tasks_of) {
      for (const [id, name, , , , also = ""] of members.map((number) => communities[number])) {
        const names = [WEIGHTS.above, spaced(`${name} ${also}`)];
        for (const [anchor, title, words] of numbers.map((number) => known[number])) {
          const url = `cops/${id}/join/${anchor && `#${anchor}`}`;
          yield {url, title: `${name}: ${title}`, about: "", text: "", fields: [words, names], ofBoth: true};
        }
      }
    }
  }

  function entriesOf({topics, communities, meetings, needs, resources, pages}) {
    const found = communities.map(([id, name, summary, numbers, status, also = ""]) => {
      const named = numbers.map((number) => topics[number]).join(", ");
      const about = [also, named].filter(Boolean).join(" · ");
      return entry(`cops/${id}/`, name, about, summary, {name, also, topics: named, summary}, status);
    });
    for (const [number, id, title, when] of meetings) {
      const [community, name] = communities[number];
      const above = `Meeting, ${name}`;
      found.push(entry(`cops/${community}/#meeting:${id}`, title, above, when, {title, text: when, above}));
    }
    for (const [id, title, summary, kind, status, numbers] of resources) {
      const above = [capital(kind), ...numbers.map((number) => communities[number][1])].join(", ");
      found.push(entry(`resources/#resource:${id}`, title, above, summary, {title, summary, above}, status));
    }
    for (const [number, kind, what] of needs) {
      const [community, name] = communities[number];
      const above = `${capital(kind)}, ${name}`;
      found.push(entry(`cops/${community}/#needs`, what, above, "", {heading: what, above}));
    }
    for (const [url, title, sections] of pages) {
      for (const [anchor, heading, text] of sections) {
        found.push(anchor
          ? entry(`${url}#${anchor}`, heading, title, text, {heading, text, above: title})
          : entry(url, title, "", text, {title, text}));
      }
    }
    return found;
  }

  // How well an entry fits: nothing if it lacks a word (or, where some are enough, all), or has all of them above it only,
  // or none above it, where it needs both.
  function fit(one, words, some) {
    let sum = 0, own = false, above = !one.ofBoth;
    for (const word of words) {
      if (one.ofBoth && IDLE.test(word)) continue;
      // "teens" is "teen" here.
      const begun = ` ${one.ofBoth ? word.replace(/(?<=..)s$/, "") : word}`;
      const [weight, text] = one.fields.find(([, text]) => text.includes(begun)) ?? [0, ""];
      if (!weight && !some) return 0;
      own ||= weight > WEIGHTS.above;
      above ||= weight === WEIGHTS.above;
      sum += weight && weight + (text.includes(` ${word} `) ? WHOLE : 0);
    }
    const [[, title]] = one.fields, typed = ` ${words.join(" ")}`;
    return own && above ? sum + (title.startsWith(typed) ? WHOLE : 0) + (title === `${typed} ` ? WHOLE : 0) : 0;
  }

  function best(entries, words, some = false) {
    const fitting = entries.map((one) => [fit(one, words, some), one]).filter(([sum]) => sum);
    return fitting.sort(([one], [other]) => other - one).map(([, one]) => one);
  }

  // Cuts letters off the end of a word that is nowhere, at most half of it: "cataloguing" is "catalog" here.
  function cut(entries, word) {
    let length = word.length;
    const there = () => entries.some(({fields}) => fields.some(([, text]) => text.includes(` ${word.slice(0, length)}`)));
    while (length > Math.max(3, word.length / 2) && !there()) length -= 1;
    return word.slice(0, length);
  }

  const piecesOf = (text) => text.split(/([\p{L}\p{N}\p{M}]+)/u);
  const isMet = (piece, words) => words.some((word) => fold(piece).startsWith(word));

  function made(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function marked(pieces, words) {
    return pieces.map((piece) => piece && isMet(piece, words) ? made("mark", "", piece) : piece);
  }

  // The part of a long text in which the first word is found, from a little before it.
  function excerpt(text, words) {
    const pieces = piecesOf(text);
    const from = Math.max(0, pieces.findIndex((piece) => piece && isMet(piece, words)) - 12);
    const to = from + 60;
    return [from ? "… " : "", ...marked(pieces.slice(from, to), words), to < pieces.length ? " …" : ""];
  }

  function item(one, words) {
    const link = made("a", "", ...marked(piecesOf(one.title), words));
    link.href = new URL(one.url, home);
    const status = one.status && made("span", `cop-status cop-status--${one.status}`, one.status);
    const about = made("p", "cop-search__about", status, " ", ...marked(piecesOf(one.about), words));
    return made("li", "", link, one.about && about, one.text && made("p", "", ...excerpt(one.text, words)));
  }

  let saying;
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => { said.textContent = text; }, UNTIL_SPOKEN_MS);
  }

  function search(entries) {
    let words = wordsOf(field.value);
    let found = best(entries, words);
    const exact = found.length || !words.length;
    if (!exact) {
      words = words.map((word) => cut(entries, word));
      found = best(entries, words, true);
    }
    list.replaceChildren(...found.slice(0, AT_ONCE).map((one) => item(one, words)));
    more.hidden = found.length <= AT_ONCE;
    more.textContent = `Show all ${found.length} results`;
    more.onclick = () => {
      list.append(...found.slice(AT_ONCE).map((one) => item(one, words)));
      more.hidden = true;
      list.children[AT_ONCE].querySelector("a").focus();
    };
    const results = `${found.length} ${found.length === 1 ? "result" : "results"}`;
    if (!words.length) say("");
    else if (exact) say(`${results}.`);
    else say(found.length ? `Nothing has exactly these words. ${results} come near.` : "Nothing found.");
  }

  box.addEventListener("keydown", (event) => {
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (event.isComposing || at < 0) return;
    if (step && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    } else if (event.key === "Enter" && at === 0 && stops[1]) {
      event.preventDefault();
      stops[1].click();
    }
  });
  // A result may be on this very page.
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) box.close();
  });

  fetch(new URL("search/index.json", home))
    .then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status))
    .then((index) => {
      const entries = [...entriesOf(index), ...tasksOf(index)];
      field.addEventListener("input", () => search(entries));
      search(entries);
    })
    .catch(() => { said.textContent = "The search could not be loaded. Load this page again, and try once more."; });
}

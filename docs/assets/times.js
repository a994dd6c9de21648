// Adds the reader's own time to each meeting's, where the two differ: an `<own-time>` follows the `<time>`s of its start
// and end. Loaded before them, this script fills it in while the page is being read, so that nothing moves.
"use strict";
{
  const time = { hour: "numeric", minute: "2-digit" };
  const format = new Intl.DateTimeFormat("en-US", time);
  const withDay = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", ...time });
  // A moment on the reader's clock, such as 2026-12-03T14:00.
  const local = (moment) => new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);

  customElements.define("own-time", class extends HTMLElement {
    connectedCallback() {
      const stated = [...this.parentElement.querySelectorAll("time")].map((one) => one.dateTime);
      const moments = stated.map((one) => new Date(one));
      const own = moments.map(local);
      if (own[0] === stated[0].slice(0, 16)) return;
      const [there, starts, ends] = [stated[0], ...own].map((one) => one.slice(0, 10));
      const words = (starts === there && starts === ends ? format : withDay).formatRange(...moments);
      this.textContent = `Your time: ${starts === ends ? words.replace(/\s*–\s*/, "–") : words}`
        .replace(/\s([AP]M)/g, (_, half) => ` ${half.toLowerCase()}`);
    }
  });
}

// Of "daylight serve" alone; no built site holds it. Reloads the page when there is another,
// keeping the reader's place, and shows what is wrong with the project.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  const key = "daylight-serve:" + location.pathname;

  // The place is the heading nearest above and how far below it one has read, since what
  // stands before may grow or shrink; and whatever was opened.
  const anchors = () => [...document.querySelectorAll("main [id], body > [id]")].filter((e) => e.id && !e.closest("#daylight-serve"));
  const keep = () => {
    let near = null;
    for (const e of anchors()) {
      if (e.getBoundingClientRect().top <= 1) near = e;
    }
    const open = [...document.querySelectorAll("details")].map((d) => d.open);
    const place = { y: scrollY, id: near && near.id, by: near ? near.getBoundingClientRect().top : 0, open };
    try { sessionStorage.setItem(key, JSON.stringify(place)); } catch { /* a browser that keeps nothing */ }
  };
  const restore = () => {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch { /* as above */ }
    if (!place) return;
    addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }));
    const details = [...document.querySelectorAll("details")];
    if (details.length === place.open.length) details.forEach((d, i) => { d.open = place.open[i]; });
    const near = place.id && document.getElementById(place.id);
    scrollTo({ top: near ? scrollY + near.getBoundingClientRect().top - place.by : place.y, behavior: "instant" });
  };
  const reload = () => {
    keep();
    history.scrollRestoration = "manual";
    location.reload();
  };

  const make = (tag, props, ...children) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...children);
    return e;
  };
  const line = (p) => {
    const letters = [...p.text];
    const at = p.at ? p.at - 1 : letters.length;
    let to = at + 1;
    while (to < letters.length && /[\p{L}\p{N}.,]/u.test(letters[at]) && /[\p{L}\p{N}.,]/u.test(letters[to])) to++;
    return make("pre", {}, letters.slice(0, at).join(""), make("b", {}, letters.slice(at, to).join("")), letters.slice(to).join(""));
  };
  const item = (p) => {
    const where = [p.path, p.line, p.col].filter(Boolean).join(":");
    const place = p.open ? make("a", { href: p.open, title: "open in the editor" }, where) : where;
    const li = make("li", {}, place, make("span", { className: "what" }, p.message + " [" + p.code + "]"));
    if (p.text) li.append(line(p));
    if (p.hint) li.append(make("span", { className: "hint" }, p.hint));
    return li;
  };

  // What a translation lacks is named where it would stand.
  const here = location.pathname.replace(/index\.html$/, "");
  const note = (problems) => {
    document.querySelectorAll(".daylight-note").forEach((e) => e.remove());
    for (const p of problems) {
      if (p.page !== here || !p.code.startsWith("parity-")) continue;
      const words = make("p", { className: "daylight-note", lang: "en", dir: "ltr" }, p.message + (p.hint ? " (" + p.hint + ")" : ""));
      const near = (p.section && document.getElementById(p.section)) || document.querySelector("h1") || document.body.firstElementChild;
      near.after(words);
    }
  };

  const panel = make("aside", { id: "daylight-serve", hidden: true, lang: "en", dir: "ltr" });
  panel.setAttribute("role", "status");
  panel.setAttribute("aria-label", "daylight serve");
  const most = 50;
  const show = (state) => {
    note(state.shown ? state.problems : []);
    const n = state.problems.length;
    panel.hidden = n === 0 && state.shown;
    panel.toggleAttribute("data-broken", !state.shown);
    const list = make("ol", {}, ...state.problems.slice(0, most).map(item));
    if (n > most) list.append(make("li", {}, "and " + (n - most) + " more"));
    const many = n + (n === 1 ? " problem" : " problems");
    if (!state.shown) {
      panel.replaceChildren(make("p", { className: "head" }, "This is the last page that could be shown: " + many), list);
      return;
    }
    const before = panel.querySelector("details");
    const open = before ? before.open : sessionStorage.getItem("daylight-serve-open") === "1";
    const details = make("details", { open }, make("summary", {}, "A draft: build would refuse it, " + many), list);
    details.addEventListener("toggle", () => sessionStorage.setItem("daylight-serve-open", details.open ? "1" : "0"));
    panel.replaceChildren(details);
  };

  const start = () => {
    document.body.append(panel);
    restore();
    let source = null;
    const close = () => {
      if (source) source.close();
      source = null;
    };
    const listen = () => {
      close();
      if (document.hidden) return; // a browser has few connections for all its tabs
      source = new EventSource("/.daylight/events");
      source.onmessage = (event) => {
        const state = JSON.parse(event.data);
        if (state.version === version) {
          show(state);
          return;
        }
        close();
        reload();
      };
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", close);
    addEventListener("pageshow", (event) => { if (event.persisted) reload(); });
  };
  start();
})();

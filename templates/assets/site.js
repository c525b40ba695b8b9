// Beside a number that leads to its receipt, shows what the page's own table "How
// we know" says of it: what it is, its value, its source, and the link. Without
// this script nothing is missing: the number itself is that link.
(() => {
  "use strict";
  const rows = new Map();
  for (const row of document.querySelectorAll(".knowing tbody tr")) rows.set(row.querySelector("a").href, row);
  if (!rows.size) return;

  const tip = document.createElement("span");
  tip.className = "receipt-tip";
  tip.id = "receipt-tip";
  let shown = null;
  let leaving = 0;

  const line = (name, text) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  };

  const fill = (link, row) => {
    const [number, source, confidence] = row.querySelectorAll("td");
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = document.querySelector(".knowing h2").textContent;
    tip.replaceChildren(
      line("receipt-tip-number", number.textContent),
      line("receipt-tip-title", row.querySelector("th").textContent),
      line("receipt-tip-source", source.textContent + " · " + confidence.textContent),
      more);
  };

  const place = link => {
    const box = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 16;
    tip.style.left = scrollX + Math.max(16, Math.min(box.left, room)) + "px";
    tip.style.top = scrollY + box.bottom + "px";
  };

  const hide = () => {
    clearTimeout(leaving);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    tip.remove();
    shown = null;
  };

  const show = link => {
    clearTimeout(leaving);
    const row = rows.get(link.href);
    if (!row || shown === link) return;
    hide();
    fill(link, row);
    link.after(tip);
    link.setAttribute("aria-describedby", tip.id);
    place(link);
    shown = link;
  };

  const inside = node => shown && node && (shown.contains(node) || tip.contains(node));
  const linkOf = node => node.closest && node.closest(".receipt-link");

  document.addEventListener("focusin", e => {
    const link = linkOf(e.target);
    if (link) show(link);
    else if (!inside(e.target)) hide();
  });
  document.addEventListener("mouseover", e => {
    const link = linkOf(e.target);
    if (link) show(link);
    else if (inside(e.target)) clearTimeout(leaving);
    else if (shown && !inside(document.activeElement)) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 300);
    }
  });
  document.addEventListener("keydown", e => {
    if (e.key !== "Escape" || !shown) return;
    if (tip.contains(document.activeElement)) shown.focus();
    hide();
  });
  document.addEventListener("click", e => { if (!inside(e.target)) hide(); });
})();

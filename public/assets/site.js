// The switch to another language leads to the same place, the one that the address names
// or the one in view: ids are the same in all languages.
(() => {
  "use strict";
  for (const link of document.querySelectorAll(".switch a")) {
    link.addEventListener("click", () => {
      let place = location.hash;
      if (!place && scrollY > 0) {
        for (const p of document.querySelectorAll("main [id]")) if (p.getBoundingClientRect().top <= innerHeight / 3) place = "#" + p.id;
      }
      link.hash = place;
    });
  }
})();

// What is shown beside a number and beside a mark of a chart. All words come from the
// page's own tables. Without this script nothing is missing: a number is a link to the
// same words, and a chart has its table.
"use strict";

const line = (name, text) => {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
};

// A number that leads to its receipt: what the table "How we know" says of it.
(() => {
  const rows = new Map();
  for (const row of document.querySelectorAll(".knowing tbody tr")) rows.set(row.querySelector("a").href, row);
  if (!rows.size) return;

  const tip = document.createElement("span");
  tip.className = "receipt-tip";
  tip.id = "receipt-tip";
  let shown = null;
  let leaving = 0;

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

// A chart: what its table says of the mark under the pointer, or of the one that the arrow
// keys have come to; marks of other series step back.
(() => {
  const charts = document.querySelectorAll(".chart-svg");
  if (!charts.length) return;

  const tip = line("receipt-tip chart-tip", "");
  tip.setAttribute("aria-hidden", "true");
  const live = document.createElement("p");
  live.className = "chart-live";
  live.setAttribute("role", "status");
  document.body.append(live);
  let at = null; // the chart whose mark is shown

  const roleOf = mark => (/[fk]-(s\d)/.exec(mark.getAttribute("class")) || [])[1];

  const leave = () => {
    if (at) for (const mark of at.querySelectorAll(".is-at, .is-back")) mark.classList.remove("is-at", "is-back");
    tip.remove();
    at = null;
  };

  const place = box => {
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = scrollX + Math.max(8, Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, room)) + "px";
    tip.style.top = scrollY + (above < 0 ? box.bottom + 8 : above) + "px";
  };

  // The words of a cell: its value, what else tells its row apart, its unit and column.
  const wordsOf = (svg, row, col) => {
    const table = svg.closest(".chart").querySelector("table");
    const tr = table && table.tBodies[0].rows[row];
    if (!tr || !tr.cells[col]) return null;
    const heads = table.tHead.rows[0].cells;
    const unit = heads[col].querySelector(".unit");
    const column = heads[col].textContent.slice(0, unit ? -unit.textContent.length : undefined).trim();
    const labels = [...tr.cells].filter((cell, i) => i != col && !heads[i].classList.contains("number"));
    const counts = unit ? unit.textContent : "";
    const only = counts && tr.cells.length - labels.length == 1; // then the column's name adds nothing
    return [tr.cells[col].textContent, labels.map(cell => cell.textContent).filter(text => text).join(", "), counts, only ? "" : column];
  };

  const show = (svg, row, col) => {
    const words = wordsOf(svg, row, col);
    const marks = [...svg.querySelectorAll(`[data-row="${row}"][data-col="${col}"]`)];
    if (!words || !marks.length) return;
    leave();
    at = svg;
    const role = marks.map(roleOf).find(role => role);
    for (const mark of svg.querySelectorAll("[class]")) {
      const other = roleOf(mark);
      if (role && other && other != role) mark.classList.add("is-back");
    }
    for (const mark of marks) mark.classList.add("is-at");
    tip.replaceChildren(line("receipt-tip-number", words[0]), line("receipt-tip-source", words.slice(2).filter(text => text).join(" · ")), line("", words[1]));
    document.body.append(tip);
    place(marks[marks.length - 1].getBoundingClientRect());
    return words;
  };

  for (const svg of charts) {
    // Where the keys can go: each cell once, in the table's order.
    const seen = {};
    for (const { dataset: { row, col } } of svg.querySelectorAll("[data-row]")) seen[row + " " + col] = [+row, +col];
    const cells = Object.values(seen).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    if (!cells.length) continue;
    const many = new Set(cells.map(cell => cell[1])).size > 1;
    let here = -1;

    const go = i => {
      if (!cells[i]) return;
      here = i;
      const words = show(svg, ...cells[i]);
      if (words) live.textContent = [words[1], words[0] + " " + words[2], words[3]].filter(text => text).join(", ");
    };
    // The next cell in a direction: of several series Left and Right keep to one.
    const next = (step, along) => {
      let i = here + step;
      if (here < 0) return step > 0 ? 0 : cells.length - 1;
      if (many) while (cells[i] && cells[i][along ? 1 : 0] != cells[here][along ? 1 : 0]) i += step;
      return i;
    };

    svg.tabIndex = 0;
    svg.setAttribute("role", "application");
    const keys = svg.closest(".chart").dataset.keys;
    svg.setAttribute("aria-description", keys + " " + svg.querySelector("desc").textContent);
    svg.removeAttribute("aria-describedby");
    svg.addEventListener("keydown", e => {
      if (e.ctrlKey || e.altKey || e.metaKey) return;
      const moves = { ArrowRight: [1, true], ArrowLeft: [-1, true], ArrowDown: [1, false], ArrowUp: [-1, false] };
      if (moves[e.key]) go(next(...moves[e.key]));
      else if (e.key == "Home") go(0);
      else if (e.key == "End") go(cells.length - 1);
      else if (e.key == "Escape" && at) {
        leave();
        here = -1;
        live.textContent = "";
      } else return;
      e.preventDefault();
    });
    svg.addEventListener("focus", () => {
      if (!svg.matches(":focus-visible")) return;
      leave();
      tip.replaceChildren(line("", keys));
      document.body.append(tip);
      place(svg.getBoundingClientRect());
    });
    svg.addEventListener("blur", () => {
      leave();
      here = -1;
      live.textContent = "";
    });

    // The mark nearest to the pointer, if it is near at all: a dot is small.
    const point = e => {
      let best = null, least = 24;
      for (const mark of svg.querySelectorAll("[data-row]")) {
        const box = mark.getBoundingClientRect();
        const away = Math.hypot(Math.max(box.left - e.clientX, 0, e.clientX - box.right), Math.max(box.top - e.clientY, 0, e.clientY - box.bottom));
        if (away < least) [best, least] = [mark, away];
      }
      if (best) show(svg, best.dataset.row, best.dataset.col);
      else if (at == svg) leave();
    };
    svg.addEventListener("pointermove", point);
    svg.addEventListener("pointerdown", point);
    svg.addEventListener("pointerleave", e => { if (e.pointerType != "touch") leave(); });
  }

  document.addEventListener("pointerdown", e => { if (at && !at.contains(e.target)) leave(); });
  document.addEventListener("keydown", e => { if (e.key == "Escape") leave(); });
})();

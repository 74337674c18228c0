// The same plan seen otherwise: units by tasks, deadlines in time, targets with their bounds, what the checks query.

const VIEWS = ["tasks", "matrix", "timeline", "goals", "findings"];
const DRAW = { matrix: drawMatrix, timeline: drawTimeline, goals: drawGoals, findings: drawFindings };
let view = "tasks";

const scrolled = {};

function showView(name) {
  scrolled[view] = $("views").scrollTop;
  view = name;
  document.body.dataset.view = name;
  for (const other of VIEWS) {
    $("tab-" + other).setAttribute("aria-selected", String(other === name));
    $("tab-" + other).tabIndex = other === name ? 0 : -1;
    $("view-" + other).hidden = other !== name;
  }
  drawView();
  $("views").scrollTop = scrolled[name] || 0;
}

function drawView() {
  if (DRAW[view]) DRAW[view](clear($("view-" + view)));
}

const toThing = (thing) => (event) => { event.stopPropagation(); choose(thing, { from: "view" }); };
const link = (thing, ...words) => el("button", { type: "button", class: "link", onclick: toThing(thing) }, words);
const nothing = (root, key) => root.appendChild(el("p", { class: "hint" }, t(key)));

// A cell says what a unit is in a task. Only cells with something in them are made: 80 units by 500 tasks are 40,000.
function drawMatrix(root) {
  const tasks = visible.filter((work) => work.id !== null && !work.removed);
  const units = new Map();
  const short = new Map(); // as the plan calls it: 区水利局
  tasks.forEach((work, column) => {
    for (const item of unitsOf(work)) {
      const name = item.now.name;
      if (!units.has(name)) units.set(name, new Map());
      if (!short.has(name) || item.now.text.length < short.get(name).length) short.set(name, item.now.text);
      if (!units.get(name).has(column)) units.get(name).set(column, item);
    }
  });
  if (!units.size) return nothing(root, "no_units");
  const count = (cells, role) => Array.from(cells.values()).filter((item) => item.now.role === role).length;
  const rows = Array.from(units).sort((a, b) => count(b[1], "lead") - count(a[1], "lead") || b[1].size - a[1].size);
  const head = el("tr", null, el("th", { class: "corner", scope: "col" }, t("unit_by_task")), ROLES.map((role) => el("th", { class: "sum", scope: "col" }, t("short." + role))),
    tasks.map((work) => el("th", { class: "task", scope: "col" }, el("button", { type: "button", class: "link", title: nameOf(work), onclick: toThing(work) }, nameOf(work).slice(0, 9)))));
  const body = rows.map(([name, cells]) => el("tr", null,
    el("th", { scope: "row" }, el("button", { type: "button", class: "link", title: `${name}\n${t("filter_by")}`, onclick: () => { $("filter-unit").value = name; filter(); } }, short.get(name))),
    ROLES.map((role) => el("td", { class: "sum" }, count(cells, role) || "")), matrixCells(cells, tasks.length)));
  root.appendChild(el("p", { class: "hint" }, t("matrix_hint")));
  root.appendChild(el("div", { class: "scroll" }, el("table", { class: "matrix" }, el("thead", null, head), el("tbody", null, body))));
}

function matrixCells(cells, width) {
  const found = [];
  let next = 0;
  const gap = (to) => { if (to > next) found.push(el("td", { class: "gap", colspan: to - next })); };
  for (const column of Array.from(cells.keys()).sort((a, b) => a - b)) {
    const item = cells.get(column);
    gap(column);
    found.push(el("td", { class: "cell" }, el("button", { type: "button", class: "dot " + kindOf(item), title: `${nameOf(item.work)}\n${says(item)}`, onclick: toThing(item) }, t("short." + item.now.role))));
    next = column + 1;
  }
  gap(width);
  return found;
}

// Days in their order with the months' weight as bars above; then what has no day.
function drawTimeline(root) {
  const list = visible.filter((work) => !work.removed).flatMap(live).filter((item) => item.field === "deadlines");
  if (!list.length) return nothing(root, "no_deadlines");
  const dated = list.filter((item) => item.now.end).sort((a, b) => (a.now.end < b.now.end ? -1 : a.now.end > b.now.end ? 1 : 0));
  const byMonth = new Map();
  for (const item of dated) byMonth.set(item.now.end.slice(0, 7), [...(byMonth.get(item.now.end.slice(0, 7)) || []), item]);
  if (byMonth.size > 1) root.appendChild(monthBars(byMonth));
  for (const [month, inMonth] of byMonth) root.appendChild(timeGroup(month, inMonth));
  for (const kind of ["recurring", "ongoing", "event", "date"]) {
    const others = list.filter((item) => !item.now.end && item.now.kind === kind);
    if (others.length) root.appendChild(timeGroup(t(kind === "date" ? "no_day" : "kind." + kind), others));
  }
}

function monthBars(byMonth) {
  const most = Math.max(...Array.from(byMonth.values(), (list) => list.length));
  const all = monthsBetween(Array.from(byMonth.keys()));
  const width = 100 / all.length;
  const bars = all.map((month, i) => {
    const height = 40 * ((byMonth.get(month) || []).length / most);
    return height ? svg("rect", { x: i * width + width * 0.1, y: 44 - height, width: width * 0.8, height, class: "bar" }, svg("title", null, `${month}: ${byMonth.get(month).length}`)) : null;
  });
  const chart = svg("svg", { viewBox: "0 0 100 46", preserveAspectRatio: "none", class: "bars", role: "img", "aria-label": t("tab.timeline") }, svg("line", { x1: 0, x2: 100, y1: 44.5, y2: 44.5 }), bars);
  return el("div", { class: "chart" }, chart, el("div", { class: "ends" }, el("span", null, all[0]), el("span", null, all[all.length - 1])));
}

// All months from the first to the last; only those with a deadline where that would be more than ten years.
function monthsBetween(months) {
  const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const first = number(months[0]), last = number(months[months.length - 1]);
  if (last - first > 120) return months;
  return Array.from({ length: last - first + 1 }, (_, i) => `${Math.floor((first + i) / 12)}-${String(((first + i) % 12) + 1).padStart(2, "0")}`);
}

function timeGroup(label, list) {
  return el("section", { class: "time" }, el("h3", null, label, " ", el("span", { class: "many" }, list.length)),
    el("ol", null, list.map((item) => el("li", null,
      el("time", null, item.now.end || item.now.rrule || ""),
      link(item, nameOf(item.work)), el("span", { class: "of" }, item.now.text),
      el("span", { class: "who" }, unitsOf(item.work).filter((unit) => unit.field === "responsible").slice(0, 3).map((unit) => unit.now.text).join("、"))))));
}

// Every target with its bound; a share of a hundred is drawn.
function drawGoals(root) {
  const list = visible.filter((work) => !work.removed).flatMap(live).filter((item) => item.field === "targets");
  if (!list.length) return nothing(root, "no_targets");
  const head = ["indicator", "bound", "baseline", "due", "task"].map((key) => el("th", { scope: "col" }, t("goal." + key)));
  const rows = list.map((item) => {
    const value = item.now;
    return el("tr", null,
      el("td", null, link(item, value.indicator || value.text), value.scope && el("span", { class: "of" }, value.scope)),
      el("td", { class: "bound" }, el("b", null, amount(value)), gauge(value)),
      el("td", { class: "day" }, value.baseline ? value.baseline.text : ""),
      el("td", { class: "day" }, value.due ? when(value.due) : ""),
      el("td", null, link(item.work, nameOf(item.work))));
  });
  root.appendChild(el("div", { class: "scroll" }, el("table", { class: "goals" }, el("thead", null, el("tr", null, head)), el("tbody", null, rows))));
}

function gauge(value) {
  if (value.unit !== "%" || value.change || value.value < 0 || value.value > 100) return null;
  const up = value.comparator === "ge" || value.comparator === "gt";
  const down = value.comparator === "le" || value.comparator === "lt";
  const from = up || value.comparator === "between" ? value.value : down ? 0 : Math.max(0, value.value - 1);
  const to = down ? value.value : up ? 100 : value.comparator === "between" ? value.value_max : Math.min(100, value.value + 1);
  return svg("svg", { class: "gauge", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", x: 0, y: 2, width: 100, height: 4 }), svg("rect", { class: "allowed", x: from, y: 1, width: Math.max(1, to - from), height: 6 }));
}

function drawFindings(root) {
  if (!PLAN.findings.length) return nothing(root, "no_findings");
  root.appendChild(el("ul", { class: "findings" }, PLAN.findings.map((finding) => {
    const about = finding.tasks.map((id) => works.find((work) => work.id === id)).filter(Boolean);
    return el("li", { class: finding.severity },
      el("button", { type: "button", class: "link", onclick: () => lightSpans(finding.spans) }, el("b", null, t("severity." + finding.severity)), " ", finding.message),
      el("span", { class: "of" }, finding.code, finding.spans.length ? " · " + placeOf(finding.spans[0].start) : ""),
      about.slice(0, 12).map((work) => link(work, nameOf(work).slice(0, 16))));
  })));
}

// The tasks: one card each, its values by role, how far the review of each has come, and what the checks say of it.

const cardNodes = new Map();
const chipNodes = new Map();
const FINDINGS = new Map(); // id of a task -> its findings

function readFindings() {
  for (const finding of PLAN.findings) {
    for (const id of finding.tasks) {
      if (!FINDINGS.has(id)) FINDINGS.set(id, []);
      FINDINGS.get(id).push(finding);
    }
  }
}

function buildCards() {
  const root = clear($("cards"));
  cardNodes.clear();
  chipNodes.clear();
  for (const work of inDocumentOrder()) root.appendChild(card(work));
}

function card(work) {
  const node = el("article", { class: "card " + workStatus(work), tabindex: -1 }, el("header", null, heading(work)), ...body(work));
  node.work = work;
  cardNodes.set(work.key, node);
  return node;
}

function heading(work) {
  const place = work.span ? placeOf(work.span.start) : "";
  return [
    el("h3", { class: "name" }, work.number && [el("span", { class: "number" }, work.number), " "], title(work)),
    el("span", { class: "where" }, work.id !== null && [t("origin." + work.task.origin), " · "], place),
    el("span", { class: "state" }, workStatus(work) === "confirmed" ? "✓ " + t("state.confirmed") : workStatus(work) === "removed" ? t("state.removed") : ""),
  ];
}

function body(work) {
  const rows = [];
  const list = work.items.filter((item) => item.old || !item.removed).sort((a, b) => a.now.span.start - b.now.span.start);
  if (work.task.path.length) rows.push(el("p", { class: "path" }, work.task.path.join(" › ")));
  if (work.task.text) rows.push(el("p", { class: "said" }, work.task.text));
  for (const role of ROLES) rows.push(row(t("role." + role), list.filter((item) => isUnit(item) && item.now.role === role)));
  rows.push(row(t("target"), list.filter((item) => item.field === "targets")));
  rows.push(row(t("deadline"), list.filter((item) => item.field === "deadlines")));
  const queries = FINDINGS.get(work.id) || [];
  if (queries.length) rows.push(el("ul", { class: "queries" }, queries.map((finding) => el("li", { class: finding.severity }, finding.message))));
  return rows;
}

const isUnit = (item) => item.field === "responsible" || item.field === "supporting";

function row(label, list) {
  if (!list.length) return null;
  return el("div", { class: "row" }, el("span", { class: "label" }, label), el("span", { class: "values" }, list.map(chip)));
}

const MARKS = { open: "", confirmed: "✓ ", changed: "✎ ", added: "+ ", removed: "" };

function chip(item) {
  const value = item.now;
  const status = statusOf(item);
  const unsure = value.confidence !== null && value.confidence !== undefined && value.confidence < LOW && !item.done;
  const node = el("button", { type: "button", class: `chip ${kindOf(item)} ${status}`, "data-k": item.key, title: t("state." + status) },
    MARKS[status] && el("span", { class: "tick" }, MARKS[status]),
    el("span", { class: "quote" }, value.text),
    meaning(item),
    unsure && el("span", { class: "sure", title: t("filter.confidence") }, "? ", Math.round(value.confidence * 100) + "%"));
  node.item = item;
  chipNodes.set(item.key, node);
  return node;
}

// What the words mean, where that says more than the words.
function meaning(item) {
  const value = item.now;
  if (item.field === "targets") {
    return el("span", { class: "means" }, [value.indicator, " ", el("b", null, amount(value)), value.due && [" · ", el("span", { class: "day" }, when(value.due))]]);
  }
  if (item.field === "deadlines") return el("span", { class: "means day" }, when(value));
  return value.name !== value.text && !value.collective ? el("span", { class: "means" }, value.name) : null;
}

function redrawCard(work) {
  const old = cardNodes.get(work.key);
  if (!old || !isThere(work)) {
    buildCards();
    filter();
    return markCurrent();
  }
  const node = card(work);
  node.hidden = old.hidden;
  old.replaceWith(node);
  markCurrent();
}

let marked = [];

// The card and the value in hand, and the other values over the same words.
function markCurrent() {
  for (const node of marked) node.classList.remove("current", "same");
  marked = [];
  if (!current) return;
  const mark = (node, name) => {
    if (!node) return;
    node.classList.add(name);
    marked.push(node);
  };
  mark(cardNodes.get(workOf(current).key), "current");
  if (isWork(current)) return;
  mark(chipNodes.get(current.key), "current");
  const { start, end } = current.now.span;
  for (const item of items) {
    if (item !== current && item.now.span.start === start && item.now.span.end === end) mark(chipNodes.get(item.key), "same");
  }
}

// Which tasks are shown. Cards are built once; a filter only hides them.

const FILTERS = ["unit", "role", "deadline", "target", "finding", "confidence", "status"];
const LOW = 0.8;

function buildFilters() {
  const units = new Map();
  for (const work of works) for (const name of new Set(unitsOf(work).map((item) => item.now.name))) units.set(name, (units.get(name) || 0) + 1);
  const byCount = Array.from(units).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  choices("unit", byCount.map(([name, count]) => [name, `${name}（${count}）`]));
  choices("role", ROLES.map((role) => [role, t("role." + role)]));
  choices("deadline", [["any", t("has")], ["none", t("has_not")], ...["date", "recurring", "ongoing", "event"].map((kind) => [kind, t("kind." + kind)]), ...months()]);
  choices("target", [["any", t("has")], ["none", t("has_not")], ...["le", "lt", "ge", "gt", "eq", "approx", "between"].map((sign) => [sign, t("comparator." + sign)])]);
  const codes = new Map();
  for (const finding of PLAN.findings) codes.set(finding.code, [...(codes.get(finding.code) || []), finding]);
  const about = (code, list) => (language ? code : list[0].message.slice(0, 18) + "…") + `（${list.length}）`;
  choices("finding", [["any", t("has")], ["none", t("has_not")], ...Array.from(codes, ([code, list]) => [code, about(code, list)])]);
  choices("confidence", [["low", t("low")], ["high", t("high")]]);
  choices("status", ["open", "confirmed", "changed"].map((status) => [status, t("state." + status)]));
}

function months() {
  const found = new Set();
  for (const item of items) if (item.field === "deadlines" && item.now.end) found.add(item.now.end.slice(0, 7));
  return Array.from(found).sort().map((month) => [month, t("until", month)]);
}

function choices(name, pairs) {
  const select = $("filter-" + name);
  const kept = select.value;
  clear(select);
  select.appendChild(el("option", { value: "" }, t("filter." + name)));
  for (const [value, words] of pairs) select.appendChild(el("option", { value }, words));
  select.value = pairs.some(([value]) => value === kept) ? kept : "";
}

const TESTS = {
  unit: (work, name, role) => unitsOf(work).some((item) => item.now.name === name && (!role || item.now.role === role)),
  role: (work, role) => unitsOf(work).some((item) => item.now.role === role),
  deadline: (work, what) => {
    const list = live(work).filter((item) => item.field === "deadlines").map((item) => item.now);
    if (what === "any" || what === "none") return (list.length > 0) === (what === "any");
    return list.some((value) => value.kind === what || (value.end && what.includes("-") && value.end.slice(0, 7) <= what));
  },
  target: (work, what) => {
    const list = live(work).filter((item) => item.field === "targets").map((item) => item.now);
    if (what === "any" || what === "none") return (list.length > 0) === (what === "any");
    return list.some((value) => value.comparator === what);
  },
  finding: (work, what) => {
    const list = FINDINGS.get(work.id) || [];
    if (what === "any" || what === "none") return (list.length > 0) === (what === "any");
    return list.some((finding) => finding.code === what);
  },
  confidence: (work, what) => (what === "low") === live(work).some((item) => !item.done && typeof item.now.confidence === "number" && item.now.confidence < LOW),
  status: (work, what) => {
    if (what === "changed") return work.removed || work.old === null || work.items.some((item) => ["changed", "added", "removed"].includes(statusOf(item)));
    return workStatus(work) === what;
  },
};

function passes(work, wanted, words) {
  for (const name of FILTERS) if (wanted[name] && !TESTS[name](work, wanted[name], wanted.role)) return false;
  return !words || (nameOf(work) + work.task.text + work.items.map((item) => item.now.text + says(item)).join(" ")).includes(words);
}

let visible = [];

function filter() {
  const wanted = {};
  for (const name of FILTERS) wanted[name] = $("filter-" + name).value;
  const words = $("search").value.trim();
  const all = inDocumentOrder();
  visible = all.filter((work) => passes(work, wanted, words));
  const set = new Set(visible);
  for (const node of cardNodes.values()) node.hidden = !set.has(node.work);
  $("count").textContent = t("count", visible.length, all.length);
  const active = words || FILTERS.some((name) => wanted[name]);
  $("clear").hidden = !active;
  $("none").hidden = visible.length > 0;
  drawView();
}

function clearFilters() {
  for (const name of FILTERS) $("filter-" + name).value = "";
  $("search").value = "";
  filter();
}

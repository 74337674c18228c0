// Adding a value by selecting words, in the text or on a page: a small bar says what they can be, and for which task.

function selectedSpan() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return pickedSpan;
  const range = selection.getRangeAt(0);
  const pieces = Array.from(document.querySelectorAll(showsPages() ? "#pages text" : "#text [data-o]")).filter((node) => range.intersectsNode(node));
  let start = null, end = null;
  for (const node of pieces) {
    const origin = Number(node.dataset.o);
    const words = node.textContent;
    const from = node.contains(range.startContainer) ? pointsIn(words.slice(0, range.startOffset)) : 0;
    const to = node.contains(range.endContainer) && range.endContainer.nodeType === Node.TEXT_NODE ? pointsIn(words.slice(0, range.endOffset)) : pointsIn(words);
    if (to <= from) continue;
    if (start === null || origin + from < start) start = origin + from;
    if (end === null || origin + to > end) end = origin + to;
  }
  if (start === null) return null;
  while (start < end && !wordsAt(start, start + 1).trim()) start += 1;
  while (start < end && !wordsAt(end - 1, end).trim()) end -= 1;
  return start < end ? { start, end } : null;
}

let pickedSpan = null;
let selecting = false; // kept, because asking the selection at every click would cost a layout of the page each time

// The task that words belong to: the one in hand if they stand in it, else the smallest that holds them, their row's, the one in hand.
function workFor(span) {
  const mine = current && workOf(current);
  if (mine && mine.span && holds(mine.span, span)) return mine;
  const holding = works.filter((work) => work.span && !work.removed && holds(work.span, span)).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (holding.length) return holding[0];
  const block = PLAN.blocks[blockNumberAt(span.start)];
  const inRow = (work) => {
    if (!work.span || work.removed || !block || block.table === null) return false;
    const other = PLAN.blocks[blockNumberAt(work.span.start)];
    return other.table === block.table && block.row < other.row + (other.row_span || 1) && other.row < block.row + (block.row_span || 1);
  };
  if (mine && inRow(mine)) return mine;
  return works.find(inRow) || mine || null;
}

function onSelection() {
  const selection = window.getSelection();
  selecting = selection.rangeCount > 0 && !selection.isCollapsed;
  const inside = selecting && $("document").contains(selection.getRangeAt(0).commonAncestorContainer);
  if (!inside) {
    if (!editing) hidePicker();
    return;
  }
  pickedSpan = null;
  const span = selectedSpan();
  if (!span) return;
  pickedSpan = span;
  if (!editing) showPicker(span, selection.getRangeAt(0).getBoundingClientRect());
}

const PICKS = ["lead", "responsible", "supporting", "guiding", "target", "deadline"];
const ownTargets = () => works.find((work) => work.id === null);

function showPicker(span, box) {
  const work = workFor(span);
  const node = clear($("picker"));
  node.appendChild(el("p", null, work ? t("add_to", nameOf(work).slice(0, 22)) : t("no_task_here")));
  const more = (kind, number, run) => el("button", { type: "button", "data-kind": kind, onclick: run }, el("kbd", null, number), t(kind));
  const pick = (kind, i) => el("button", { type: "button", class: "chip " + kind, disabled: !work || (work.id === null && kind !== "target"), "data-kind": kind, onclick: () => add(kind, span, work) },
    el("kbd", null, i + 1), t(ROLES.includes(kind) ? "role." + kind : kind));
  node.appendChild(el("div", null, PICKS.map(pick),
    more("own_targets", 7, () => add("target", span, ownTargets())), more("new_task", 8, () => newTask(span))));
  node.hidden = false;
  const width = node.offsetWidth, height = node.offsetHeight;
  node.style.left = Math.max(4, Math.min(box.left, window.innerWidth - width - 4)) + "px";
  node.style.top = (box.bottom + height + 8 < window.innerHeight ? box.bottom + 6 : Math.max(4, box.top - height - 6)) + "px";
}

function hidePicker() {
  $("picker").hidden = true;
  pickedSpan = null;
}

function pickByNumber(number) {
  const button = $("picker").querySelectorAll("button")[number - 1];
  if (button && !$("picker").hidden && !button.disabled) button.click();
}

function newTask(span) {
  hidePicker();
  window.getSelection().removeAllRanges();
  const work = addTask(span);
  buildCards();
  afterChange(work, [span]);
  edit(work);
}

function add(kind, span, work) {
  hidePicker();
  window.getSelection().removeAllRanges();
  const text = wordsOf(span);
  const base = { text, span, rule: REVIEW, confidence: null };
  const put = (field, value) => {
    const item = addValue(work, field, value);
    afterChange(item, [value.span]);
  };
  if (kind === "target") openEditor({ isNew: true, field: "targets", span, value: { ...base, ...guessTarget(text) }, save: (value) => put("targets", value) });
  else if (kind === "deadline") openEditor({ isNew: true, field: "deadlines", span, value: { ...base, ...guessDeadline(text) }, save: (value) => put("deadlines", value) });
  else put(fieldOfRole(kind), { ...base, ...likeUnit(text), role: kind, inherited: false });
}

// Another unit of the plan with the same words has the same name.
function likeUnit(text) {
  const known = items.filter((item) => isUnit(item)).map((item) => item.now).find((value) => value.text === text);
  return known
    ? { name: known.name, collective: known.collective, level: known.level, open_ended: false }
    : { name: text.replace(/\s/g, ""), collective: false, level: null, open_ended: false };
}

// A first proposal by the digits alone; the form shows it, the reviewer decides.
function guessTarget(text) {
  const number = text.match(/\d+(?:\.\d+)?/);
  const sign = { "≤": "le", "＜": "lt", "<": "lt", "≥": "ge", "＞": "gt", ">": "gt" }[(text.match(/[≤≥<>＜＞]/) || [""])[0]] || "eq";
  const rest = number ? text.slice(number.index + number[0].length) : "";
  return {
    indicator: number ? text.slice(0, number.index).replace(/[≤≥<>＜＞=：:\s]+$/, "") || null : text, scope: null, comparator: sign,
    value: number ? Number(number[0]) : null, value_max: null, unit: (rest.match(/^[%‰℃]|^[^\s，。；、\d]{1,4}/) || [null])[0],
    quantity: null, change: null, baseline: null, per: null, effort: null, due: null,
  };
}

function guessDeadline(text) {
  const numbers = (text.match(/\d+/g) || []).map(Number);
  const hasYear = numbers.length && numbers[0] > 1900;
  const year = hasYear ? numbers.shift() : planYear();
  const [month, day] = numbers;
  const pad = (number) => String(number).padStart(2, "0");
  const last = (y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate();
  let end = null, start = null, precision = null;
  if (year && month >= 1 && month <= 12) {
    precision = day ? "day" : "month";
    end = `${year}-${pad(month)}-${pad(day || last(year, month))}`;
  } else if (hasYear) {
    precision = "year";
    end = `${year}-12-31`;
  }
  return { kind: "date", start, end, precision, rrule: null, inferred: Boolean(end) && !hasYear, time: null };
}

function planYear() {
  const { plan_period: period, issued_on: issued } = PLAN.header;
  return period ? period.end_year : issued ? Number(issued.slice(0, 4)) : null;
}

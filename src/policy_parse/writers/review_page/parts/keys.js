// The keyboard: everything that the mouse can do with the task or value in hand.

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1),
  k: () => step(-1), ArrowUp: () => step(-1),
  l: () => stepValue(1), ArrowRight: () => stepValue(1),
  h: () => stepValue(-1), ArrowLeft: () => stepValue(-1),
  c: () => act("confirm"), Enter: () => act("confirm"),
  C: () => act("confirm-task"),
  e: () => act("correct"),
  x: () => act("remove"), Delete: () => act("remove"),
  u: undo,
  s: save,
  "/": () => $("search").focus(),
  "?": () => { $("help").hidden = !$("help").hidden; },
  p: () => { if (hasPages) showDocument(showsPages() ? "text" : "pages"); },
  Escape: escape,
};

function escape() {
  if (!$("help").hidden) $("help").hidden = true;
  else if (!$("picker").hidden) { window.getSelection().removeAllRanges(); hidePicker(); }
  else choose(null, {});
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, #editor")) {
    if (event.key !== "Escape") return;
    if (editing) closeEditor();
    event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest("button, a, summary") && !event.target.closest(".chip[data-k]")) return;
  if (event.target.closest("[role=tablist]") && (event.key === "ArrowLeft" || event.key === "ArrowRight")) return turnTab(event);
  if (!$("picker").hidden && /^[1-8]$/.test(event.key)) {
    event.preventDefault();
    return pickByNumber(Number(event.key));
  }
  const run = KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

function turnTab(event) {
  event.preventDefault();
  const at = VIEWS.indexOf(view) + (event.key === "ArrowRight" ? 1 : VIEWS.length - 1);
  showView(VIEWS[at % VIEWS.length]);
  $("tab-" + view).focus();
}

const inOrder = () => Array.from($("cards").children).filter((node) => !node.hidden).map((node) => node.work);

function step(by) {
  const list = inOrder();
  if (!list.length) return;
  const at = current ? list.indexOf(workOf(current)) : -1;
  choose(list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))], {});
}

function stepValue(by) {
  if (!current) return step(1);
  const nodes = Array.from(cardNodes.get(workOf(current).key).querySelectorAll(".chip[data-k]"));
  const list = nodes.map((node) => node.item);
  const at = isWork(current) ? (by > 0 ? -1 : list.length) : list.indexOf(current);
  if (list[at + by]) choose(list[at + by], {});
}

// After a value is settled the next one that is open, of the task or of those after it, is taken up.
function nextOpen() {
  const list = inOrder();
  const at = list.indexOf(workOf(current));
  for (const work of list.slice(Math.max(0, at))) {
    const nodes = Array.from(cardNodes.get(work.key).querySelectorAll(".chip[data-k]"));
    const open = nodes.map((node) => node.item).find((item) => statusOf(item) === "open");
    if (open) return open;
    if (!work.done && !work.removed) return work;
  }
  return current;
}

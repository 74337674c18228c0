// Choosing, acting, drawing anew; and how the page begins.

function choose(thing, { from }) {
  current = thing;
  if (thing && !cardNodes.has(workOf(thing).key)) return;
  if (thing && cardNodes.get(workOf(thing).key).hidden) clearFilters();
  if (from === "document" && view !== "tasks") showView("tasks");
  markCurrent();
  drawBar();
  show(thing, from);
}

// The words of what is chosen are lit, and brought into view on the side where the reader is not.
function show(thing, from) {
  light(thing);
  const span = thing && spanOf(thing);
  lightOnPages(span ? [span] : []);
  if (!thing) return;
  if (from !== "document" && !showsPages()) bringIntoView((segmentsOf.get(thing.key) || [])[0], "center");
  const node = isWork(thing) ? cardNodes.get(thing.key) : chipNodes.get(thing.key);
  if (view === "tasks") bringIntoView(node, from === "document" || isWork(thing) ? "center" : "nearest");
}

function drawBar() {
  const bar = clear($("bar"));
  bar.hidden = !current;
  if (!current) return;
  const work = workOf(current);
  const words = isWork(current) ? nameOf(current) : current.now.text;
  const told = isWork(current) ? [work.id || "", work.span ? placeOf(work.span.start) : ""] : [says(current), placeOf(current.now.span.start), current.now.rule];
  bar.appendChild(el("p", null, el("b", null, words.slice(0, 40)), el("span", { class: "of" }, told.filter(Boolean).join(" · "))));
  const button = (name, key, text, disabled) => el("button", { type: "button", "data-act": name, disabled, class: name === "confirm" ? "main" : null, onclick: () => act(name) }, text, el("kbd", null, key));
  const gone = current.removed;
  bar.appendChild(el("div", { class: "buttons" },
    !isWork(current) && button("confirm", "C", t("confirm"), gone),
    button("confirm-task", "⇧C", t("confirm_task"), work.removed),
    button("correct", "E", t("correct"), gone || (isWork(current) && current.id === null)),
    button("remove", "X", t(gone ? "restore" : "remove"), isWork(current) && current.id === null),
    button("undo", "U", t("undo"), !undone.length)));
}

function act(name) {
  if (name === "undo") return undo();
  if (!current) return;
  const gone = current.removed;
  if (name === "correct") return edit(current);
  if (name === "remove") {
    if (isWork(current) && current.id === null) return;
    const spans = [spanOf(current)];
    removeThing(current);
    return afterChange(current.old || isWork(current) ? current : current.work, spans);
  }
  if (gone) return;
  const thing = name === "confirm-task" ? workOf(current) : current;
  confirmThing(thing);
  redrawCard(workOf(thing));
  drawProgress();
  choose(nextOpen(), {});
}

function afterChange(thing, spans) {
  redrawCard(workOf(thing));
  if (spans.length) {
    repaint(spans);
    redrawPages();
  }
  drawProgress();
  choose(thing, { from: "document" });
  if (view !== "tasks") drawView();
}

function redrawAll() {
  buildCards();
  paintAll();
  redrawPages();
  buildFilters();
  filter();
  drawProgress();
  markCurrent();
  drawBar();
  light(current);
}

function drawProgress() {
  const things = works.filter((work) => !work.removed).flatMap((work) => (work.id === null ? live(work) : [work, ...live(work)]));
  const done = things.filter((thing) => thing.done).length;
  $("progress").max = things.length || 1;
  $("progress").value = done;
  $("progress-words").textContent = done === things.length && done ? t("all_reviewed") : t("progress", done, things.length);
}

let telling = 0;

function tell(words) {
  $("told").textContent = words;
  clearTimeout(telling);
  telling = setTimeout(() => { $("told").textContent = ""; }, 6000);
}

function speak() {
  document.documentElement.lang = language ? "en" : "zh-Hans";
  labelWords(document);
  for (const { page, node } of pageNodes.values()) node.querySelector("figcaption").textContent = t("place.page", page.page);
  $("summary").textContent = [PLAN.source.name, PLAN.header.issuers.join("、"), PLAN.header.issued_on].filter(Boolean).join(" · ");
}

function changeLanguage() {
  language = 1 - language;
  speak();
  redrawAll();
  if (editing) closeEditor();
}

function listen() {
  $("cards").addEventListener("click", (event) => {
    const button = event.target.closest(".chip[data-k]");
    const node = event.target.closest(".card");
    if (button) choose(button.item, { from: "card" });
    else if (node && !selecting) choose(node.work, { from: "card" });
  });
  $("text").addEventListener("click", onDocumentClick);
  document.addEventListener("selectionchange", onSelection);
  document.addEventListener("keydown", onKey);
  for (const name of FILTERS) $("filter-" + name).addEventListener("change", filter);
  $("search").addEventListener("input", filter);
  $("clear").addEventListener("click", clearFilters);
  $("editor").addEventListener("submit", submitEditor);
  $("picker").addEventListener("mousedown", (event) => event.preventDefault());
  $("save").addEventListener("click", save);
  $("print").addEventListener("click", () => window.print());
  $("language").addEventListener("click", changeLanguage);
  $("help-button").addEventListener("click", KEYS["?"]);
  $("load").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", (event) => { if (event.target.files[0]) load(event.target.files[0]); event.target.value = ""; });
  for (const name of VIEWS) $("tab-" + name).addEventListener("click", () => showView(name));
  for (const name of ["text", "pages"]) $("show-" + name).addEventListener("click", () => showDocument(name));
  $("outline").addEventListener("change", () => { bringIntoView((blockNodes.get(Number($("outline").value))), "start"); });
  window.addEventListener("beforeunload", (event) => { if (changed) { event.preventDefault(); event.returnValue = ""; } });
  window.addEventListener("beforeprint", () => pageNodes.forEach(drawPage));
}

function buildOutline() {
  for (const section of PLAN.sections) {
    const indent = "\u3000".repeat(Math.max(0, section.level - 1));
    $("outline").appendChild(el("option", { value: blockNumberAt(section.span.start) }, indent + section.heading.slice(0, 30)));
  }
  $("outline").hidden = !PLAN.sections.length;
}

function begin() {
  readPlan();
  readFindings();
  findBlocks();
  $("switch").hidden = !hasPages;
  if (hasPages) buildPages();
  if (DESK) setUpDesk();
  speak();
  buildOutline();
  document.body.dataset.document = "text";
  listen();
  if (DESK) takeUpFromServer();
  else takeUpDraft();
  redrawAll();
  showView("tasks");
  document.body.classList.add("ready");
}

begin();

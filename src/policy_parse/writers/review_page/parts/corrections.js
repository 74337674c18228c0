// The corrections file (contract 1.1): what the reviewer did, as one correction for each thing; and taking one up again.

function correction(op, work, field, old, now) {
  return { op, task: work.id, field, old, new: now };
}

const sameSpan = (a, b) => a.start === b.start && a.end === b.end;

// What is to be done, without number and statement: as the plan has it if that still stands in the task, else all words.
function textOf(work) {
  const words = wordsOf(work.span);
  return words.includes(work.task.text) ? work.task.text : words;
}

function* correctionsOfTask(work) {
  const extent = { span: work.span, text: textOf(work) };
  const moved = work.old !== null && !sameSpan(work.span, work.old.span);
  if (work.old === null) yield correction("add", work, "task", null, { ...work.task, ...extent, number: null, title: null });
  if (moved) yield correction("set", work, "task", work.old, { ...work.old, ...extent });
  const had = work.old || { number: null, title: null };
  for (const field of ["number", "title"]) {
    if (work[field] !== had[field]) yield correction("set", work, field, had[field], work[field]);
  }
  if (work.old && !moved && work.done && !work.was) yield correction("confirm", work, "task", work.old, null);
}

function* correctionsOf(work) {
  if (work.removed) {
    if (work.old) yield correction("remove", work, "task", work.old, null);
    return;
  }
  if (work.id !== null) yield* correctionsOfTask(work);
  for (const item of work.items) {
    const status = statusOf(item);
    if (status === "removed" && item.old) yield correction("remove", work, item.field, item.old, null);
    else if (status === "added") yield correction("add", work, item.field, null, item.now);
    else if (status === "changed") yield correction("set", work, item.field, item.old, item.now);
    else if (status === "confirmed" && !item.was) yield correction("confirm", work, item.field, item.old, null);
  }
}

function correctionsFile(savedAt) {
  return {
    schema_version: "1.1",
    plan: PLAN.source.sha256,
    reviewer: $("reviewer").value.trim() || null,
    saved_at: savedAt,
    corrections: works.flatMap((work) => Array.from(correctionsOf(work))),
  };
}

const plain = (value) => JSON.stringify(value, (name, part) => (name === "rule" || name === "confidence" ? undefined : part));

// Does again what a file says. What does not fit is counted; the rest is done.
function adopt(file) {
  if (file.plan !== PLAN.source.sha256) throw new Error(t("other_document"));
  let left = 0;
  change([...works, ...items], () => {
    for (const one of file.corrections) if (!adoptOne(one)) left += 1;
  });
  return left;
}

function adoptOne(one) {
  let work = works.find((other) => other.id === one.task);
  if (one.field === "task" && one.op === "add" && !work) {
    work = addWork({ ...one.new, rule: REVIEW }, null);
    work.done = true;
    return true;
  }
  if (!work) return false;
  if (one.field === "task") {
    if (one.op === "remove") work.removed = true;
    else work.done = true;
    if (one.op === "set") work.span = one.new.span;
    return one.op !== "add";
  }
  if (one.field === "title" || one.field === "number") {
    if (one.op !== "confirm") work[one.field] = one.new;
    return true;
  }
  if (one.op === "add") {
    addItem(work, one.field, null, one.new).done = true;
    return true;
  }
  const item = work.items.find((other) => other.field === one.field && other.old && plain(other.old) === plain(one.old));
  if (!item) return false;
  if (one.op !== "confirm") item.now = one.op === "set" ? one.new : item.now;
  item.removed = one.op === "remove";
  item.done = true;
  return true;
}

const DRAFT = "policy-parse review " + PLAN.source.sha256;
let keeping = 0;

// Work in progress outlives the closing of the page where the browser keeps anything for it.
function keepDraft() {
  if (DESK) return saveSoon();
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    try { localStorage.setItem(DRAFT, JSON.stringify(correctionsFile(null))); } catch (error) { /* not kept */ }
  }, 300);
}

function takeUpDraft() {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT) || "null");
    if (kept && kept.corrections.length) {
      adopt(kept);
      undone.length = 0;
      $("reviewer").value = kept.reviewer || "";
      tell(t("draft", kept.corrections.length));
    }
  } catch (error) { /* nothing kept */ }
}

async function save() {
  if (!DESK) return saveFile();
  if (await keepOnServer()) tell(t("kept_told"));
}

function saveFile() {
  const file = correctionsFile(new Date().toISOString());
  const blob = new Blob([JSON.stringify(file, null, 1) + "\n"], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(blob), download: PLAN.source.name.replace(/\.[^.]*$/, "") + ".corrections.json" });
  document.body.appendChild(link);
  link.click();
  link.remove();
  changed = changed && DESK !== null; // which is to have it too
  tell(t("saved", file.corrections.length));
}

function load(file) {
  const reader = new FileReader();
  reader.onload = () => {
    try {
      const left = adopt(JSON.parse(reader.result));
      redrawAll();
      tell(left ? t("loaded_partly", left) : t("loaded"));
    } catch (error) {
      tell(t("not_loaded", error.message));
    }
  };
  reader.readAsText(file);
}

// What is being reviewed: works (tasks, and the plan's own targets as one more) and the items (values) in them.
//
// `old` is what the plan says (null: added), `now` what the reviewer makes of it, `done` whether a person vouches.

const REVIEW = "review";
const FIELDS = ["responsible", "supporting", "targets", "deadlines"];
const ROLES = ["lead", "responsible", "supporting", "guiding"];

const works = [];
const items = [];
const undone = [];
let current = null; // an item or a work
let changed = false;

const kindOf = (item) => (item.field === "targets" ? "target" : item.field === "deadlines" ? "deadline" : item.now.role);
const isWork = (thing) => thing !== null && thing.items !== undefined;
const workOf = (thing) => (isWork(thing) ? thing : thing.work);
const spanOf = (thing) => (isWork(thing) ? thing.span : thing.now.span);
const live = (work) => work.items.filter((item) => !item.removed);
const unitsOf = (work) => live(work).filter((item) => item.field === "responsible" || item.field === "supporting");

function addItem(work, field, old, now) {
  const item = { key: items.length, work, field, old, now, removed: false, done: now.rule === REVIEW, was: now.rule === REVIEW };
  items.push(item);
  work.items.push(item);
  return item;
}

function addWork(task, old) {
  const work = {
    key: "w" + works.length, id: task.id, task: task, old: old, span: task.span, items: [], removed: false,
    number: task.number, title: task.title, done: task.rule === REVIEW, was: task.rule === REVIEW,
  };
  works.push(work);
  for (const field of FIELDS) for (const value of task[field] || []) addItem(work, field, old ? value : null, value);
  return work;
}

function readPlan() {
  const own = { id: null, number: null, title: null, span: null, text: "", path: [], targets: PLAN.targets, rule: REVIEW, related: [] };
  addWork(own, own);
  for (const task of PLAN.tasks) addWork(task, task);
}

// The plan's own targets, then the tasks in the order of the document, those that were added too.
const isThere = (work) => work.id !== null || work.items.some((item) => item.old || !item.removed);
const inDocumentOrder = () => works.filter(isThere).sort((a, b) => (a.span ? a.span.start : -1) - (b.span ? b.span.start : -1));

function statusOf(item) {
  if (item.removed) return "removed";
  if (item.old === null) return "added";
  if (item.now !== item.old) return "changed";
  return item.done ? "confirmed" : "open";
}

function workStatus(work) {
  if (work.removed) return "removed";
  return work.done && live(work).every((item) => item.done) ? "confirmed" : "open";
}

const title = (work) => work.title || (work.id === null ? t("own_targets") : wordsOf(work.span).replace(/\s+/g, " ").slice(0, 24) + "…");
const nameOf = (work) => (work.number ? work.number + " " : "") + title(work);

// Every change of the reviewer goes through here, so that it can be undone and is kept.
function change(things, alter) {
  const before = things.map((thing) => ({ ...thing }));
  const counts = [works.length, items.length];
  const lists = works.map((work) => [work, work.items.slice()]);
  alter();
  undone.push(() => {
    const touched = new Set([...things, ...items.slice(counts[1])]);
    const many = works.length > counts[0] || touched.size > 40;
    const spans = Array.from(touched, spanOf);
    works.length = counts[0];
    items.length = counts[1];
    for (const [work, list] of lists) work.items = list;
    things.forEach((thing, i) => Object.assign(thing, before[i]));
    return many ? null : { works: new Set(Array.from(touched, workOf)), spans: [...spans, ...things.map(spanOf)].filter(Boolean) };
  });
  changed = true;
  keepDraft();
}

function undo() {
  const last = undone.pop();
  if (!last) return;
  const touched = last();
  changed = true;
  if (current && !(isWork(current) ? works : items).includes(current)) current = null;
  keepDraft();
  if (!touched) return redrawAll();
  for (const work of touched.works) redrawCard(work);
  afterChange(current || Array.from(touched.works)[0], touched.spans);
}

function confirmThing(thing) {
  if (!isWork(thing)) return change([thing], () => { thing.done = true; });
  change([thing, ...thing.items], () => {
    thing.done = true;
    for (const item of live(thing)) item.done = true;
  });
}

function removeThing(thing) {
  change([thing], () => { thing.removed = !thing.removed; });
}

function setValue(item, value) {
  change([item], () => { item.now = value; item.done = true; });
}

// A unit that gets another role may belong to the other list: then it is removed there and added here.
function setUnit(item, value) {
  const field = fieldOfRole(value.role);
  if (field === item.field || item.old === null) {
    change([item], () => { item.now = value; item.done = true; item.field = field; });
    return item;
  }
  let made = null;
  change([item], () => {
    item.removed = true;
    made = addItem(item.work, field, null, value);
    made.done = true;
  });
  return made;
}

const fieldOfRole = (role) => (role === "lead" || role === "responsible" ? "responsible" : "supporting");

function addValue(work, field, value) {
  let made = null;
  change([work], () => {
    made = addItem(work, field, null, value);
    made.done = true;
  });
  return made;
}

function addTask(span) {
  let made = null;
  const taken = new Set(works.map((work) => work.id));
  let number = 1;
  while (taken.has("r." + number)) number += 1;
  const task = {
    id: "r." + number, origin: PLAN.blocks[blockNumberAt(span.start)]?.kind === "cell" ? "table" : "narrative",
    number: null, title: null, text: wordsOf(span), path: [], section_role: "task", responsible: [], supporting: [],
    targets: [], deadlines: [], span, related: [], rule: REVIEW,
  };
  change([], () => {
    made = addWork(task, null);
    made.done = true;
  });
  return made;
}

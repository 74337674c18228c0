// Correcting and adding by a form: one field for each thing that can be said of a unit, a target, a deadline, a task.

let editing = null; // { thing, work, field, span, save }

const options = (key, values) => values.map((value) => [value, value === "" ? "—" : t(key + value)]);

const FORMS = {
  unit: () => [
    ["role", "select", options("role.", ROLES)],
    ["name", "text"],
    ["collective", "checkbox"],
    ["open_ended", "checkbox"],
  ],
  target: () => [
    ["indicator", "text"],
    ["comparator", "select", options("comparator.", ["le", "lt", "ge", "gt", "eq", "approx", "between"])],
    ["value", "number"],
    ["value_max", "number"],
    ["unit", "text"],
    ["change", "select", options("change.", ["", "increase", "decrease"])],
    ["per", "select", options("per.", ["", "year", "half_year", "quarter", "month", "week", "day"])],
    ["baseline_year", "number"],
    ["scope", "text"],
    ["effort", "select", options("effort.", ["", "ensured", "striven", "binding", "expected"])],
  ],
  deadline: () => [
    ["kind", "select", options("kind.", ["date", "recurring", "ongoing", "event"])],
    ["start", "date"],
    ["end", "date"],
    ["precision", "select", options("precision.", ["", "day", "month", "quarter", "half_year", "year", "period"])],
    ["rrule", "text"],
    ["time", "text"],
  ],
  task: () => [["number", "text"], ["title", "text"]],
};
const formOf = (field) => ({ responsible: "unit", supporting: "unit", targets: "target", deadlines: "deadline" })[field] || "task";

function openEditor(editor) {
  editing = editor;
  const form = clear($("editor"));
  form.appendChild(el("h3", null, t(editor.isNew ? "add" : "correct"), "：", t("form." + formOf(editor.field))));
  if (editor.span) {
    form.appendChild(el("p", { class: "words-of" }, el("q", { id: "editor-words" }, wordsOf(editor.span)),
      el("button", { type: "button", onclick: takeWords, title: t("take_words_why") }, t("take_words"))));
  }
  const grid = el("div", { class: "grid" });
  for (const [name, kind, choicesOf] of FORMS[formOf(editor.field)]()) grid.appendChild(control(name, kind, choicesOf, said(editor.value, name)));
  form.appendChild(grid);
  form.appendChild(el("div", { class: "buttons" },
    el("button", { type: "submit", class: "main" }, t("done")),
    el("button", { type: "button", onclick: closeEditor }, t("cancel"))));
  form.hidden = false;
  $("bar").hidden = true;
  bringIntoView(form);
  const first = form.querySelector("input, select");
  if (first) first.focus();
}

// A baseline is shown by its year.
const said = (value, name) => (name === "baseline_year" ? value.baseline && value.baseline.year : value[name]);

function control(name, kind, choicesOf, value) {
  const id = "field-" + name;
  let input;
  if (kind === "select") {
    input = el("select", { id, name }, choicesOf.map(([key, words]) => el("option", { value: key, selected: key === (value || "") }, words)));
  } else if (kind === "checkbox") {
    input = el("input", { id, name, type: kind, checked: Boolean(value) });
  } else {
    input = el("input", { id, name, type: kind, step: kind === "number" ? "any" : null, value: value === null || value === undefined ? "" : value });
  }
  return el("label", { for: id, class: kind }, el("span", null, t("field." + name)), input);
}

function closeEditor() {
  editing = null;
  $("editor").hidden = true;
  $("bar").hidden = !current;
}

function takeWords() {
  const span = selectedSpan();
  if (!span) return tell(t("select_first"));
  editing.span = span;
  $("editor-words").textContent = wordsOf(span);
}

function readForm() {
  const form = $("editor");
  const found = {};
  for (const [name, kind] of FORMS[formOf(editing.field)]()) {
    const input = form.elements[name];
    if (kind === "checkbox") found[name] = input.checked;
    else if (kind === "number") found[name] = input.value === "" ? null : Number(input.value);
    else found[name] = input.value.trim() || null;
  }
  return found;
}

function submitEditor(event) {
  event.preventDefault();
  const found = readForm();
  const wrong = faultOf(formOf(editing.field), found);
  if (wrong) return tell(wrong);
  const { save } = editing;
  const value = complete(editing, found);
  closeEditor();
  save(value);
}

function faultOf(form, found) {
  if (form === "target" && found.value === null) return t("needs_value");
  if (form === "target" && (found.comparator === "between") !== (found.value_max !== null)) return t("needs_two");
  if (form === "deadline" && found.kind === "date" && !found.end) return t("needs_end");
  if (form === "deadline" && found.start && found.end && found.start > found.end) return t("reversed");
  return null;
}

// The whole value object of the contract: what the form says over what was there.
function complete(editor, found) {
  if (formOf(editor.field) === "task") return { ...found, span: editor.span };
  const { baseline_year: year, ...rest } = found;
  const value = { ...editor.value, ...rest, text: wordsOf(editor.span), span: editor.span, rule: REVIEW, confidence: null };
  if (formOf(editor.field) === "unit") value.name = found.name || value.text.replace(/\s/g, "");
  if (formOf(editor.field) === "target") {
    value.quantity = quantity(editor.value, value);
    const known = value.baseline;
    if (year === null) value.baseline = null;
    else if (!known || known.year !== year) value.baseline = { text: String(year), span: null, year };
  }
  return value;
}

// The amount in its standard unit where this plan shows how; `policy-parse apply` does so for every unit it knows.
function quantity(before, value) {
  const same = [before, ...items.filter((item) => item.field === "targets").map((item) => item.now)].find((other) => other.quantity && other.value && other.unit === value.unit);
  const factor = same ? same.quantity.value / same.value : 1;
  const times = (number) => (number === null ? null : Number((number * factor).toPrecision(12)));
  return { value: times(value.value), value_max: times(value.value_max), unit: same ? same.quantity.unit : value.unit, dimension: same ? same.quantity.dimension : null };
}

function edit(thing) {
  if (isWork(thing)) {
    if (thing.id === null || thing.removed) return;
    openEditor({ field: "task", span: thing.span, value: { number: thing.number, title: thing.title }, save: (found) => {
      const before = thing.span;
      change([thing], () => Object.assign(thing, found));
      afterChange(thing, [before, thing.span]);
    } });
    return;
  }
  if (thing.removed) return;
  openEditor({ field: thing.field, value: thing.now, span: thing.now.span, save: (value) => {
    const before = thing.now.span;
    let made = thing;
    if (formOf(thing.field) === "unit") made = setUnit(thing, value);
    else setValue(thing, value);
    afterChange(made, [before, value.span]);
  } });
}

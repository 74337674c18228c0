// The list: what the server keeps, and what is on its way to it, each drawn anew only when something of it changed.

const DATA = JSON.parse($("data").textContent);
const COUNTS = ["tasks", "units", "targets", "deadlines", "findings"];
const FILES = ["xlsx", "docx", "ics", "json"];
const QUICK = 500, SLOW = 4000; // milliseconds between questions while something is read, and otherwise
const drawn = new Map(); // id: { node, said }
let plans = [];
let asking = 0;
let ended = false;
let telling = 0;

const lang = () => (language ? "en" : "zh");
const busy = (plan) => ["queued", "uploading", "waiting", "reading"].includes(plan.state);

const moves = (plan) => plan.state === "uploading" || plan.state === "reading";

function tell(words, lasting) {
  $("told").textContent = words;
  clearTimeout(telling);
  if (!lasting) telling = setTimeout(() => { $("told").textContent = ""; }, 8000);
}

// Answers of the server as text; whatever it says against it is thrown.
async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    throw new Error(t("no_answer"));
  }
  const said = await answer.text();
  if (!answer.ok) throw new Error(said.trim());
  return said;
}

async function refresh() {
  clearTimeout(asking);
  if (ended) return;
  try {
    const before = new Map(plans.map((plan) => [plan.id, plan.state]));
    plans = JSON.parse(await ask("plans"));
    for (const plan of plans) {
      if (plan.state === "done" && busy({ state: before.get(plan.id) })) tell(t("read", plan.name, plan.about.counts.tasks));
      if (plan.state === "failed" && busy({ state: before.get(plan.id) })) tell(plan.error);
    }
    draw();
  } catch (error) {
    tell(error.message, true);
  }
  clearTimeout(asking);
  asking = setTimeout(refresh, plans.some(busy) ? QUICK : SLOW);
}

function draw() {
  const shown = [...plans, ...outgoing.filter((one) => !plans.some((plan) => plan.id === one.id))];
  const list = $("list");
  for (const plan of shown) {
    const said = JSON.stringify([plan, language, reports.get(plan.id)]);
    const before = drawn.get(plan.id);
    if (before && before.said === said) continue;
    const node = card(plan);
    const at = document.activeElement && before && before.node.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    if (before) before.node.replaceWith(node);
    else list.appendChild(node);
    if (at) (node.querySelector(`[data-act="${at}"]`) || node.querySelector("a,button") || node).focus();
    drawn.set(plan.id, { node, said });
  }
  for (const [id, { node }] of drawn) {
    if (shown.some((plan) => plan.id === id)) continue;
    node.remove();
    drawn.delete(id);
  }
  $("plans").hidden = !shown.length;
  $("many").textContent = shown.length || "";
  document.body.classList.toggle("has-plans", shown.length > 0);
  drawCompare();
}

function card(plan) {
  const body = plan.state === "done" ? doneParts(plan) : plan.state === "failed" ? failedParts(plan) : busyParts(plan);
  const title = plan.state === "done" && plan.about.title ? plan.about.title : plan.name;
  return el("li", { class: "plan " + plan.state, "data-id": plan.id }, el("h3", null, title), body);
}

function busyParts(plan) {
  const words = plan.state === "uploading" ? t("uploading", plan.percent) : plan.state === "reading" && plan.seconds > 2 ? t("reading_for", plan.seconds) : t(plan.state);
  const bar = moves(plan) && el("progress", plan.state === "uploading" ? { max: 100, value: plan.percent, "aria-label": words } : { "aria-label": words });
  return el("p", { class: "state" }, bar, el("span", null, words), removeButton(plan, "stop"));
}

function failedParts(plan) {
  const reason = plan.error.startsWith(plan.name + ": ") ? plan.error.slice(plan.name.length + 2) : plan.error;
  const again = plan.password && el("form", { class: "password", onsubmit: (event) => { event.preventDefault(); tryPassword(plan, event.target.elements.password.value); } },
    el("label", null, t("password"), el("input", { type: "password", name: "password", autocomplete: "off", required: true, "data-act": "password" })),
    el("button", { type: "submit", class: "main", "data-act": "try" }, t("try_password")));
  return [el("p", { class: "error" }, el("b", null, t("failed")), reason), again, removeButton(plan, "remove")];
}

function doneParts(plan) {
  const { about } = plan;
  const facts = [about.title ? plan.name : null, about.issuers.join("、"), about.issued_on].filter(Boolean).join(" · ");
  const counts = COUNTS.map((name) => el("li", { class: name === "findings" && about.counts[name] ? "query" : null },
    el("b", null, about.counts[name]), " ", t("count." + name),
    name === "tasks" && about.counts.pieces !== about.counts.tasks && ` (${about.counts.pieces} ${t("count.pieces")})`));
  const reviewed = about.open ? t("open", about.open) : about.counts.tasks ? t("all_reviewed") : "";
  const notices = about.unread.length ? about.unread : about.counts.tasks ? [] : [t("none_found")];
  return [
    facts && el("p", { class: "facts" }, facts),
    el("ul", { class: "counts" }, counts),
    notices.map((words) => el("p", { class: "notice" }, words)),
    el("p", { class: about.open ? "reviewed" : "reviewed all" }, plan.revision > 0 && el("b", { class: "tag" }, t("corrected")), reviewed),
    el("div", { class: "actions" },
      el("a", { class: "button main", href: `plans/${plan.id}/review?lang=${lang()}`, "data-act": "review" }, t("review")),
      el("span", { class: "downloads", role: "group", "aria-label": t("downloads") }, FILES.map((format) =>
        el("a", { class: "button", href: `plans/${plan.id}/files/${format}?lang=${lang()}`, download: "", "data-act": format }, t(format))),
        el("button", { type: "button", title: t("renew_why"), "data-act": "renew", onclick: () => chooseLedger(plan) }, t("renew")))),
    reports.has(plan.id) && el("p", { class: "report" }, reports.get(plan.id)),
    removeButton(plan, "remove"),
  ];
}

function removeButton(plan, word) {
  return el("button", { type: "button", class: "quiet remove", "data-act": "remove", "aria-label": `${t(word)} ${plan.name}`, onclick: () => removePlan(plan) }, t(word));
}

async function removePlan(plan) {
  if (plan.revision > 0 && !window.confirm(t("remove_sure", plan.name))) return;
  if (dropOutgoing(plan.id)) return draw();
  try {
    await ask("plans/" + plan.id, { method: "DELETE" });
    tell(t("removed", plan.name));
  } catch (error) {
    tell(error.message);
  }
  await refresh();
  const next = $("list").querySelector("a,button") || $("files");
  next.focus();
}

function saveAs(name, blob) {
  const address = URL.createObjectURL(blob);
  const saving = el("a", { href: address, download: name });
  document.body.appendChild(saving);
  saving.click();
  saving.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// A file is made first and then saved, so that what cannot be made is said here and not in a page of its own.
async function download(event) {
  const link = event.target.closest("a[download]");
  if (!link || !link.href) return;
  event.preventDefault();
  const name = link.textContent;
  tell(t("making", name), true);
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error((await answer.text()).trim());
    const given = decodeURIComponent((answer.headers.get("content-disposition") || "").split("''")[1] || name);
    saveAs(given, await answer.blob());
    tell(t("made", given));
  } catch (error) {
    tell(t("not_made", error instanceof TypeError ? t("no_answer") : error.message));
  }
}

// Files on their way to the server, one after another, each with how much of it has gone.

const outgoing = []; // { id, name, state, percent, file, password }
const files = new Map(); // id: File, for one that turns out to need a password
let sending = null;
let numbers = 0;

function take(list, password) {
  const refused = [];
  for (const file of list) {
    if (file.size > DATA.limit) refused.push(t("too_large", file.name, DATA.megabytes));
    else if (!file.size) refused.push(t("empty", file.name));
    else outgoing.push({ id: "new" + (numbers += 1), name: file.name, state: "queued", percent: 0, file, password });
  }
  if (refused.length) tell(refused.join("\n"), true);
  draw();
  sendNext();
}

function sendNext() {
  if (sending || !outgoing.length) return;
  const one = outgoing[0];
  const question = new XMLHttpRequest();
  sending = { one, question };
  one.state = "uploading";
  question.open("POST", "plans");
  question.setRequestHeader("X-Name", encodeURIComponent(one.name));
  if (one.password) question.setRequestHeader("X-Password", encodeURIComponent(one.password));
  question.upload.addEventListener("progress", (event) => {
    one.percent = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
    draw();
  });
  question.addEventListener("loadend", () => sent(one, question));
  question.send(one.file);
  draw();
}

async function sent(one, question) {
  sending = null;
  dropOutgoing(one.id);
  if (question.status === 201) files.set(JSON.parse(question.responseText).id, one.file);
  else if (question.status) tell(question.responseText.trim(), true);
  else if (!one.stopped) tell(`${one.name}: ${t("no_answer")}`, true);
  sendNext();
  await refresh();
}

// True if it was still on its way; then it goes no further.
function dropOutgoing(id) {
  const at = outgoing.findIndex((one) => one.id === id);
  if (at < 0) return false;
  const [one] = outgoing.splice(at, 1);
  one.stopped = true;
  if (sending && sending.one === one) sending.question.abort();
  return true;
}

async function tryPassword(plan, password) {
  const file = files.get(plan.id);
  if (!file) return tell(t("drop_again"), true);
  try {
    await ask("plans/" + plan.id, { method: "DELETE" });
  } catch (error) { /* it is gone already */ }
  take([file], password);
}

function isFolder(item) {
  const entry = item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
  return entry !== null && entry.isDirectory;
}

function dropped(event) {
  event.preventDefault();
  $("veil").hidden = true;
  const items = Array.from(event.dataTransfer.items).filter((item) => item.kind === "file");
  const folders = items.filter(isFolder).map((item) => item.getAsFile()?.name);
  take(Array.from(event.dataTransfer.files).filter((file) => !folders.includes(file.name)));
  if (folders.length) tell(folders.map((name) => t("folder", name)).join("\n"), true);
}

function listenToFiles() {
  const carriesFiles = (event) => Array.from(event.dataTransfer?.types || []).includes("Files");
  $("files").addEventListener("change", () => { take(Array.from($("files").files)); $("files").value = ""; });
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    $("veil").hidden = false;
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("veil").hidden = true; });
  document.addEventListener("drop", dropped);
}

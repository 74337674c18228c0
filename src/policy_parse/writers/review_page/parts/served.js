// The page as a server shows it: what is corrected is kept there a moment later, and taken up from there again.

const PAUSE = 600;
let revision = 0;
let waiting = 0;
let sent = null; // the question that is on its way

function saveSoon() {
  $("kept").textContent = t("keeping");
  clearTimeout(waiting);
  waiting = setTimeout(keepOnServer, PAUSE);
}

// True once the server has all that the reviewer did until now. One question at a time, so that the last one counts.
async function keepOnServer() {
  clearTimeout(waiting);
  while (sent) await sent;
  sent = put(correctionsFile(new Date().toISOString()));
  const done = await sent;
  sent = null;
  return done;
}

async function put(file) {
  changed = false; // until the next change
  try {
    const answer = await fetch(DESK.corrections, {
      method: "PUT", body: JSON.stringify(file), headers: { "Content-Type": "application/json", "If-Match": String(revision) },
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(said);
    revision = JSON.parse(said).revision;
    if (!changed) $("kept").textContent = t("kept");
    return true;
  } catch (error) {
    changed = true;
    $("kept").textContent = t("not_kept");
    tell(t("not_kept_why", error.message));
    return false;
  }
}

async function takeUpFromServer() {
  try {
    const answer = await fetch(DESK.corrections);
    const said = await answer.text();
    if (!answer.ok) throw new Error(said);
    const kept = JSON.parse(said);
    revision = kept.revision;
    if (!kept.file) return;
    adopt(kept.file);
    $("reviewer").value = kept.file.reviewer || "";
    undone.length = 0;
    clearTimeout(waiting);
    changed = false;
    $("kept").textContent = t("kept");
    redrawAll();
  } catch (error) {
    tell(t("not_taken_up", error.message));
  }
}

async function goHome(event) {
  event.preventDefault();
  if (!changed || (await keepOnServer())) location.assign(DESK.home + location.search);
}

function setUpDesk() {
  $("top").prepend(el("a", { id: "home", href: DESK.home + location.search, "data-w": "home", onclick: goHome }));
  document.body.classList.add("served");
  $("save-file").hidden = $("kept").hidden = false;
  $("save-file").addEventListener("click", saveFile);
  $("save").dataset.w = "keep";
  $("save").dataset.title = "keep_why";
  $("help-save").dataset.w = "help.kept";
}

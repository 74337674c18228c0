// How the page begins, what it says, and how the service is ended.

function speak() {
  document.documentElement.lang = language ? "en" : "zh-Hans";
  document.title = t("name");
  labelWords(document);
  $("formats").textContent = t("formats", DATA.megabytes);
}

function changeLanguage() {
  language = 1 - language;
  history.replaceState(null, "", "?lang=" + lang());
  speak();
  draw();
}

async function endService() {
  if (plans.length && !window.confirm(t("end_sure"))) return;
  try {
    await ask("end", { method: "POST" });
  } catch (error) {
    return tell(error.message, true);
  }
  ended = true;
  plans = [];
  outgoing.length = 0;
  draw();
  for (const part of ["drop", "end", "compare"]) $(part).hidden = true;
  tell(t("ended"), true);
}

function begin() {
  const query = new URLSearchParams(location.search);
  if (query.has("token")) { // the cookie has it now; it is not to be seen, copied or kept
    query.delete("token");
    history.replaceState(null, "", String(query) ? "?" + query : "./");
  }
  speak();
  listenToFiles();
  listenToCompare();
  $("ledger").addEventListener("change", renewLedger);
  $("language").addEventListener("click", changeLanguage);
  $("end").addEventListener("click", endService);
  for (const part of ["list", "compare"]) $(part).addEventListener("click", download);
  window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  refresh();
}

begin();

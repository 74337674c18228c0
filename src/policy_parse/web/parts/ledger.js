// A ledger that was filled in goes to the server and comes back brought up to date, with what became of its rows.

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const reports = new Map(); // id of the plan: what became of the rows
let ledgerOf = null;

function chooseLedger(plan) {
  ledgerOf = plan;
  $("ledger").click();
}

async function renewLedger() {
  const [file] = $("ledger").files;
  const plan = ledgerOf;
  if (!file || !plan) return;
  try {
    if (file.size > DATA.limit) throw new Error(t("too_large", file.name, DATA.megabytes));
    tell(t("renewing", file.name), true);
    const said = await ask(`plans/${plan.id}/ledger`, { method: "POST", body: file, headers: { "X-Name": encodeURIComponent(file.name) } });
    const made = JSON.parse(said);
    if (made.report) {
      saveAs(file.name, new Blob([Uint8Array.from(atob(made.file), (c) => c.charCodeAt(0))], { type: XLSX }));
      reports.set(plan.id, made.report);
      tell(t("renewed", file.name));
    } else {
      reports.delete(plan.id);
      tell(t("unchanged", file.name));
    }
    draw();
  } catch (error) {
    tell(t("not_made", error.message), true);
  } finally {
    $("ledger").value = "";
  }
}

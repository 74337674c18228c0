// Two plans to compare: the earlier and the later of those that are read, until somebody chooses others.

const SIDES = ["old", "new"];
let chosen = false;

const doneOnes = () => plans.filter((plan) => plan.state === "done");
const age = (plan) => plan.about.issued_on || String(plan.about.year || "");

function drawCompare() {
  const done = doneOnes();
  $("compare").hidden = done.length < 2;
  if (done.length < 2) { chosen = false; return; }
  const key = JSON.stringify(done.map((plan) => [plan.id, plan.about.title, plan.name]));
  if ($("compare").dataset.key !== key) {
    const before = SIDES.map((side) => $(side).value);
    for (const side of SIDES) {
      clear($(side));
      for (const plan of done) $(side).appendChild(el("option", { value: plan.id }, plan.about.title ? `${plan.about.title} — ${plan.name}` : plan.name));
    }
    $("compare").dataset.key = key;
    const there = before.every((id) => done.some((plan) => plan.id === id));
    const [old, newer] = chosen && there ? before : latestTwo(done);
    $("old").value = old;
    $("new").value = newer;
  }
  linkComparison();
}

function latestTwo(done) {
  const [a, b] = done.slice(-2);
  return age(a) > age(b) ? [b.id, a.id] : [a.id, b.id];
}

function linkComparison() {
  const [old, newer] = SIDES.map((side) => $(side).value);
  for (const format of ["html", "xlsx", "docx"]) {
    const link = $("compare-" + format);
    if (old === newer) {
      link.removeAttribute("href");
      link.setAttribute("aria-disabled", "true");
      link.title = t("same_twice");
    } else {
      link.href = `compare?old=${old}&new=${newer}&format=${format}&lang=${lang()}`;
      link.removeAttribute("aria-disabled");
      link.removeAttribute("title");
    }
  }
}

function listenToCompare() {
  for (const side of SIDES) $(side).addEventListener("change", () => { chosen = true; linkComparison(); });
  $("swap").addEventListener("click", () => {
    chosen = true;
    [$("old").value, $("new").value] = [$("new").value, $("old").value];
    linkComparison();
  });
}

// What the page says, in Chinese and English; the words stand in words.json.

let language = navigator.language && !navigator.language.startsWith("zh") ? 1 : 0;

function t(key, ...values) {
  const pair = DATA.words[key];
  return (pair ? pair[language] : key).replace(/\{(\d)\}/g, (_, i) => values[i]);
}

// 下降 ≥ 7%, 每年 = 2万套, 介于 3—5%: as ledgers have it.
function amount(target) {
  const each = target.per ? t("per." + target.per) : "";
  const change = target.change ? t("change." + target.change) : "";
  const sign = target.change && target.comparator === "eq" ? "" : t("comparator." + target.comparator);
  const upper = target.value_max === null || target.value_max === undefined ? "" : "—" + target.value_max;
  return [each, change, sign, `${target.value}${upper}${target.unit || ""}`].filter(Boolean).join(" ");
}

function when(deadline) {
  if (deadline.end) return deadline.end + (deadline.time ? " " + deadline.time : "");
  return deadline.rrule || t("kind." + deadline.kind);
}

function labelWords(root) {
  for (const node of root.querySelectorAll("[data-w]")) node.textContent = t(node.dataset.w);
  for (const node of root.querySelectorAll("[data-title]")) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of root.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
}

// Values as people write them.

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

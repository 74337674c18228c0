// The text of the plan by code points, as spans count; JavaScript counts a rare character (𬭚) as two.

const DATA = JSON.parse($("data").textContent);
const PLAN = DATA.plan;
const DESK = DATA.desk; // where a server keeps corrections; null for a page that is a file
const TEXT = PLAN.text;
const RARE = /[\ud800-\udbff][\udc00-\udfff]/.test(TEXT);
const POINTS = RARE ? Array.from(TEXT) : null;

const wordsAt = (start, end) => (RARE ? POINTS.slice(start, end).join("") : TEXT.slice(start, end));
const wordsOf = (span) => wordsAt(span.start, span.end);
const pointsIn = (words) => (RARE ? Array.from(words).length : words.length);
const overlap = (a, b) => a.start < b.end && b.start < a.end;
const holds = (a, b) => a.start <= b.start && b.end <= a.end;
const copy = (value) => JSON.parse(JSON.stringify(value));

const STARTS = PLAN.blocks.map((block) => block.span.start);

function blockNumberAt(offset) {
  let low = 0, high = STARTS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (STARTS[middle] <= offset) low = middle + 1; else high = middle;
  }
  return low - 1;
}

function blocksOver(span) {
  const found = [];
  for (let i = Math.max(0, blockNumberAt(span.start)); i < PLAN.blocks.length && STARTS[i] < span.end; i++) {
    if (overlap(PLAN.blocks[i].span, span)) found.push(i);
  }
  return found;
}

const LINE_NUMBERS = new Map();
PLAN.blocks.filter((block) => block.kind !== "cell").forEach((block, i) => LINE_NUMBERS.set(block, i + 1));

// 第3页 表1第5行, 第17段: counted from one, as everywhere else in policy-parse.
function placeOf(offset) {
  const block = PLAN.blocks[blockNumberAt(offset)];
  if (!block) return t("place.character", offset + 1);
  const words = [];
  if (block.page !== null) words.push(t("place.page", block.page));
  if (block.kind === "cell") words.push(t("place.row", block.table + 1, block.row + 1));
  else if (block.paragraph !== null) words.push(t("place.paragraph", block.paragraph + 1));
  else if (block.page === null) words.push(t("place.paragraph", LINE_NUMBERS.get(block)));
  return words.join(" ") || t("place.character", offset + 1);
}

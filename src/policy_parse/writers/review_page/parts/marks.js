// The document as text: every value marked at its words. A segment is a stretch with the same values and tasks over it.

const blockNodes = new Map();
const segmentsOf = new Map(); // key of an item or work -> its segments
let lit = [];

function findBlocks() {
  for (const node of document.querySelectorAll("#text .block")) blockNodes.set(Number(node.dataset.b), node);
}

function paintAll() {
  segmentsOf.clear();
  const over = PLAN.blocks.map(() => []);
  for (const thing of [...works, ...items]) {
    if (isMarked(thing)) for (const number of blocksOver(spanOf(thing))) over[number].push(thing);
  }
  over.forEach((things, number) => paintBlock(number, things));
}

const isMarked = (thing) => (isWork(thing) ? thing.span !== null && !thing.removed : !thing.removed && !thing.work.removed);

// The blocks under these spans again, after a value came, went or moved.
function repaint(spans) {
  const numbers = new Set(spans.flatMap(blocksOver));
  for (const number of numbers) {
    const block = PLAN.blocks[number].span;
    for (const list of segmentsOf.values()) {
      for (let i = list.length - 1; i >= 0; i--) if (Number(list[i].dataset.b) === number) list.splice(i, 1);
    }
    paintBlock(number, [...works, ...items].filter((thing) => isMarked(thing) && overlap(spanOf(thing), block)));
  }
}

function paintBlock(number, things) {
  const block = PLAN.blocks[number].span;
  const node = clear(blockNodes.get(number));
  const edges = new Set([block.start, block.end]);
  for (const thing of things) {
    const span = spanOf(thing);
    for (const edge of [span.start, span.end]) if (block.start < edge && edge < block.end) edges.add(edge);
  }
  const cuts = Array.from(edges).sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i++) {
    const here = things.filter((thing) => spanOf(thing).start <= cuts[i] && cuts[i + 1] <= spanOf(thing).end);
    node.appendChild(segment(number, cuts[i], cuts[i + 1], here));
  }
}

function segment(number, start, end, things) {
  const values = things.filter((thing) => !isWork(thing));
  const kinds = Array.from(new Set(values.map(kindOf)));
  const node = el("span", {
    class: values.length ? "mark " + kinds.join(" ") : "words",
    "data-o": start,
    "data-b": number,
    title: values.length ? Array.from(new Set(values.map(says))).join("\n") : null,
  }, wordsAt(start, end));
  node.things = things;
  for (const thing of things) {
    if (!segmentsOf.has(thing.key)) segmentsOf.set(thing.key, []);
    segmentsOf.get(thing.key).push(node);
  }
  return node;
}

// What a value means, in one line.
function says(item) {
  const value = item.now;
  if (item.field === "targets") return [value.indicator, amount(value)].filter(Boolean).join(" ");
  if (item.field === "deadlines") return when(value);
  return `${t("role." + value.role)} ${value.name}`;
}

function light(thing) {
  for (const node of lit) node.classList.remove("lit", "lit-task");
  lit = [];
  if (!thing) return;
  const put = (list, name) => {
    for (const node of list || []) {
      node.classList.add(name);
      lit.push(node);
    }
  };
  put(segmentsOf.get(workOf(thing).key), "lit-task");
  if (!isWork(thing)) put(segmentsOf.get(thing.key), "lit");
}

// Words of a finding, which are no value: lit as far as segments go, else the whole block is.
function lightSpans(spans) {
  light(null);
  for (const span of spans) {
    for (const number of blocksOver(span)) {
      const inside = Array.from(blockNodes.get(number).childNodes).filter((node) => {
        const start = Number(node.dataset.o);
        return start < span.end && span.start < start + pointsIn(node.textContent);
      });
      for (const node of inside) {
        node.classList.add("lit");
        lit.push(node);
      }
    }
  }
  bringIntoView(lit[0], "center");
  lightOnPages(spans);
}

function onDocumentClick(event) {
  const node = event.target.closest(".words, .mark");
  if (!node || selecting) return;
  const values = node.things.filter((thing) => !isWork(thing));
  const tasks = node.things.filter(isWork).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  choose(nextOf(values) || tasks[0] || null, { from: "document" });
}

// Of several values over the same words, one of the task in hand first; each further click goes on to the next.
function nextOf(values) {
  const at = values.indexOf(current);
  if (at >= 0) return values[(at + 1) % values.length];
  return values.find((item) => current && item.work === workOf(current)) || values[0];
}

// The pages as pictures, with the boxes of all values: where characters stand is known from the file, else the block's box.

const pageNodes = new Map();
const linesOfPage = new Map();
const linesOfBlock = new Map();
let litSpans = [];

const hasPages = DATA.pages.length > 0;

function buildPages() {
  const root = clear($("pages"));
  for (const page of DATA.pages) {
    const drawing = svg("svg", { viewBox: `0 0 ${page.width} ${page.height}`, class: "layer" });
    const node = el("figure", { class: "page", "data-page": page.page },
      el("div", { class: "sheet" }, el("img", { alt: "", width: Math.round(page.width), height: Math.round(page.height) }), drawing),
      el("figcaption"));
    pageNodes.set(page.page, { page, node, drawing, drawn: false });
    root.appendChild(node);
  }
  for (const page of DATA.pages) linesOfPage.set(page.page, page.lines.map(([start, top, bottom, edges]) => ({ start, top, bottom, edges, page: page.page })));
  for (const lines of linesOfPage.values()) {
    for (const line of lines) {
      const number = blockNumberAt(line.start);
      if (!linesOfBlock.has(number)) linesOfBlock.set(number, []);
      linesOfBlock.get(number).push(line);
    }
  }
  if (!("IntersectionObserver" in window)) return pageNodes.forEach(drawPage);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) drawPage(pageNodes.get(Number(entry.target.dataset.page)));
  }, { root: $("document"), rootMargin: "600px" });
  for (const { node } of pageNodes.values()) seen.observe(node);
}

// The picture, the words over it so that they can be selected, and a box for each value.
function drawPage(known) {
  if (known.drawn) return;
  known.drawn = true;
  known.node.querySelector("img").src = known.page.picture;
  drawBoxes(known);
}

function drawBoxes(known) {
  clear(known.drawing);
  for (const line of linesOfPage.get(known.page.page)) {
    const size = line.bottom - line.top;
    known.drawing.appendChild(svg("text", {
      x: xsOf(line).join(" "), y: line.bottom - size * 0.15, "font-size": size * 0.85, "data-o": line.start,
    }, wordsAt(line.start, line.start + line.edges.length - 1)));
  }
  const whole = new Map(); // number of a block -> the values in it whose own places are not known
  for (const item of items) {
    if (!isMarked(item)) continue;
    for (const box of boxesOf(item.now.span)) {
      if (box.page !== known.page.page) continue;
      if (box.block === undefined) known.drawing.appendChild(boxNode(box, [item], kindOf(item)));
      else whole.set(box.block, { box, inside: [...(whole.has(box.block) ? whole.get(box.block).inside : []), item] });
    }
  }
  for (const { box, inside } of whole.values()) known.drawing.appendChild(boxNode(box, inside, "whole"));
  drawLit(known);
}

function drawLit(known) {
  for (const node of known.drawing.querySelectorAll(".box-lit")) node.remove();
  for (const box of litSpans.flatMap(boxesOf)) {
    if (box.page !== known.page.page) continue;
    known.drawing.appendChild(svg("rect", { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2, rx: 2, class: "box-lit" }));
  }
}

// One left edge for each UTF-16 unit, as SVG counts.
function xsOf(line) {
  if (!RARE) return line.edges.slice(0, -1);
  return line.edges.slice(0, -1).flatMap((x, i) => (POINTS[line.start + i].length > 1 ? [x, x] : [x]));
}

function boxNode(box, inside, name) {
  return svg("rect", {
    x: box.x, y: box.y, width: box.width, height: box.height, rx: 1.5, class: "box " + name,
    onclick: (event) => { event.stopPropagation(); choose(nextOf(inside), { from: "document" }); },
  }, svg("title", null, inside.map(says).join("\n")));
}

const FOUND = 0.6; // the share of its characters that must be known, else the whole block is boxed

// The boxes of a span, line by line; of the whole block where its characters are not known.
function boxesOf(span) {
  const found = [];
  for (const number of blocksOver(span)) {
    const part = { start: Math.max(span.start, PLAN.blocks[number].span.start), end: Math.min(span.end, PLAN.blocks[number].span.end) };
    const boxes = linesOver(number, part);
    const known = boxes.reduce((sum, box) => sum + box.characters, 0);
    const block = PLAN.blocks[number];
    if (boxes.length && known >= FOUND * (part.end - part.start)) found.push(...boxes);
    else if (block.page !== null && block.bbox) {
      const [x, y, right, bottom] = block.bbox;
      found.push({ page: block.page, block: number, x, y, width: right - x, height: bottom - y });
    }
  }
  return found;
}

function linesOver(number, span) {
  const found = [];
  for (const line of linesOfBlock.get(number) || []) {
    const end = line.start + line.edges.length - 1;
    if (span.start >= end || line.start >= span.end) continue;
    const x = line.edges[Math.max(0, span.start - line.start)];
    const right = line.edges[Math.min(line.edges.length - 1, span.end - line.start)];
    const characters = Math.min(end, span.end) - Math.max(line.start, span.start);
    found.push({ page: line.page, characters, x, y: line.top, width: Math.max(1, right - x), height: line.bottom - line.top });
  }
  return found;
}

function lightOnPages(spans) {
  litSpans = spans;
  for (const known of pageNodes.values()) if (known.drawn) drawLit(known);
  const first = showsPages() && spans.flatMap(boxesOf)[0];
  if (!first || !pageNodes.has(first.page)) return;
  const known = pageNodes.get(first.page);
  drawPage(known);
  bringIntoView(known.drawing.querySelector(".box-lit"), "center");
}

const showsPages = () => hasPages && document.body.dataset.document === "pages";

function redrawPages() {
  for (const known of pageNodes.values()) if (known.drawn) drawBoxes(known);
}

function showDocument(which) {
  document.body.dataset.document = which;
  for (const name of ["text", "pages"]) $("show-" + name).setAttribute("aria-pressed", String(which === name));
  if (current) show(current);
}

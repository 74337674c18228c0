// What a page says, in Chinese and English; the words stand in its words.json. A server may have chosen the language.

const asked = new URLSearchParams(location.search).get("lang") || document.documentElement.dataset.speaks || navigator.language || "zh";
let language = asked.startsWith("zh") ? 0 : 1;

function t(key, ...values) {
  const pair = DATA.words[key];
  return (pair ? pair[language] : key).replace(/\{(\d)\}/g, (_, i) => values[i]);
}

function labelWords(root) {
  for (const node of root.querySelectorAll("[data-w]")) node.textContent = t(node.dataset.w);
  for (const node of root.querySelectorAll("[data-title]")) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of root.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
}

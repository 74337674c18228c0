"""The page for review in a headless Chromium (`chromium`, of the folder above)."""

import json
import time

import pytest

from policy_parse import parse
from policy_parse.model import Plan
from policy_parse.writers import render


class Page:
    """One review page in the browser, and what a reviewer does with it."""

    def __init__(self, browser, folder, data):
        self.browser, self.folder = browser, folder
        file = folder / "page.html"
        file.write_bytes(data)
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        browser.get(file.as_uri())

    def run(self, script, *arguments):
        """What a script in the page returns."""
        return self.browser.execute_script(script, *arguments)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def one(self, selector):
        return self.browser.find_element("css selector", selector)

    def click(self, selector, number=0):
        self.run(
            """
            const node = document.querySelectorAll(arguments[0])[arguments[1]];
            node.scrollIntoView({block: 'center'});
            return node;
            """,
            selector, number,
        ).click()  # fmt: skip

    def keys(self, *keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def choose(self, selector, value):
        self.run(
            "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))",
            selector, value,
        )  # fmt: skip

    def fill(self, name, words):
        node = self.one(f"#editor [name={name}]")
        if node.tag_name == "select":
            return self.choose(f"#editor [name={name}]", words)
        if node.get_attribute("type") == "date":
            return self.run("arguments[0].value = arguments[1]", node, words)
        node.clear()
        node.send_keys(words)

    def wait(self, script):
        """Wait until an expression in the page is true, ten seconds at most."""
        for _ in range(200):
            if self.run(f"return Boolean({script})"):
                return
            time.sleep(0.05)
        raise AssertionError(f"never: {script}")

    def select(self, words, number=0, *, until="!document.querySelector('#picker').hidden"):
        """Select words of the document as a pointer would, the `number`th time that they stand in one piece."""
        assert self.run(
            """
            const [words, number] = arguments;
            const nodes = Array.from(document.querySelectorAll('#text [data-o]')).filter((n) => n.textContent.includes(words));
            if (!nodes[number]) return false;
            const at = nodes[number].textContent.indexOf(words);
            const range = document.createRange();
            range.setStart(nodes[number].firstChild, at);
            range.setEnd(nodes[number].firstChild, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return true;
            """,
            words, number,
        ), words  # fmt: skip
        self.wait(until)  # the page hears of a selection a moment later

    def lit(self):
        return self.run("return Array.from(document.querySelectorAll('#text .lit')).map((n) => n.textContent).join('')")

    def save(self):
        """The corrections file that the button writes."""
        for earlier in self.folder.glob("*.json"):
            earlier.unlink()
        self.click("#save")
        for _ in range(400):
            made = next(self.folder.glob("*.json"), None)
            if made is not None:
                return json.loads(made.read_text("utf-8"))
            time.sleep(0.05)
        raise AssertionError("nothing was saved")

    def let_go(self):
        """Leave without being asked whether what was not saved may be lost."""
        self.run("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")

    def leave(self):
        """Let go, and forget what the page kept for the next time."""
        self.let_go()
        self.run("localStorage.clear(); Storage.prototype.setItem = () => {}")

    def complaints(self):
        return [entry["message"] for entry in self.browser.get_log("browser")]


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open the review page of a plan, of the text of one, or page bytes. No test may leave an error on the console."""
    pages = []

    def open_(what):
        plan = parse(what.encode(), name="plan.txt") if isinstance(what, str) else what
        if pages:
            pages[-1].leave()
        else:
            chromium.get_log("browser")  # what other pages said
        pages.append(Page(chromium, tmp_path, render(plan, "html") if isinstance(plan, Plan) else plan))
        return pages[-1]

    yield open_
    for page in pages[-1:]:
        assert page.complaints() == []
        page.leave()
        chromium.get("about:blank")  # a page that stands open is drawn again and again

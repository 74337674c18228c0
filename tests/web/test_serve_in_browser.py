"""The page in a headless Chromium: files chosen and dropped, progress, review, corrections, downloads, comparison."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from icalendar import Calendar
from web_site import PLAN

from policy_parse import Plan, parse

NEXT_YEAR = PLAN.replace("2025", "2026").replace("15家", "18家")
HOSTILE_NAME = "<img src=x onerror=alert(1)>.txt"
HOSTILE = "关于</script><script>alert(1)</script>的工作方案\n一、重点任务\n1.<b onclick=alert(1)>改造</b>管网5公里。（市水利局负责）\n"


@pytest.fixture(scope="module")
def address(chromium):
    """The address that `policy-parse serve` prints; the server ends with the tests."""
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "policy_parse", "serve", "--no-browser", "--limit-mb", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
    process.stdout.readline()
    yield process.stdout.readline().strip()
    process.terminate()
    assert process.wait(30) == 0


class Desk:
    """The page in a browser, and what a clerk does there."""

    def __init__(self, browser, address, folder):
        self.browser, self.address, self.folder = browser, address, folder
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        browser.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.downloads)}
        )
        browser.get(address)

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def one(self, selector):
        return self.browser.find_element("css selector", selector)

    def text(self, selector):
        return self.one(selector).text

    def wait(self, script, *arguments):
        """What an expression in the page gives once it is true, half a minute at most."""
        for _ in range(600):
            if found := self.run(f"return {script}", *arguments):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never: {script}")

    def click(self, selector):
        node = self.one(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", node)
        node.click()

    def choose(self, text, name="方案.txt"):
        """Choose a file by the button; its part of the list once it is read."""
        file = self.folder / name
        file.write_text(text, "utf-8")
        known = {node.get_attribute("data-id") for node in self.all("#list > li")}
        self.one("#files").send_keys(str(file))
        return self.settled(known)

    def drop(self, text, name):
        """Let go of a file that was dragged over the page."""
        known = {node.get_attribute("data-id") for node in self.all("#list > li")}
        self.run(
            """
            const [text, name] = arguments;
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name));
            const tell = (kind) => document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            tell("dragover");
            window.veiled = !document.getElementById("veil").hidden;
            tell("drop");
            """,
            text, name,
        )  # fmt: skip
        assert self.run("return window.veiled")
        assert self.run("return document.getElementById('veil').hidden")
        return self.settled(known)

    def settled(self, known):
        """The id of what is new in the list, once it is read or cannot be."""
        return self.wait(
            """(() => { const node = Array.from(document.querySelectorAll('#list > li.done, #list > li.failed')).find((one) => !arguments[0].includes(one.dataset.id)); return node && node.dataset.id; })()""",
            sorted(known),
        )

    def card(self, identity):
        return f"#list > li[data-id='{identity}']"

    def download(self, selector):
        """The file that a click saves."""
        for earlier in self.downloads.iterdir():
            earlier.unlink()
        self.click(selector)
        for _ in range(600):
            made = [path for path in self.downloads.iterdir() if path.suffix not in (".crdownload", ".tmp")]
            if made and made[0].stat().st_size:
                return made[0]
            time.sleep(0.05)
        raise AssertionError("nothing was saved")

    def complaints(self):
        return [entry["message"] for entry in self.browser.get_log("browser")]


@pytest.fixture
def desk(chromium, address, tmp_path):
    """The page with an empty list; no test may leave an error on the console."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    made = Desk(chromium, address, tmp_path)
    yield made
    assert made.complaints() == []
    made.run("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
    chromium.get(address)
    made.run(
        "return fetch('plans').then((a) => a.json()).then((l) => Promise.all(l.map((one) => fetch('plans/' + one.id, {method: 'DELETE'}))))"
    )


def words_of(path):
    return [
        str(cell.value)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_the_token_leaves_the_address_and_the_page_can_be_loaded_again(desk):
    assert desk.browser.current_url == desk.address.partition("?")[0]
    desk.browser.refresh()
    assert desk.text("#drop .lead") == "把方案文件拖到这里"


def test_progress_is_seen_from_the_choice_of_a_file_to_the_plan(desk):
    desk.run(
        """
        window.seen = [];
        new MutationObserver(() => { for (const node of document.querySelectorAll('#list > li')) window.seen.push(node.className.split(' ')[1] + ' ' + Boolean(node.querySelector('progress'))); })
          .observe(document.getElementById('list'), { childList: true, subtree: true });
        """
    )
    identity = desk.choose(PLAN)
    seen = list(dict.fromkeys(desk.run("return window.seen")))
    assert seen[0] == "uploading true"
    assert {"waiting false", "reading true"} & set(seen)
    assert seen[-1] == "done false"
    assert desk.text(f"{desk.card(identity)} h3") == "江城市2025年节约用水工作方案"
    assert [node.text for node in desk.all(f"{desk.card(identity)} .counts li")][:3] == ["2 任务", "3 单位", "2 指标"]
    assert "方案.txt：读完，任务 2 项" in desk.text("#told")


def test_a_dropped_file_is_read_too(desk):
    identity = desk.drop(PLAN, "拖入.txt")
    assert "拖入.txt" in desk.text(f"{desk.card(identity)} .facts")


def test_several_files_one_of_which_cannot_be_read(desk):
    paths = []
    for name, data in (("甲.txt", PLAN.encode()), ("坏.docx", b"PK\x03\x04 broken"), ("乙.txt", NEXT_YEAR.encode())):
        paths.append(desk.folder / name)
        paths[-1].write_bytes(data)
    desk.one("#files").send_keys("\n".join(map(str, paths)))
    desk.wait(
        "document.querySelectorAll('#list > .done').length === 2 && document.querySelectorAll('#list > .failed').length === 1"
    )
    assert desk.text(".failed h3") == "坏.docx"
    assert "不认识的文件格式" in desk.text(".failed .error")
    assert desk.run("return document.querySelectorAll('#compare option').length") == 4


def test_corrections_made_in_the_review_are_in_what_is_downloaded(desk):
    identity = desk.choose(PLAN)
    card = desk.card(identity)
    assert "市财政局" in words_of(desk.download(f"{card} [data-act=xlsx]"))
    desk.click(f"{card} [data-act=review]")
    desk.wait("document.body.classList.contains('ready')")

    chips = {node.text.split("\n")[0]: node for node in desk.all(".chip[data-k]")}
    unit = next(node for text, node in chips.items() if text.startswith("市财政局"))
    unit.click()
    assert (
        desk.run("return Array.from(document.querySelectorAll('#text .lit')).map((n) => n.textContent).join('')")
        == "市财政局"
    )
    desk.click("#bar [data-act=remove]")
    desk.wait("document.getElementById('kept').textContent === '已保存'")

    target = next(node for node in desk.all(".chip.target") if "85公里" in node.text)
    target.click()
    desk.click("#bar [data-act=correct]")
    number = desk.one("#editor [name=value]")
    number.clear()
    number.send_keys("90")
    desk.click("#editor button[type=submit]")
    desk.click("#save")
    desk.wait("document.getElementById('told').textContent.startsWith('已保存')")

    desk.browser.refresh()  # what was saved is there again
    desk.wait("document.querySelectorAll('.chip.removed').length === 1")
    assert any("90公里" in node.text for node in desk.all(".chip.target"))
    corrections = json.loads(desk.download("#save-file").read_text("utf-8"))
    assert [(one["op"], one["field"]) for one in corrections["corrections"]] == [
        ("remove", "supporting"),
        ("set", "targets"),
    ]

    desk.click("#home")
    desk.wait("document.querySelector('#list .tag')")
    assert desk.text(f"{card} .tag") == "已更正"
    ledger = words_of(desk.download(f"{card} [data-act=xlsx]"))
    assert "市住房城乡建设局" in ledger
    assert "市财政局" not in ledger
    table = Document(desk.download(f"{card} [data-act=docx]"))
    cells = {cell.text for row in table.tables[0].rows for cell in row.cells}
    assert "市住房城乡建设局" in cells
    assert not [text for text in cells if "市财政局" in text]
    calendar = Calendar.from_ical(desk.download(f"{card} [data-act=ics]").read_bytes())
    [entry] = [part for part in calendar.walk() if part.name in ("VTODO", "VEVENT")]
    assert "更新供水管网" in entry["summary"]
    saved = desk.download(f"{card} [data-act=json]")
    assert saved.name == "方案-任务.json"
    plan = Plan.model_validate_json(saved.read_bytes())
    assert plan.tasks[0].supporting == ()
    assert plan.tasks[0].targets[0].value == 90


def test_undoing_everything_is_saved_too(desk):
    identity = desk.choose(PLAN)
    desk.click(f"{desk.card(identity)} [data-act=review]")
    desk.wait("document.body.classList.contains('ready')")
    desk.click(".chip[data-k]")
    desk.click("#bar [data-act=confirm]")
    desk.wait("document.getElementById('kept').textContent === '已保存'")
    desk.click("#bar [data-act=undo]")
    desk.wait("document.getElementById('kept').textContent !== '已保存'")
    desk.click("#home")  # before it is saved: it is, and then the list comes
    desk.wait("document.querySelector('#list > .done')")
    plan = Plan.model_validate_json(desk.download(f"{desk.card(identity)} [data-act=json]").read_bytes())
    assert plan.tasks == parse(PLAN.encode(), name="方案.txt").tasks


def test_nothing_stays_in_the_browser(desk):
    identity = desk.choose(PLAN)
    desk.click(f"{desk.card(identity)} [data-act=review]")
    desk.wait("document.body.classList.contains('ready')")
    desk.click(".chip[data-k]")
    desk.click("#bar [data-act=confirm]")
    desk.wait("document.getElementById('kept').textContent === '已保存'")
    assert desk.run("return [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_ledger_that_was_filled_in_is_brought_up_to_date(desk):
    desk.choose(PLAN)
    book = openpyxl.load_workbook(desk.download("#list [data-act=xlsx]"))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    sheet.cell(4, heads.index("进展情况") + 1).value = "已改造40公里"
    filled = desk.folder / "台账.xlsx"
    book.save(filled)
    identity = desk.choose(
        NEXT_YEAR.replace("（市水利局负责）", "（市水利局负责）\n3.抓好节水宣传。（市教育局负责）"), "明年.txt"
    )
    desk.run("ledgerInput = document.getElementById('ledger'); ledgerInput.click = () => {}")  # no window to choose in
    desk.click(f"{desk.card(identity)} [data-act=renew]")
    for earlier in desk.downloads.iterdir():
        earlier.unlink()
    desk.one("#ledger").send_keys(str(filled))
    report = desk.wait("document.querySelector('.report')?.textContent")
    assert "延续 2 行" in report
    assert "新增 3 抓好节水宣传" in report
    made = desk.downloads / "台账.xlsx"
    for _ in range(200):
        if made.exists():
            break
        time.sleep(0.05)
    words = words_of(made)
    assert "已改造40公里" in words
    assert any("抓好节水宣传" in one for one in words)


def test_two_plans_are_compared(desk):
    desk.choose(NEXT_YEAR, "明年.txt")
    desk.choose(PLAN, "今年.txt")
    shown = [
        desk.run("return document.getElementById(arguments[0]).selectedOptions[0].textContent", side)
        for side in ("old", "new")
    ]
    assert ["今年.txt" in shown[0], "明年.txt" in shown[1]] == [True, True]
    book = desk.download("#compare-xlsx")
    assert any("18家" in words for words in words_of(book))
    first = desk.browser.current_window_handle
    desk.click("#compare-html")
    for _ in range(200):
        if len(desk.browser.window_handles) == 2:
            break
        time.sleep(0.05)
    [other] = set(desk.browser.window_handles) - {first}
    desk.browser.switch_to.window(other)
    try:
        desk.wait("document.querySelectorAll('ins').length")
        assert "18" in "".join(node.text for node in desk.all("ins"))
        assert desk.complaints() == []
    finally:
        desk.browser.close()
        desk.browser.switch_to.window(first)
    desk.click("#swap")
    assert "明年.txt" in desk.run("return document.getElementById('old').selectedOptions[0].textContent")
    assert desk.run(
        "return new URL(document.getElementById('compare-html').href).searchParams.get('old') === document.getElementById('old').value"
    )


def test_words_that_would_act_are_shown_as_words(desk):
    identity = desk.drop(HOSTILE, HOSTILE_NAME)
    assert HOSTILE_NAME in desk.text(f"{desk.card(identity)}")
    assert desk.all("#list img, #list script, #list b[onclick]") == []
    desk.click(f"{desk.card(identity)} [data-act=review]")
    desk.wait("document.body.classList.contains('ready')")
    assert "<b onclick=alert(1)>" in desk.text("#text")
    assert HOSTILE_NAME in desk.text("#summary")
    assert desk.all("main script, main img, main b[onclick]") == []


def test_a_file_that_is_too_large_is_told_before_it_is_sent(desk):
    file = desk.folder / "大.txt"
    file.write_bytes(b"1" * 1_000_001)
    desk.one("#files").send_keys(str(file))
    assert desk.text("#told") == "大.txt：文件超过 1 MB"
    assert desk.all("#list > li") == []


def test_a_plan_is_removed(desk):
    identity = desk.choose(PLAN)
    desk.click(f"{desk.card(identity)} [data-act=remove]")
    desk.wait("document.querySelectorAll('#list > li').length === 0")
    assert "已移去 方案.txt" in desk.text("#told")
    assert desk.run("return document.activeElement.id") == "files"


def test_both_languages(desk):
    desk.choose(PLAN)
    desk.click("#language")
    assert desk.text("#drop .lead") == "Drop plans here"
    assert desk.text("#list [data-act=review]") == "Review and correct"
    assert desk.run("return document.documentElement.lang") == "en"
    desk.click("#list [data-act=review]")
    desk.wait("document.body.classList.contains('ready')")
    assert desk.text("#save") == "Save"
    desk.click("#home")
    assert desk.wait("document.querySelector('#drop .lead').textContent") == "Drop plans here"


def test_every_word_of_the_page_is_in_both_languages():
    words = json.loads((Path(__file__).parents[2] / "src/policy_parse/web/parts/words.json").read_text("utf-8"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    parts = Path(__file__).parents[2] / "src/policy_parse/web/parts"
    used = "".join(
        (parts / name).read_text("utf-8")
        for name in ("home.html", "list.js", "uploads.js", "ledger.js", "compare.js", "home.js")
    )
    families = ("count.", "xlsx", "docx", "ics", "json", "failed", "queued", "waiting", "noscript")
    assert [key for key in words if f'"{key}"' not in used and not key.startswith(families)] == []


def test_everything_has_a_name_and_is_reached_by_the_keyboard(desk):
    from selenium.webdriver import ActionChains, Keys

    desk.choose(PLAN, "今年.txt")
    desk.choose(NEXT_YEAR, "明年.txt")
    things = [node for node in desk.all("a, button, select, input") if node.is_displayed()]
    assert [node.get_attribute("outerHTML") for node in things if not node.accessible_name] == []
    desk.run("document.activeElement.blur()")
    reached = set()
    for _ in range(len(things) + 5):
        ActionChains(desk.browser).send_keys(Keys.TAB).perform()
        reached.add(desk.browser.switch_to.active_element.id)
    assert [node.get_attribute("outerHTML") for node in things if node.id not in reached] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off_or_too_faint(desk, width, scheme):
    desk.browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    )
    desk.browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        desk.choose(PLAN, "江城市人民政府办公室关于印发一份名称很长很长很长的方案的通知（征求意见稿）最终版.txt")
        desk.choose(NEXT_YEAR, "b" * 90 + ".txt")
        desk.drop("PK\x03\x04 broken", "c" * 90 + ".docx")
        assert desk.run("return document.documentElement.scrollWidth") <= width
        assert desk.run(TOO_WIDE) == []
        assert desk.run(TOO_FAINT) == []
    finally:
        desk.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        desk.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


TOO_WIDE = """
return Array.from(document.querySelectorAll('main *')).filter((node) => node.tagName !== 'OPTION' && node.id !== 'files' && node.offsetParent)
  .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || (node.tagName !== 'SELECT' && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline'))
  .map((node) => node.outerHTML.slice(0, 90));
"""
TOO_FAINT = """
const parts = (words) => words.match(/[\\d.]+/g).map(Number);
const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = (node) => { for (let at = node; at; at = at.parentElement) { const c = parts(getComputedStyle(at).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
return Array.from(document.querySelectorAll('body *')).filter((node) => node.offsetParent && node.id !== 'files' && Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim())).flatMap((node) => {
  const [a, b] = [light(parts(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
  const contrast = (a + 0.05) / (b + 0.05);
  return contrast < 4.5 ? [node.outerHTML.slice(0, 90) + ' ' + contrast.toFixed(2)] : [];
});
"""

"""A headless Chromium for the tests of pages; without one they are skipped."""

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver") or shutil.which("chromium.chromedriver")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--in-process-gpu", "--disable-software-rasterizer", "--disable-smooth-scrolling", "--disable-extensions", "--disable-features=Translate,OptimizationHints,MediaRouter,PaintHolding,BackForwardCache,SpareRendererForSitePerProcess",
    "--disable-site-isolation-trials", "--renderer-process-limit=1", "--window-size=1280,900", "--accept-lang=zh-CN",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A browser with a new, empty profile."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium with its driver here")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield browser
    browser.quit()

"""Drives the site in WebKitGTK and prints what happened as JSON.

Run by the gate, under a screen and a bus of its own:
    xvfb-run -a dbus-run-session -- python tests/gate/webkit.py ADDRESS LESSON CHECK AXE
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]

RUN_AXE = """
const [tags, done] = arguments
axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(({violations}) => done(violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`))))
"""


def mini_browser() -> str:
    """The browser that Debian ships beside the driver."""
    return str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))


def visible(driver: Any, selector: str) -> Any:
    """The first element that can be seen, once there is one."""
    return WebDriverWait(driver, 10).until(
        lambda d: next((e for e in d.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()), None)
    )


def press(driver: Any, selector: str) -> None:
    element = visible(driver, selector)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def axe(driver: Any, source: str) -> list[str]:
    """Violations that axe finds in the page as it stands."""
    driver.execute_script(source)
    return list(driver.execute_async_script(RUN_AXE, TAGS))


def drive(driver: Any, address: str, lesson: str, check: str, source: str) -> dict[str, Any]:
    """Read, menu, search, self-check to its result."""
    seen: dict[str, Any] = {"axe": []}
    driver.get(f"{address}/{lesson}")
    seen["title"] = visible(driver, "h1").text
    seen["axe"] += axe(driver, source)
    press(driver, '[data-open="menu"]')
    seen["menu"] = len([a for a in driver.find_elements(By.CSS_SELECTOR, "#site_menu a") if a.is_displayed()])
    seen["axe"] += axe(driver, source)
    press(driver, "#site_menu [data-close]")
    press(driver, '[data-open="search"]')
    visible(driver, "#search_words").send_keys("reassurance")
    visible(driver, ".found li")
    seen["found"] = len(driver.find_elements(By.CSS_SELECTOR, ".found li"))
    seen["axe"] += axe(driver, source)
    driver.get(f"{address}/{check}")
    press(driver, "[data-do=begin]")
    while not [r for r in driver.find_elements(By.CSS_SELECTOR, ".check-result") if r.is_displayed()]:
        for item in driver.find_elements(By.CSS_SELECTOR, ".check-item:not([hidden])"):
            item.find_elements(By.CSS_SELECTOR, "label")[1].click()
        press(driver, "self-check [type=submit]")
    seen["bands"] = len([b for b in driver.find_elements(By.CSS_SELECTOR, ".check-band") if b.is_displayed()])
    seen["axe"] += axe(driver, source)
    return seen


def main(address: str, lesson: str, check: str, axe_path: str) -> None:
    options = Options()
    options.binary_location = mini_browser()
    options.add_argument("--automation")
    driver = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver")))
    try:
        driver.set_window_size(420, 860)
        driver.set_script_timeout(30)
        print(json.dumps(drive(driver, address, lesson, check, Path(axe_path).read_text("utf-8"))))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

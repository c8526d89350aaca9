"""`make bench-shell`: each goal of the page shell, ours beside the stock theme's on the same pages, from one run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Error, sync_playwright

from mkdocs_securebase.guide import Project, read_guide
from mkdocs_securebase.render import policy

from .. import kinds
from ..chromium import chromium_program, launch_chromium
from ..conftest import copy_repository, securebase
from ..gate import probes, states, subjects
from ..gate.serving import gzipped, served
from ..gate.test_axe import COLOURS, WIDTHS, audit, reader
from ..gate.test_keyboard import missed
from ..gate.test_lighthouse import SLOWER, lighthouse, medians
from ..gate.test_markup import html_validate, vnu
from ..gate.test_policy import hosts_in
from ..gate.test_print import lost_on_paper
from ..gate.test_reflow import LARGE_TEXT, READERS, lost, style
from ..gate.weight import SLOW_4G, weigh
from .stock import build_stock
from .stock import stock as stock_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from ..gate.subjects import Subject


@dataclass(frozen=True)
class Tools:
    """What the measures drive."""

    chromium: Browser
    large_text: Browser
    firefox: Browser | None
    pictures: probes.Pictures
    program: str
    folder: Path


@dataclass(frozen=True)
class Row:
    """A goal, what it asks for, and how a site is measured against it."""

    goal: str
    target: str
    measure: Callable[[Subject, Tools], str]


KINDS = tuple(kind for kind in kinds.KINDS if kind != "not-found")
"""The stock theme's page for what is not there has nothing of ours in it."""


def each_kind(subject: Subject, browser: Browser, viewport: dict[str, int], **options: Any) -> Iterator[Page]:
    """A fresh page of each kind, one after the other."""
    page = probes.opened(browser, viewport, **options)
    for kind in KINDS:
        page.goto(subject.url(subject.pages.longest[kind]))
        yield page
    page.context.close()


# Measures -------------------------------------------------------------------------------------------------------


def axe_nodes(subject: Subject, tools: Tools) -> str:
    """All pages once; each kind in two more widths and two more colours; menu and search open in each colour."""
    found = []
    page = reader(tools.chromium, subjects.PHONE)
    for path in subject.pages.paths:
        page.goto(subject.url(path))
        found += audit(page)
    for kind in KINDS:
        page.goto(subject.url(subject.pages.longest[kind]))
        for width, colours in ((0, "light"), (2, "light"), (2, "dark"), (2, "forced")):
            page.set_viewport_size(WIDTHS[width])  # type: ignore[arg-type]
            page.emulate_media(**COLOURS[colours])
            found += audit(page)
    for colours in ("light", "dark", "forced"):
        page.emulate_media(**COLOURS[colours])
        for opening in (subject.open_menu, subject.open_search):
            page.set_viewport_size(subjects.PHONE)  # type: ignore[arg-type]
            page.goto(subject.url(""))
            opening(page)
            found += audit(page)
    page.context.close()
    review = sum(one.startswith("to review") for one in found)
    return f"{len(found) - review} nodes, {review} to review"


def eight_defects(subject: Subject, tools: Tools) -> str:
    present = [bool(probe(subject, tools.chromium, tools.pictures)) for probe in probes.IN_CHROMIUM]
    present.append(any(probes.broken_by_storage(subject, tools.chromium, f, 1500) for f in ("corrupt", "blocked")))
    if tools.firefox:
        with served(subject.site, {"Content-Security-Policy": probes.STRICT}) as address:
            strict = type(subject)(subject.name, subject.site, address, subject.pages)
            present.append(bool(probes.pages_fetched_ahead(strict, tools.firefox)))
    return f"{sum(present)} of {len(present)} present"


def stops_missed(subject: Subject, tools: Tools) -> str:
    found = 0
    for viewport in (subjects.PHONE, subjects.DESKTOP):
        found += sum(len(missed(page)) for page in each_kind(subject, tools.chromium, viewport))
    return str(found)


def small_targets(subject: Subject, tools: Tools) -> str:
    pages = each_kind(subject, tools.chromium, subjects.PHONE)
    found = [len(page.evaluate("gate.smallTargets(44)")) for page in pages]
    return f"{sum(found)} (at most {max(found)} a page)"


def markup(subject: Subject, tools: Tools) -> str:
    return str(len(vnu(subject.site)) + len(html_validate(tools.folder, subject.site)))


def lighthouse_of(page: str) -> Callable[[Subject, Tools], str]:
    def measure(subject: Subject, tools: Tools) -> str:
        found = lighthouse(subject, tools.program, (page,), runs=3, slower=SLOWER)[page]
        timings = medians(found["runs"])
        scores = [
            timings["performance"],
            *(found["scores"][name] for name in ("accessibility", "best-practices", "seo")),
        ]
        return (
            f"{'/'.join(f'{score:.0f}' for score in scores)}; LCP {timings['largest-contentful-paint'] / 1000:.2f} s, "
            f"TBT {timings['total-blocking-time']:.0f} ms, CLS {timings['cumulative-layout-shift']:.3f}"
        )

    return measure


def kilobytes(size: float) -> str:
    return f"{size / 1000:.1f} kB"


def lesson_weight(subject: Subject, tools: Tools) -> str:
    weight = weigh(tools.chromium, subject.url(subject.lesson))
    index = sum(size for kind, size in weight.bytes.items() if kind in ("XHR", "Fetch"))
    page = weight.without_fonts - index
    return (
        f"{kilobytes(page)}, {weight.requests_without_fonts} requests"
        + (f", and {kilobytes(index)} of search index" if index else "")
        + f"; fonts {kilobytes(weight.bytes.get('Font', 0))}"
    )


def weight_of(kind: str) -> Callable[[Subject, Tools], str]:
    def measure(subject: Subject, tools: Tools) -> str:
        return kilobytes(weigh(tools.chromium, subject.url(subject.lesson)).bytes[kind])

    return measure


def check_weight(subject: Subject, tools: Tools) -> str:
    weight = weigh(tools.chromium, subject.url(subject.check))
    index = sum(size for kind, size in weight.bytes.items() if kind in ("XHR", "Fetch"))
    engine = next(subject.site.rglob("self-check.js"))
    return f"{kilobytes(weight.without_fonts - index)}, engine {kilobytes(len(gzipped(engine)))}"


def check_ready(subject: Subject, tools: Tools) -> str:
    """From the click on a link to a button that answers, over slow 4G on a phone four times slower."""
    times = []
    for _ in range(3):
        # Past its policy, to be asked on each frame.
        page = probes.opened(tools.chromium, subjects.PHONE, whole=False, bypass_csp=True)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(subject.url(subject.check), wait_until="commit")
        page.wait_for_function(
            "document.querySelector('[data-do=begin]')?.checkVisibility({visibilityProperty: true})", polling="raf"
        )
        times.append(page.evaluate("performance.now()"))
        page.context.close()
    return f"{median(times) / 1000:.2f} s"


LATENCIES = """
self.latencies = []
new PerformanceObserver(list => list.getEntries().forEach(e => { if (e.interactionId) latencies.push(e.duration) }))
  .observe({type: 'event', durationThreshold: 16, buffered: true})
"""


def latency_at(slower: int) -> Callable[[Subject, Tools], str]:
    """Of each answer and each step: from the press to the next picture, in steps of 8 ms."""

    def measure(subject: Subject, tools: Tools) -> str:
        page = probes.opened(tools.chromium, subjects.PHONE, whole=False)
        page.add_init_script(LATENCIES)
        session = page.context.new_cdp_session(page)
        page.goto(subject.url(subject.check), wait_until="networkidle")
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        states.review(page)
        page.wait_for_timeout(300)
        entries = sorted(page.evaluate("latencies"))
        page.context.close()
        return f"worst {entries[-1]:.0f} ms" if entries else "below 16 ms"

    return measure


def third_parties(subject: Subject, tools: Tools) -> str:
    asked = [len(weigh(tools.chromium, subject.url(path)).foreign(subject.address)) for path in ("", subject.lesson)]
    dormant: set[str] = set()
    for file in subject.site.rglob("*"):
        if file.suffix in (".js", ".css") and not file.name.startswith("search-index"):
            dormant |= hosts_in(file.read_text("utf-8"))
    return f"{max(asked)} a load, {len(dormant)} hosts named in scripts and styles"


def violations(subject: Subject, tools: Tools) -> str:
    """All pages, under the policy that ours carry."""
    strict = policy.headers()["Content-Security-Policy"]
    with served(subject.site, {"Content-Security-Policy": strict}) as address:
        page = tools.chromium.new_page()
        page.add_init_script(probes.RECORD_VIOLATIONS)
        found = 0
        for path in subject.pages.paths:
            page.goto(f"{address}/{path}")
            found += page.evaluate("violations.length")
        page.close()
    return f"{found} on {len(subject.pages.paths)} pages"


def sent_while_answering(subject: Subject, tools: Tools) -> str:
    page = probes.opened(tools.chromium, subjects.PHONE)
    page.goto(subject.url(subject.check), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    states.result(page)
    page.context.close()
    return f"{len(asked)} requests"


def faults_survived(subject: Subject, tools: Tools) -> str:
    survived = [not probes.broken_by_storage(subject, tools.chromium, fault, 2000) for fault in probes.FAULTS]
    return f"{sum(survived)} of {len(survived)}"


def lost_by(reader_name: str) -> Callable[[Subject, Tools], str]:
    def measure(subject: Subject, tools: Tools) -> str:
        viewport, css, size = READERS[reader_name]
        found = 0
        for page in each_kind(subject, tools.large_text if size == 2 else tools.chromium, viewport):
            style(page, css)
            found += len(lost(page))
        return str(found)

    return measure


def lost_in_print(subject: Subject, tools: Tools) -> str:
    found = 0
    for kind in KINDS:
        page = probes.opened(tools.chromium, subjects.DESKTOP)
        page.goto(subject.url(subject.pages.longest[kind]))
        found += len(lost_on_paper(page))
        page.context.close()
    return str(found)


def without_script(subject: Subject, tools: Tools) -> str:
    dead = unseen = 0
    for page in each_kind(subject, tools.chromium, subjects.PHONE, java_script_enabled=False):
        dead += len(page.evaluate("gate.scriptedControls()"))
        unseen += len(page.evaluate("gate.unseenText()"))
    return f"{dead} dead controls, {unseen} texts unseen"


def broken_links(subject: Subject, tools: Tools) -> str:  # noqa: ARG001
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    if not lychee:
        return "not measured"
    done = subprocess.run(
        [
            *(lychee, "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"),
            *("--root-dir", str(subject.site), f"{subject.site}/**/*.html"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told = re.search(r"(\d+) Total.*?(\d+) Errors?", done.stdout, re.S)
    return f"{told[2]} of {told[1]}" if told else "not measured"


ROWS = (
    Row("defects that scanners miss", "0 of 8", eight_defects),
    Row("tab stops unseen, off-screen, covered or without a ring of 3:1", "0", stops_missed),
    Row("targets below 44 px, links in running text apart", "0", small_targets),
    Row("vnu and html-validate", "0", markup),
    Row("Lighthouse mobile, lesson", "100/100/100/100; 1.2 s, 0 ms, 0", lighthouse_of("lesson")),
    Row("Lighthouse mobile, home", "100/100/100/100; 1.2 s, 0 ms, 0", lighthouse_of("home")),
    Row("Lighthouse mobile, self-check", "100/100/100/100; 1.2 s, 0 ms, 0", lighthouse_of("check")),
    Row("lesson, cold, gzip", "30 kB, 8 requests; fonts 60 kB", lesson_weight),
    Row("script of a lesson", "6 kB", weight_of("Script")),
    Row("style of a lesson", "10 kB", weight_of("Stylesheet")),
    Row("self-check with engine and all statements", "25 kB, engine 10 kB", check_weight),
    Row("self-check ready, slow 4G, processor 4x slower", "0.8 s", check_ready),
    Row("answering", "worst 24 ms", latency_at(1)),
    Row("answering, processor 4x slower", "worst 100 ms", latency_at(4)),
    Row("asked of others", "0, 0 hosts", third_parties),
    Row("violations under our policy, Chromium", "0", violations),
    Row("sent while a self-check is done", "0 requests", sent_while_answering),
    Row("storage faults survived", "5 of 5", faults_survived),
    Row("lost at 400 % zoom (320 x 256)", "0", lost_by("400 % zoom")),
    Row("lost with the reader's own spacing", "0", lost_by("text spacing, phone")),
    Row("lost with text of 200 %, phone", "0", lost_by("200 % text, phone")),
    Row("lost on paper", "0", lost_in_print),
    Row("without script", "0, 0", without_script),
    Row("broken links and fragments", "0", broken_links),
    # Last, as it takes as long as all others together.
    Row("axe, all levels: pages, colours, widths, menu, search", "0 nodes", axe_nodes),
)


def measured(row: Row, subject: Subject, tools: Tools) -> str:
    """A figure, or why there is none: one measure must not take the table down."""
    try:
        return row.measure(subject, tools)
    except (AssertionError, Error, LookupError, OSError, ValueError) as error:
        return f"not measured: {type(error).__name__} {str(error).splitlines()[0][:60]}"


def built(folder: Path) -> tuple[Path, Path]:
    """Our site and the stock site of the same guide."""
    copy_repository(folder / "ours")
    done = securebase("build", folder / "ours")
    assert done.returncode == 0, done.stderr
    library, problems = read_guide(Project(folder / "ours"))
    assert library is not None, problems
    return folder / "ours" / "site", build_stock(library, folder / "ours" / "build" / "assets", folder / "stock")


def main(wanted: str = "") -> None:
    """Print the table; `wanted` picks rows by words of their goal."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "ours").mkdir()
        our_site, stock_site = built(folder)
        ours = subjects.ours(our_site, stack.enter_context(served(our_site)))
        stock = stock_subject(stock_site, stack.enter_context(served(stock_site)), ours.pages)
        playwright = stack.enter_context(sync_playwright())
        program = chromium_program(whole=True) or playwright.chromium.executable_path
        chromium = launch_chromium(playwright, whole=True)
        large = launch_chromium(playwright, LARGE_TEXT, whole=True)
        esr = shutil.which("firefox-esr") or shutil.which("firefox")
        firefox = playwright.firefox.launch(channel="moz-firefox", executable_path=esr) if esr else None
        tools = Tools(chromium, large, firefox, probes.Pictures.on(chromium), program, folder)
        print("| goal | target | ours | stock theme |\n| --- | --- | --- | --- |")
        for row in ROWS:
            if wanted in row.goal:
                print(
                    f"| {row.goal} | {row.target} | {measured(row, ours, tools)} | {measured(row, stock, tools)} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(*sys.argv[1:])

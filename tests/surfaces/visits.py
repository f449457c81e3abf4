"""A visit to the page in Chromium that notes every request outside, dialog and script error."""

from dataclasses import dataclass, field

from fake_bot import FakeBot
from playwright.sync_api import Browser, Dialog, Page, Request

CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Served:
    url: str
    bot: FakeBot


@dataclass
class Visit:
    """A page of its own, and what went on in it that should not."""

    page: Page
    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, home: str) -> None:
        def requested(request: Request) -> None:
            if not request.url.startswith((home, "data:", "blob:")):
                self.outside.append(request.url)

        def asked(dialog: Dialog) -> None:
            self.dialogs.append(dialog.message)
            dialog.dismiss()

        self.page.on("request", requested)
        self.page.on("dialog", asked)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def ask(self, question: str) -> None:
        before = self.page.locator("#chat .turn").count()
        self.page.fill("#box textarea", question)
        self.page.click("#send")
        self.page.locator("#chat .turn").nth(before).wait_for()


def opened(browser: Browser, url: str, **context: object) -> Visit:
    page = browser.new_context(locale="en-US", **context).new_page()  # type: ignore[arg-type]  # forwarded
    page.set_default_timeout(60_000)
    visit = Visit(page=page)
    visit.watch(url.split("/#")[0])
    page.goto(url)
    page.locator(".welcome, .turn").first.wait_for()
    return visit

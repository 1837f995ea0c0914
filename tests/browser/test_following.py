"""Following a flag to its source in a real browser."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Annotation, Evidence
from tests.browser.conftest import keep, pin


def open_accepted(page: Page, mark: Annotation) -> None:
    page.click(pin(page, mark))
    expect(page.locator(f"#card-{mark.pk}")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator(".verdict")).to_contain_text("Accepted.")


def test_a_flag_is_sourced_with_a_link_and_shows_it_at_its_sign(
    reader: Page, marks: list[Annotation]
) -> None:
    flag = marks[2]
    open_accepted(reader, flag)
    expect(reader.locator(".follow")).to_contain_text("Needs a source")
    reader.click("text=Add a source")
    keep(reader, "flag-add-source")
    reader.fill(f"#link-{flag.pk}", "https://traffic.example/counts-2026")
    reader.fill(f"#words-{flag.pk}", "The city’s own counts, table 3")
    reader.click("text=Save the source")
    expect(reader.locator(".follow")).to_contain_text("Sourced")
    link = reader.locator(".evidence a")
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    sign = reader.locator(pin(reader, flag) + ".sourced")
    expect(sign).to_have_accessible_name("Statement without a source, likely (78 %), sourced")
    keep(reader, "flag-sourced")
    assert Evidence.objects.get().link == "https://traffic.example/counts-2026"


def test_a_document_is_evidence_and_comes_back_as_a_download(
    reader: Page, marks: list[Annotation], tmp_path: Path
) -> None:
    flag, paper = marks[2], tmp_path / "counts.html"
    paper.write_text("<script>alert(1)</script>")
    open_accepted(reader, flag)
    reader.click("text=Add a source")
    reader.set_input_files(f"#document-{flag.pk}", paper)
    reader.click("text=Save the source")
    with reader.expect_download() as download:
        reader.click("text=counts.html")
    assert download.value.suggested_filename == "counts.html"


def test_a_withdrawn_flag_says_why_and_loses_its_line(
    reader: Page, marks: list[Annotation]
) -> None:
    flag = marks[1]
    open_accepted(reader, flag)
    reader.click(".withdrawing summary")
    reader.fill(f"#reason-{flag.pk}", "The paragraph was cut")
    reader.click(".withdrawing button")
    expect(reader.locator(".follow")).to_contain_text("Withdrawn: “The paragraph was cut”")
    expect(reader.locator(pin(reader, flag) + ".withdrawn")).to_be_visible()
    expect(reader.locator(".run.vague")).to_have_count(0)
    keep(reader, "flag-withdrawn")
    reader.click("text=Reopen")
    expect(reader.locator(".follow")).to_contain_text("Needs a source")
    expect(reader.locator(".run.vague")).to_have_count(1)


def test_a_fault_is_mended_and_somebody_sees_to_it(reader: Page, marks: list[Annotation]) -> None:
    fault = marks[3]
    open_accepted(reader, fault)
    expect(reader.locator(".follow")).to_contain_text("Needs mending")
    reader.click(".follow >> text=Take it")
    expect(reader.locator(".follow")).to_contain_text("alice sees to it.")
    reader.click("text=Say how it was mended")
    reader.fill(f"#words-{fault.pk}", "The date stands in the second version")
    reader.click("text=Save as mended")
    expect(reader.locator(".follow")).to_contain_text("Mended")
    expect(reader.locator('[data-key="u"]')).to_have_text("Undo: mended u")


def test_the_editors_side_of_a_card_is_accessible_in_both_themes(
    reader: Page, marks: list[Annotation]
) -> None:
    open_accepted(reader, marks[2])
    for opened in ("r", "e"):
        reader.keyboard.press(opened)
    expect(reader.locator(".correct")).to_be_visible()
    for drawer in (".finding", ".withdrawing"):
        reader.click(f"{drawer} summary")
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        found = Axe().run(reader)
        assert found.violations_count == 0, found.generate_report()
        keep(reader, f"editing-{scheme}")


def test_on_a_phone_the_sheet_holds_it_all(reader: Page, marks: list[Annotation]) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    open_accepted(reader, marks[2])
    keep(reader, "editing-phone")
    reader.keyboard.press("r")
    expect(reader.get_by_role("button", name="Cited earlier")).to_be_in_viewport()
    keep(reader, "editing-phone-reasons")
    reader.keyboard.press("Escape")
    reader.keyboard.press("e")
    expect(reader.locator("#span-words")).to_be_in_viewport()
    reader.emulate_media(color_scheme="dark")
    keep(reader, "editing-phone-correct")

"""The borough's whole sample: every file of it, and the manifest that an officer would keep."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import quote

from tests.borough import moderngov_page, printed_minutes, scan, word_minutes
from tests.borough.annual_report import write_reports
from tests.borough.minutes_source import MinutesSource, read_all
from tests.borough.plain_minutes import plain_text

SOURCES = Path(__file__).parent / "minutes"
SITE = "https://democracy.larkmere.example/"
PUBLISHER = "Larkmere Borough Council (invented)"
LICENCE = "CC0-1.0"
COLUMNS = ("file", "title", "committee", "date", "kind", "source_url", "publisher", "licence")


def write_sample(folder: Path) -> None:
    """Writes the corpus folder afresh: what it held before is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    rows = write_minutes(folder) + write_reports(folder)
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["file"]))


def write_minutes(folder: Path) -> list[dict[str, str]]:
    """Prints every set of minutes in its form, and returns the manifest's rows."""
    rows = []
    for source in read_all(SOURCES):
        for name in filter(None, (source.file, source.also)):
            if (folder / name).exists():
                raise ValueError(f"{source.path}: {name!r} is taken: give the file another name")
            (folder / name).write_bytes(published(source, name))
            if source.listed != "no":
                rows.append(_row(source, name))
    return rows


def published(source: MinutesSource, name: str) -> bytes:
    """A set of minutes in the form that it names."""
    if source.form == "html":
        return moderngov_page.meeting_page(source).encode()
    if source.form == "item":
        return moderngov_page.item_page(source).encode()
    if source.form == "docx":
        return word_minutes.word_file(source)
    if source.form == "text":
        return plain_text(source).encode()
    pdf = printed_minutes.printed(source, Path(name).stem if name == source.also else "")
    return scan.scanned(pdf, seed=source.mid) if source.form == "scan" else pdf


def _row(source: MinutesSource, name: str) -> dict[str, str]:
    bare = source.listed == "bare"
    kind = "Draft minutes" if source.status == "draft" else "Minutes"
    title = f"{kind} of the {source.committee}, {source.long_date}"
    if source.form == "item":
        title = f"{source.items[0].title}: {source.committee}, {source.long_date}"
    return {
        "file": name,
        "title": "" if bare else title,
        "committee": source.committee,
        "date": "" if bare else source.date.isoformat(),
        "kind": "minutes",
        "source_url": SITE + _address(source, name),
        "publisher": PUBLISHER,
        "licence": LICENCE,
    }


def _address(source: MinutesSource, name: str) -> str:
    if source.form == "html":
        return f"ieListDocuments.aspx?CId={source.committee_id}&MId={source.mid}&Ver=4"
    if source.form == "item":
        return f"mgAi.aspx?ID={source.items[0].id}"
    if source.form in ("docx", "text") or name == source.also:
        return f"documents/s{source.mid + 3000}/{quote(name)}"
    label = "Printed draft minutes" if source.status == "draft" else "Printed minutes"
    printed = f"{label} {source.date:%A %d-%b-%Y} {source.committee}.pdf"
    return f"documents/g{source.mid}/{quote(printed)}?T=1"

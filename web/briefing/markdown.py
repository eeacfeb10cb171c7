"""A briefing in Markdown, with footnotes as GitHub, Pandoc and Obsidian write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from web import search_wording, wording
from web.briefing.briefing import Briefing, Quotation
from web.briefing.data import HOW_TO_VERIFY
from web.briefing.plain import note_paragraphs, paragraphs, plain
from web.language import _
from web.presenters.motion import SEE_THE_RESOLUTION
from web.takedown import TAKEN_DOWN

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>&|~$])")
_OPENS_A_BLOCK = re.compile(r"^(\d{1,9})([.)])|^([#+=:-])")


def in_markdown(briefing: Briefing) -> str:
    return "\n".join(_lines(briefing))


def escaped(text: str) -> str:
    """Words that Markdown shows as they are, at the beginning of a line too."""
    quiet = _MEANS_SOMETHING.sub(r"\\\1", plain(text))
    return _OPENS_A_BLOCK.sub(
        lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", quiet
    )


def _lines(briefing: Briefing) -> Iterator[str]:
    yield from (f"# {escaped(briefing.title)}", "")
    if briefing.notice:
        yield from (f"**{escaped(briefing.notice)}**", "")
    for section in briefing.sections:
        if section.heading:
            yield from (f"## {escaped(section.heading)}", "")
        for quotation in section.quotations:
            yield from _quotation(quotation, "###" if section.heading else "##")
    if briefing.taken_down:
        yield from (f"## {_(TAKEN_DOWN)}", "")
        yield from (f"- {escaped(each.told)}" for each in briefing.taken_down)
        yield ""
    if briefing.missing:
        yield from (f"## {_(wording.NOT_IN_THE_ARCHIVE)}", "")
        yield from (f"- {escaped(each)}" for each in briefing.missing)
        yield ""
    yield from (f"## {_(search_wording.WHAT_WAS_SEARCHED)}", "", escaped(briefing.searched), "")
    yield from (f"{_(wording.MAKE_AGAIN)}: <{briefing.address}>", "")
    if briefing.quotations:
        yield from _checksums(briefing)
        for each in briefing.quotations:
            source = (
                f" {_(wording.PUBLISHED_SOURCE)}: <{each.source_url}>" if each.source_url else ""
            )
            retrieved = _("Retrieved %(date)s.", date=each.retrieved)
            yield (f"[^{each.number}]: {escaped(each.citation)}. {retrieved} <{each.url}>{source}")
        yield ""


def _quotation(quotation: Quotation, level: str) -> Iterator[str]:
    words = quotation.words
    yield from (f"{level} {quotation.number}\\. {escaped(quotation.title)}", "")
    resolved = quotation.motion.resolution_url if quotation.motion else ""
    where = f" · {_(SEE_THE_RESOLUTION)}: <{resolved}>" if resolved else ""
    yield from (" · ".join(map(escaped, quotation.facts)) + where, "")
    for context in words.contexts:
        yield from (f"**{escaped(context.label)}**", "")
        for line in paragraphs(context.lines):
            yield from (escaped(line), "")
    quoted = [escaped(line) for line in paragraphs(words.lines)]
    for cell in words.cells:
        header, said = escaped(cell.header), escaped(cell.words)
        quoted.append(f"**{header}:** {said}" if header else said)
    yield "\n>\n".join(f"> {line}" for line in quoted) + f"[^{quotation.number}]"
    yield ""
    for caution in quotation.cautions:
        yield from (f"*{escaped(caution)}*", "")
    for number, line in enumerate(note_paragraphs(quotation.note)):
        label = "" if number else f"**{_(wording.NOTE)}:** "
        yield from (label + escaped(line), "")


def _checksums(briefing: Briefing) -> Iterator[str]:
    yield from (f"## {_(wording.CHECKSUMS)}", "", escaped(_(HOW_TO_VERIFY)), "")
    yield f"| {' | '.join(map(_, wording.CHECKSUM_COLUMNS))} |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in briefing.quotations:
        passage = each.passage
        cells = (
            str(each.number),
            escaped(passage.id),
            escaped(passage.document),
            f"{passage.start}–{passage.end}",
            each.entry.provenance.sha256,
            each.text_sha256,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""

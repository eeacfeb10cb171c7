"""A briefing for programs and spreadsheets: JSON, a table, and the list by which it is verified."""

from __future__ import annotations

import codecs
import json

from web.briefing.briefing import Briefing, Quotation
from web.briefing.contract import BriefingBody, ChecksumBody, ChecksumsBody, QuotationBody
from web.content import day, moment, motion_body
from web.export import COLUMNS, cells_of, csv_lines
from web.language import N_
from web.representation import coverage
from web.urls import Urls

HOW_TO_VERIFY = N_(
    "Whoever keeps the archive can check every quotation with: minutebook verify --quotations FILE, where "
    "FILE is the checksum list that the briefing’s page offers. For each it says whether the archive still "
    "holds the same original and the same words at that place."
)


def briefing_body(briefing: Briefing) -> BriefingBody:
    return {
        "title": briefing.title,
        "made": briefing.made.isoformat(),
        "grouping": briefing.grouping.value,
        "url": briefing.address,
        "quotations": [_quotation_body(each) for each in briefing.quotations],
        "missing": list(briefing.missing),
        "taken_down": [
            {"passage": each.passage, "detail": each.told} for each in briefing.taken_down
        ],
        "coverage": coverage(briefing.coverage),
    }


def checksums(briefing: Briefing) -> bytes:
    """One quotation a line, for people who look into it."""
    body: ChecksumsBody = {"quotations": [checksum_body(each) for each in briefing.quotations]}
    rows = ",\n".join(f"  {json.dumps(each)}" for each in body["quotations"])
    return f'{{"quotations": [\n{rows}\n]}}\n'.encode()


def checksum_body(quotation: Quotation) -> ChecksumBody:
    passage = quotation.passage
    return {
        "number": quotation.number,
        "passage": passage.id,
        "document": passage.document,
        "original_sha256": quotation.entry.provenance.sha256,
        "start": passage.start,
        "end": passage.end,
        "text_sha256": quotation.text_sha256,
    }


def in_csv(briefing: Briefing, urls: Urls, site: str) -> bytes:
    """The rows of a table of results, numbered, with what the briefing adds to them."""
    header = ("Number", *COLUMNS, "Note", "Retrieved", "Cautions", "Briefing made on")
    rows = [
        (
            str(each.number),
            *cells_of(each.passage, each.entry, urls.carrying(()), site),
            each.note,
            each.entry.provenance.retrieved.date().isoformat(),
            " ".join(each.cautions),
            briefing.made.isoformat(),
        )
        for each in briefing.quotations
    ]
    return codecs.BOM_UTF8 + csv_lines([header, *rows])


def _quotation_body(quotation: Quotation) -> QuotationBody:
    passage, entry = quotation.passage, quotation.entry
    return {
        **checksum_body(quotation),
        "kind": passage.kind.value,
        "heading": quotation.heading,
        "text": passage.text,
        "context": [context.text for context in passage.context],
        "committee": entry.committee,
        "date": day(entry.date),
        "motion": motion_body(passage.motion),
        "citation": quotation.citation,
        "url": quotation.url,
        "source_url": quotation.source_url,
        "retrieved": moment(entry.provenance.retrieved),
        "note": quotation.note,
        "cautions": list(quotation.cautions),
        "superseded": quotation.is_superseded,
    }

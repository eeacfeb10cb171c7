"""From our dataclasses to the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.citation import cite, source_link
from archive.document import Deletion, Document, Entry
from archive.report import ReadingReport
from archive.takedowns import Takedown
from indexer.passage import Passage
from indexer.results import Coverage, FacetCount, Hit, Results, Statement
from web.committees import Committee, MeetingDay
from web.content import (
    day,
    deletions,
    document_content,
    entry_body,
    item_body,
    moment,
    motion_body,
    pages,
    provenance,
    reading_body,
    unreadable_bodies,
)
from web.contract import (
    CommitteeBody,
    CommitteesBody,
    CoverageBody,
    CoverageReportBody,
    DocumentBody,
    DocumentPartBody,
    DocumentsBody,
    FacetBody,
    HitBody,
    MeetingBody,
    MeetingsBody,
    PassageBody,
    ResultsBody,
    StatementBody,
    VersionBody,
)
from web.language import ENGLISH, speaking
from web.library import Located
from web.notes import reason
from web.takedown import takedown_body
from web.understanding import query_body
from web.urls import Urls, followable


class Representation:
    """Says in JSON what the pages say in words; ``urls`` gives every address in it."""

    def __init__(self, urls: Urls) -> None:
        self._urls = urls

    def results(self, results: Results) -> ResultsBody:
        silence = results.silence
        return {
            "query": query_body(results),
            "total": results.total,
            "total_is_exact": results.total_is_exact,
            "answer": (
                {
                    "statements": [self._statement(each) for each in results.answer.statements],
                    "is_sure": results.answer.is_sure,
                }
                if results.answer
                else None
            ),
            "silence": (
                {"reason": _reason(results), "nearest": [self._hit(hit) for hit in silence.nearest]}
                if silence
                else None
            ),
            "hits": [self._hit(hit) for hit in results.hits],
            "facets": {name: facets(results.facets.get(name, ())) for name in FACETS},
            "timeline": [
                {"committee": each.committee, "year": each.year, "count": each.count}
                for each in results.timeline
            ],
            "coverage": coverage(results.coverage),
            "beyond": results.beyond,
        }

    def passage(self, located: Located, struck: Sequence[Deletion]) -> PassageBody:
        """``struck`` are the words struck through in the passage's range."""
        passage, entry = located.passage, located.entry
        return {
            "id": passage.id,
            "kind": passage.kind.value,
            "text": passage.text,
            "context": [context.text for context in passage.context],
            "section": list(passage.section),
            "document": entry_body(entry),
            "item": item_body(passage.item),
            "pages": pages(passage.pages),
            "start": passage.start,
            "end": passage.end,
            "url": self._urls.passage(passage.id),
            "source_url": followable(source_link(entry, passage.text, passage.item, passage.pages)),
            "citation": cite(entry, passage.item, passage.pages),
            "motion": motion_body(passage.motion),
            "read_by_machine": entry.is_machine_read(passage.pages),
            "cut_short": _rest_at(passage) is not None,
            "rest_url": _rest_at(passage),
            "roles": [role.value for role in passage.roles],
            "deletions": deletions(struck),
            "superseded": located.superseded,
            "reread": located.reread,
            "provenance": provenance(entry),
        }

    def document(
        self, document: Document, passages: tuple[Passage, ...], versions: tuple[Entry, ...]
    ) -> DocumentBody:
        entry = document.entry
        is_current = not versions or entry.provenance.sha256 == versions[0].provenance.sha256
        return {
            **document_content(document),
            "url": self._version_url(entry, is_current),
            "current": is_current,
            "passages": [passage.id for passage in passages] if is_current else [],
            "versions": [self._version(each, each is versions[0]) for each in versions],
        }

    def document_part(
        self, document: Document, versions: tuple[Entry, ...], start: int, length: int
    ) -> DocumentPartBody:
        """``length`` characters of the text at most, from ``start`` to the end of a line if there is one."""
        content = document_content(document)
        text = document.text
        start = min(start, len(text))
        end = min(start + length, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        entry = document.entry
        is_current = not versions or entry.provenance.sha256 == versions[0].provenance.sha256
        return {
            **entry_body(entry),
            "notes": content["notes"],
            "items": content["items"],
            "provenance": content["provenance"],
            "url": self._version_url(entry, is_current),
            "current": is_current,
            "text": text[start:end],
            "start": start,
            "end": end,
            "length": len(text),
            "next_start": end if end < len(text) else None,
        }

    def documents(self, entries: tuple[Entry, ...]) -> DocumentsBody:
        return {"total": len(entries), "documents": [entry_body(entry) for entry in entries]}

    def committee(self, committee: Committee) -> CommitteeBody:
        return {
            "name": committee.name,
            "url": self._urls.committee(committee.slug),
            "meetings": len(committee.meetings),
            "documents": len(committee.entries),
        }

    def committees(self, every: tuple[Committee, ...]) -> CommitteesBody:
        return {"committees": [self.committee(committee) for committee in every]}

    def meeting(self, meeting: MeetingDay) -> MeetingBody:
        return {
            "committee": meeting.committee,
            "date": meeting.date.isoformat(),
            "url": self._urls.meeting(meeting.slug, meeting.date),
            "documents": [entry_body(entry) for entry in meeting.entries],
        }

    def meetings(self, meetings: tuple[MeetingDay, ...]) -> MeetingsBody:
        return {
            "total": len(meetings),
            "meetings": [self.meeting(meeting) for meeting in meetings],
        }

    def coverage(
        self,
        covered: Coverage,
        every: Sequence[Committee],
        report: ReadingReport,
        takedowns: Iterable[Takedown],
    ) -> CoverageReportBody:
        return {
            "coverage": coverage(covered),
            "committees": [self.committee(committee) for committee in every],
            "unreadable": unreadable_bodies(report.unreadable),
            "taken_down": [takedown_body(each) for each in takedowns],
            "reading": reading_body(report),
        }

    def _hit(self, hit: Hit) -> HitBody:
        passage, entry = hit.passage, hit.document
        return {
            "id": passage.id,
            "rank": hit.rank,
            "score": hit.score,
            "kind": passage.kind.value,
            "text": passage.text,
            "context": [context.text for context in passage.context],
            "highlights": [list(span) for span in hit.highlights],
            "sentence": list(hit.sentence) if hit.sentence else None,
            "document": entry_body(entry),
            "item": item_body(passage.item),
            "pages": pages(passage.pages),
            "start": passage.start,
            "end": passage.end,
            "url": self._urls.passage(passage.id),
            "source_url": followable(source_link(entry, passage.text, passage.item, passage.pages)),
            "citation": cite(entry, passage.item, passage.pages),
            "motion": motion_body(passage.motion),
            "read_by_machine": entry.is_machine_read(passage.pages),
            "cut_short": _rest_at(passage) is not None,
            "rest_url": _rest_at(passage),
            "roles": [role.value for role in passage.roles],
            "why": {
                "keyword_rank": hit.why.keyword_rank,
                "meaning_rank": hit.why.meaning_rank,
                "matched": list(hit.why.matched),
                "said": list(hit.why.said),
            },
            "also_in": list(hit.also_in),
        }

    def _statement(self, statement: Statement) -> StatementBody:
        passage, question = statement.passage, statement.question
        return {
            "text": statement.text,
            "passage": passage.id,
            "start": statement.start,
            "end": statement.end,
            "citation": cite(statement.document, passage.item, passage.pages),
            "url": self._urls.passage(passage.id),
            "question": (
                {"text": question.text, "start": question.start, "end": question.end}
                if question
                else None
            ),
            "leads": [
                {"text": lead.text, "start": lead.start, "end": lead.end}
                for lead in statement.leads
            ],
            "unanswered": statement.is_unanswered,
        }

    def _version(self, entry: Entry, is_current: bool) -> VersionBody:
        return {
            "sha256": entry.provenance.sha256,
            "retrieved": moment(entry.provenance.retrieved),
            "status": entry.status.value if entry.status else None,
            "current": is_current,
            "url": self._version_url(entry, is_current),
        }

    def _version_url(self, entry: Entry, is_current: bool) -> str:
        return self._urls.document(entry.id, version="" if is_current else entry.provenance.sha256)


def _reason(results: Results) -> str:
    """In English, as the API says everything."""
    with speaking(ENGLISH):
        return reason(results)


FACETS = ("committee", "year", "kind", "passage", "role")


def facets(counts: tuple[FacetCount, ...]) -> list[FacetBody]:
    return [{"value": each.value, "count": each.count} for each in counts]


def coverage(covered: Coverage) -> CoverageBody:
    return {
        "documents": covered.documents,
        "meetings": covered.meetings,
        "from": day(covered.date_from),
        "to": day(covered.date_to),
        "unreadable": covered.unreadable,
    }


def _rest_at(passage: Passage) -> str | None:
    """Where the whole of the passage's item stands, empty if no address leads there; None if here."""
    item = passage.item
    return followable(item.rest_at) if item is not None and item.rest_at else None

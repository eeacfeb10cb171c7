"""What a search was understood to ask, in JSON."""

from __future__ import annotations

from indexer.results import Filter, Results
from web.content import day
from web.contract import QueryBody
from web.language import ENGLISH, speaking
from web.notes import notes


def query_body(results: Results) -> QueryBody:
    search, query = results.search, results.query
    period, speaker = query.period, query.speaker
    return {
        "text": search.text,
        "mode": search.mode.value,
        "terms": list(query.terms),
        "phrases": list(query.phrases),
        "filters": filters(search.filter),
        "notes": _in_english(results),
        "asked": query.asked.value,
        "suggestion": query.suggestion,
        "period": (
            {"typed": period.typed, "from": day(period.date_from), "to": day(period.date_to)}
            if period
            else None
        ),
        "committees": list(query.committees),
        "speaker": (
            {
                "typed": speaker.typed,
                "role": speaker.role.value if speaker.role else None,
                "name": speaker.name,
            }
            if speaker
            else None
        ),
    }


def _in_english(results: Results) -> list[str]:
    """As the API says everything."""
    with speaking(ENGLISH):
        return notes(results)


def filters(chosen: Filter) -> dict[str, str | list[str]]:
    """The filters in force, under the names of their parameters; none, no names."""
    lists = {
        "committee": list(chosen.committees),
        "kind": [kind.value for kind in chosen.kinds],
        "passage": [kind.value for kind in chosen.passages],
        "role": [role.value for role in chosen.roles],
    }
    body: dict[str, str | list[str]] = {name: values for name, values in lists.items() if values}
    for name, date in (("from", chosen.date_from), ("to", chosen.date_to)):
        if date:
            body[name] = date.isoformat()
    return body

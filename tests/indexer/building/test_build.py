from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.lock import ArchiveBusy, sole_writer
from archive.progress import Step, unheard
from indexer.building import build as building
from indexer.building import description
from indexer.building.description import NoIndex, altered_files, current
from indexer.building.hold import Hold, unheld
from indexer.library import Library
from indexer.models.encoder import Vectors
from indexer.results import Search
from indexer.search import search
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

ROOT = Path(__file__).parents[3]


def test_nothing_new_builds_nothing(tmp_path: Path) -> None:
    one = minutes("one", "= 1. Damp\nThe damp is treated.")
    first = built(tmp_path, one)
    again = HashingEncoder()
    second = built(tmp_path, one, encoder=again)

    assert first.is_new and not second.is_new
    assert second.name == first.name
    assert again.encoded == []


def test_one_changed_document_of_many_is_all_that_is_encoded(tmp_path: Path) -> None:
    many = [
        minutes(f"m{n}", f"= 1. Matter {n}\nThe report numbered {n} was noted.") for n in range(50)
    ]
    built(tmp_path, *many)
    again = HashingEncoder()
    built(tmp_path, minutes("m7", "= 1. Matter 7\nThe report was withdrawn."), encoder=again)

    assert again.encoded
    assert all("withdrawn" in text for text in again.encoded)


def test_a_changed_committee_is_found_though_no_word_of_the_text_changed(tmp_path: Path) -> None:
    from dataclasses import replace

    from archive.catalogue import open_catalogue

    one = minutes("one", "= 1. Damp\nThe damp is treated.")
    built(tmp_path, one)
    renamed = replace(one, entry=replace(one.entry, committee="Audit Committee"))
    with open_catalogue(tmp_path) as catalogue:
        with catalogue.writing():
            catalogue.set_head(one.id, catalogue.add(renamed, "another recipe", None))
        building.build(tmp_path, catalogue, HashingEncoder())
    library = Library(tmp_path, HashingEncoder())

    assert library.search(Search("committee:audit")).total == 1
    assert library.search(Search("committee:housing")).total == 0
    library.close()


@pytest.mark.parametrize("name", ["ANALYZER", "SPLITTER", "COPIES", "FORMAT"])
def test_an_index_of_other_rules_refuses_to_open_and_names_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    built(tmp_path, minutes("one", "= 1. Damp\nThe damp is treated."))
    ours = getattr(description, name)
    monkeypatch.setattr(description, name, "other-9")

    with pytest.raises(NoIndex, match=rf"{ours}; this program uses other-9. Run: minutebook index"):
        current(tmp_path)
    assert built(tmp_path).is_new


def test_another_model_builds_anew_and_a_wrong_one_refuses_to_open(tmp_path: Path) -> None:
    one = minutes("one", "= 1. Damp\nThe damp is treated.")
    built(tmp_path, one)

    assert built(tmp_path, one, encoder=HashingEncoder("other@model")).is_new
    with pytest.raises(NoIndex, match="other@model"):
        Library.open(tmp_path)


def test_an_archive_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match=r"has no finished index\. Run: minutebook index"):
        current(tmp_path)
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current").write_text("gone")
    with pytest.raises(NoIndex, match="has no finished index"):
        current(tmp_path)


def test_an_empty_archive_can_be_searched(tmp_path: Path) -> None:
    built(tmp_path)
    library = Library(tmp_path, HashingEncoder())

    assert library.search(Search("damp")).hits == ()
    assert library.coverage().documents == 0
    library.close()


def test_old_builds_go_and_the_last_one_stays(tmp_path: Path) -> None:
    names = [built(tmp_path, minutes("one", f"= 1. Damp\nReport {n}.")).name for n in range(4)]
    left = {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()}

    assert left == set(names[-2:])


def test_a_build_that_is_still_read_stays_until_its_reader_has_done(tmp_path: Path) -> None:
    first = built(tmp_path, minutes("one", "= 1. Damp\nReport 0.")).name
    library = Library(tmp_path, HashingEncoder())
    with library.shelf() as shelf:
        for number in range(1, 4):
            built(tmp_path, minutes("one", f"= 1. Damp\nReport {number}."))
        assert (tmp_path / "index" / first).is_dir()
        (hit,) = search(Search('"report 0"'), shelf, library.coverage()).hits
        assert hit.passage.text == "Report 0."
    built(tmp_path, minutes("one", "= 1. Damp\nReport 4."))

    assert not (tmp_path / "index" / first).exists()
    assert library.search(Search('"report 4"')).total == 1
    library.close()


def test_no_one_begins_to_read_what_is_being_removed(tmp_path: Path) -> None:
    folder = tmp_path / "index" / built(tmp_path, minutes("one", "= 1. Damp\nReport.")).name
    with unheld(folder) as is_unheld:
        assert is_unheld
        with pytest.raises(FileNotFoundError):
            Hold(folder)
    hold = Hold(folder)
    with unheld(folder) as is_unheld:
        assert not is_unheld
    hold.release()


@pytest.mark.parametrize("lost", ["passages.sqlite", "lexicon/words.txt", "comparison.npz"])
def test_whatever_is_damaged_nothing_of_the_build_is_taken_over(tmp_path: Path, lost: str) -> None:
    built(tmp_path, *(minutes(f"m{n}", f"= 1. Damp\nReport {n}.") for n in range(3)))
    path = current(tmp_path)[0] / lost
    path.write_bytes(path.read_bytes()[:-9] + b"?" * 9)
    built(tmp_path, minutes("m1", "= 1. Damp\nReport 7."))

    assert not list(altered_files(*current(tmp_path)))
    library = Library(tmp_path, HashingEncoder())
    assert [hit.passage.text for hit in library.search(Search("report", limit=9)).hits]
    assert library.search(Search('"report 7"')).total == 1
    library.close()


class Interrupted(HashingEncoder):
    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        raise KeyboardInterrupt


def test_a_rebuild_by_other_rules_that_is_cut_off_leaves_the_old_build_in_service(
    tmp_path: Path,
) -> None:
    one = minutes("one", "= 1. Damp\nThe damp is treated.")
    first = built(tmp_path, one)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, one, encoder=Interrupted("another@model"))

    assert current(tmp_path)[1].name == first.name
    library = Library(tmp_path, HashingEncoder())
    assert library.search(Search('"damp is treated"')).total == 1
    library.close()


def test_a_damaged_build_is_not_built_upon(tmp_path: Path) -> None:
    one = minutes("one", "= 1. Damp\nThe damp is treated.")
    built(tmp_path, one)
    folder, description = current(tmp_path)
    name = next(name for name in description.files if name.endswith(".seg"))
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    again = built(tmp_path, one)

    assert again.is_new
    assert again.encoded == 0, "the vectors are still known"
    assert not list(altered_files(*current(tmp_path)))
    library = Library(tmp_path, HashingEncoder())
    assert library.search(Search("damp")).total == 1
    library.close()


def test_a_damaged_vector_cache_is_made_again(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", "= 1. Damp\nThe damp is treated."))
    cache = tmp_path / "index" / "vectors.sqlite"
    cache.write_bytes(cache.read_bytes()[:100] + b"\xff" * 4000)

    assert built(tmp_path, minutes("two", "= 1. Mould\nThe mould is washed.")).is_new


def test_others_may_read_what_was_built(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", "= 1. Damp\nThe damp is treated."))
    folder, _ = current(tmp_path)

    assert folder.stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_only_one_may_write(tmp_path: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from archive.lock import sole_writer\n"
        f"with sole_writer(Path({str(tmp_path)!r})): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        with (
            pytest.raises(ArchiveBusy, match="Another minutebook command is changing"),
            sole_writer(tmp_path),
        ):
            pass
        process.kill()
    with sole_writer(tmp_path):
        pass


WORK = """
import sys
from collections.abc import Sequence
from pathlib import Path
from archive.catalogue import open_catalogue
from indexer.building.build import build
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import keep, minutes
print("begun", flush=True)
with open_catalogue(Path(sys.argv[1]), create=True) as catalogue:
    issue = sys.argv[2]
    lines = "= 1. Matter {}\\nThe report numbered {} on damp, issue " + issue + "."
    many = [minutes(f"m{n}", lines.format(n, n)) for n in range(120)]
    keep(catalogue, *many)
    build(Path(sys.argv[1]), catalogue, HashingEncoder())
"""


def test_killed_at_any_moment_the_served_index_answers_as_before(tmp_path: Path) -> None:
    def run(issue: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", WORK, str(tmp_path), str(issue)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )

    def answer(library: Library) -> list[str]:
        return [hit.passage.text for hit in library.search(Search("damp", limit=100)).hits]

    with run(0) as process:
        began = time.monotonic()
        assert process.wait() == 0
        took = time.monotonic() - began
    serving = Library(tmp_path, HashingEncoder())
    before = answer(serving)
    draw = random.Random(3)
    for attempt in range(1, 6):
        with run(attempt) as process:
            assert process.stdout is not None and process.stdout.readline() == b"begun\n"
            time.sleep(draw.uniform(0, took))
            process.send_signal(signal.SIGKILL)
        fresh = Library(tmp_path, HashingEncoder())
        assert answer(serving) == answer(fresh)
        assert fresh.coverage().documents == 120
        assert len(answer(fresh)) == len(before)
        before = answer(fresh)
        fresh.close()
    with run(9) as process:
        assert process.wait() == 0
    assert all("issue 9" in text for text in answer(serving))
    left = [path.name for path in (tmp_path / "index").iterdir() if "building" in path.name]
    assert left == []
    serving.close()


def test_the_description_names_every_file(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", "= 1. Damp\nThe damp is treated."))
    folder, description = current(tmp_path)
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "WRITELOCK" not in path.name
    }

    assert there == {*description.files, "build.json"}
    assert json.loads((folder / "build.json").read_text())["model"] == "hashing@test"

"""``minutebook takedown`` as an officer runs it, while a server shows the archive."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from archive.catalogue import FILE
from archive.erasure import file_id
from archive.intake import document_id
from archive.originals import sha256_of
from tests.conftest import CORPUS
from tests.test_command import minutebook, serving
from web.command import main

NAME = "children-2023-04-18.pdf"
DOCUMENT = document_id(f"papers/{NAME}")
OTHER = document_id("papers/adults-2023-03-14.txt")
THIRD = document_id("papers/housing-2023-10-05.docx")
WORDS = "exclusions+attendance"
REASON = "Published by mistake: it held personal data"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("given") / "papers"
    made.mkdir()
    for name in (NAME, "adults-2023-03-14.txt", "housing-2023-10-05.docx"):
        shutil.copy(CORPUS / "larkmere" / name, made)
    return made


@pytest.fixture(scope="module")
def archive(sample_archive: Path, papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive")
    (made / "models").symlink_to(sample_archive / "models")
    (made / "index").mkdir()
    shutil.copy(sample_archive / "index" / "vectors.sqlite", made / "index")
    done = minutebook("index", papers, "--archive", made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def site(archive: Path) -> Iterator[str]:
    with serving(archive) as (_, address):
        yield address


def ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    asked = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(asked) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class Readers:
    """Ask a server one thing after another, until told to stop."""

    def __init__(self, site: str) -> None:
        self.statuses: dict[str, set[int]] = {}
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(site, path))
            for path in (f"/search?q={WORDS}", f"/documents/{DOCUMENT}", "/recent.atom", "/about")
        ]
        for thread in self._threads:
            thread.start()

    def _ask(self, site: str, path: str) -> None:
        while not self._over.is_set():
            self.statuses.setdefault(path, set()).add(ask(site + path)[0])
            self._over.wait(0.05)

    def stop(self) -> dict[str, set[int]]:
        self._over.set()
        for thread in self._threads:
            thread.join()
        return self.statuses


def preview(archive: Path, id: str) -> subprocess.CompletedProcess[str]:
    return minutebook("takedown", id, "--preview", "--archive", archive)


def test_a_document_goes_from_a_running_site_at_once_and_for_good(
    archive: Path, papers: Path, site: str
) -> None:
    _, _, body = ask(f"{site}/api/documents/{DOCUMENT}")
    held = json.loads(body)
    passage = held["passages"][3]
    other = json.loads(ask(f"{site}/api/documents/{OTHER}")[2])["passages"][0]
    pages = [
        f"/documents/{DOCUMENT}",
        f"/documents/{DOCUMENT}/verify",
        f"/documents/{DOCUMENT}/original",
        f"/documents/{DOCUMENT}/pages/1.webp",
        f"/passages/{passage}",
        f"/api/documents/{DOCUMENT}",
        f"/api/passages/{passage}",
    ]
    tags = {}
    for path in pages:
        status, headers, _ = ask(site + path)
        assert status == 200, path
        tags[path] = headers.get("ETag") or "none"
    lists = [
        f"/search?q={WORDS}",
        f"/search.atom?q={WORDS}",
        f"/search.csv?q={WORDS}",
        "/recent.atom",
        "/sitemap.xml",
        "/api/documents",
        f"/briefing?pick={passage}&pick={other}",
    ]
    list_tags = {}
    for path in lists:
        status, headers, body = ask(site + path)
        assert any(id in body.decode() for id in (DOCUMENT, *held["passages"])), path
        list_tags[path] = headers.get("ETag") or "none"
    assert any((archive / "pictures").rglob("*.webp"))
    planned = preview(archive, passage)
    assert planned.returncode == 0 and f"document {DOCUMENT}" in planned.stdout, planned.stderr
    assert ask(site + pages[0])[0] == 200

    readers = Readers(site)
    done = minutebook("takedown", DOCUMENT, "--reason", REASON, "--archive", archive)
    statuses = readers.stop()

    assert done.returncode == 0, done.stderr
    assert f"(document {DOCUMENT}; 1 version, {len(held['passages'])} passages)" in done.stdout
    assert "Erased: 1 stored file and 1 picture of its pages" in done.stdout
    assert f"The file itself lies at {papers / NAME}" in done.stdout
    assert "backups" in done.stdout
    assert statuses.pop(f"/documents/{DOCUMENT}") <= {200, 410}
    assert set.union(*statuses.values()) == {200}, "no request was dropped"
    for path in pages:
        status, _, body = ask(site + path, If_None_Match=tags[path])
        assert status == 410, path
        assert (
            REASON in body.decode() and "Children and Learning Scrutiny Committee" in body.decode()
        )
    for path in lists[:-1]:
        status, _, body = ask(site + path, If_None_Match=list_tags[path])
        assert status == 200, path
        assert not any(id in body.decode() for id in (DOCUMENT, *held["passages"])), path
    briefing = ask(site + lists[-1])[2].decode()
    assert "Passages that have been taken down" in briefing and f"quotation-{other}" in briefing
    assert "1 document or version of one has been taken down." in ask(f"{site}/about")[2].decode()
    kept = [json.loads(ask(f"{site}/api/documents/{id}")[2])["text"] for id in (OTHER, THIRD)]
    lines = {line for line in held["text"].splitlines() if len(line) > 40}
    gone = [line.encode() for line in lines if not any(line in text for text in kept)]
    assert len(gone) > 20
    for file in archive.rglob("*"):
        if file.is_file() and "models" not in file.relative_to(archive).parts:
            data = file.read_bytes()
            assert not any(line in data for line in (*gone, held["title"].encode())), file
    assert not (archive / "originals" / held["provenance"]["sha256"][:2]).exists()
    assert not any((archive / "pictures").rglob("*.webp"))


def test_the_archive_is_sound_and_the_file_does_not_come_back(archive: Path, papers: Path) -> None:
    again = minutebook("index", papers, "--archive", archive)
    sound = minutebook("verify", "--archive", archive)

    assert "This run: 0 new, 0 changed, 2 as before, 0 not read" in again.stdout
    assert f"\nTaken down (1):\n  {NAME}: This very file was taken down on" in again.stdout
    assert sound.returncode == 0, sound.stdout
    assert "\n1 takedown: nothing of them is held.\n" in sound.stdout


def test_takedowns_are_listed_and_taken_down_again_without_harm(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--archive", str(archive)]
    assert main(["takedown", *here]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{DOCUMENT}  Minutes, Children and Learning Scrutiny Committee")
    assert REASON in listed and listed.count("\n") == 1
    assert main(["takedown", DOCUMENT, "--reason", "Other words.", *here]) == 0
    assert "has been taken down already" in capsys.readouterr().out
    assert main(["takedown", "--json", *here]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["reason"] for each in told["takedowns"]] == ["Other words."]
    assert main(["takedown", DOCUMENT, "--bare", *here]) == 0
    said = capsys.readouterr().out
    assert "The public is told: A document. Taken down on" in said and "Other words." in said
    assert b"Children and Learning Scrutiny Committee" not in (archive / FILE).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "No document or passage of the archive"),
        (["--reason", "none"], "Say what to take down"),
        (["--bare"], "without the id of a document or passage, --bare means nothing"),
        ([DOCUMENT, "--preview"], "has been taken down already"),
        ([DOCUMENT, "--lift", "--version", "ab"], "--version means nothing with --lift"),
        ([DOCUMENT, "--lift", "--bare"], "--bare means nothing with --lift"),
        ([DOCUMENT, "--lift", "--reason", ""], "--reason means nothing with --lift"),
        ([DOCUMENT, "--allow-corrected", "--version", "a"], "--version means nothing with --allow"),
        ([DOCUMENT, "--allow-corrected", "--bare"], "--bare means nothing with --allow-corrected"),
        (["{other}", "--lift"], "was not taken down"),
        (["{other}", "--version", "ffffffff"], "has no version whose SHA-256 begins with"),
        (["x", "--archive", "/nowhere"], "There is no archive folder /nowhere"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    archive: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    asked = [each.format(other=OTHER) for each in arguments]
    before = (archive / FILE).read_bytes()

    assert main(["takedown", "--archive", str(archive), *asked]) == 2
    assert said in capsys.readouterr().err
    assert (archive / FILE).read_bytes() == before


def test_a_takedown_is_lifted(archive: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["takedown", DOCUMENT, "--lift", "--archive", str(archive)]) == 0
    assert "index the folder that holds its file" in capsys.readouterr().out
    assert ask(f"{site}/documents/{DOCUMENT}")[0] == 404
    assert main(["takedown", "--archive", str(archive)]) == 0
    assert capsys.readouterr().out == "Nothing was taken down.\n"


def test_a_file_that_was_never_read_and_a_second_copy_are_taken_down(
    archive: Path,
    papers: Path,
    site: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = ["--archive", str(archive)]
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    (spoilt / "J Smith.pdf").write_bytes(b"%PDF-1.7 Quillfeather")
    shutil.copy(papers / "adults-2023-03-14.txt", spoilt / "copy.txt")
    twin, id = document_id("spoilt/copy.txt"), file_id(sha256_of(spoilt / "J Smith.pdf"))
    assert main(["index", str(spoilt), *here]) == 0
    assert f"Its bytes are kept as {id}." in capsys.readouterr().out
    assert ask(f"{site}/documents/{id}")[0] == 404

    assert main(["takedown", id, "--preview", *here]) == 0
    assert f"Would be taken down: J Smith.pdf ({id}), which could not" in capsys.readouterr().out
    assert main(["takedown", id, "--reason", REASON, *here]) == 0
    assert "Erased: 1 stored file.\n" in capsys.readouterr().out
    status, _, body = ask(f"{site}/documents/{id}")
    assert status == 410 and REASON in body.decode()
    covered = json.loads(ask(f"{site}/api/coverage")[2])
    assert [each["document"] for each in covered["taken_down"]] == [id] and covered[
        "unreadable"
    ] == []
    assert main(["takedown", id, "--allow-corrected", *here]) == 2
    assert "already: nothing was changed" in capsys.readouterr().err

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("archive.catalogue.Catalogue.erase", killed)
        assert main(["takedown", OTHER, *here]) == 130
    capsys.readouterr()
    assert main(["takedown", OTHER, "--lift", *here]) == 2
    assert "Finish it first: minutebook index" in capsys.readouterr().err
    assert main(["index", str(spoilt), *here]) == 0
    told = capsys.readouterr().out
    assert told.startswith("A takedown that was broken off is finished")
    assert "\nTaken down (2):\n" in told and f"minutebook takedown {id} --lift" in told
    assert main(["takedown", OTHER, "--lift", *here]) == 0
    told = capsys.readouterr().out
    assert f"was also taken down as document {twin}, and stays refused" in told
    assert main(["takedown", twin, "--lift", *here]) == 0
    assert "index the folder that holds its file" in capsys.readouterr().out
    assert main(["takedown", id, "--lift", *here]) == 0
    assert ask(f"{site}/documents/{id}")[0] == 404

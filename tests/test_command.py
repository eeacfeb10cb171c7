"""The command as its users run it: a process of its own, on real files."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import CORPUS
from tests.web.test_api import mismatches
from web.command.serve import listening
from web.contract import InspectionBody

COMMAND = Path(sys.executable).with_name("minutebook")
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("MINUTEBOOK_")}


def minutebook(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**PLAIN, **environment},
    )


@pytest.fixture(scope="module")
def archive(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of its own, with the model already exported."""
    made = tmp_path_factory.mktemp("archive")
    (made / "models").symlink_to(sample_archive / "models")
    done = minutebook("index", CORPUS / "camden", "--archive", made)
    assert done.returncode == 0, done.stderr
    return made


def test_index_ends_with_a_summary(archive: Path) -> None:
    done = minutebook("index", CORPUS / "camden", "--archive", archive)

    assert done.returncode == 0
    assert "This run: 0 new, 0 changed, 1 as before, 0 not read" in done.stdout
    assert "now holds: 1 document, 23 passages (its index was up to date)" in done.stdout
    assert "1 question-no-answer-recorded" in done.stdout
    assert "0 texts (passages and their sentences) newly encoded" in done.stdout


def test_index_for_programs(archive: Path) -> None:
    told = json.loads(minutebook("index", "--archive", archive, "--json").stdout)

    assert told["documents"] == 1
    assert told["passages"]["resolution"] == 1
    assert told["unreadable"] == []
    assert told["reading"]["documents"] == 1 and told["reading"]["pages"] == {}


PDF = CORPUS / "larkmere" / "children-2023-04-18.pdf"


def test_inspect_prints_what_was_read() -> None:
    done = minutebook("inspect", PDF, COLUMNS="90")

    assert done.returncode == 0, done.stderr
    facts, _, rest = done.stdout.partition("\nOutline\n")
    outline, _, rest = rest.partition("\nBlocks\n")
    blocks, _, rest = rest.partition("\nPassages\n")
    passages, _, dropped = rest.partition("\nLeft out\n")
    assert "committee    Children and Learning Scrutiny Committee  (manifest.csv)" in facts
    assert re.search(r"place +Council Chamber", facts) and "4 pages" in facts
    assert "item 6  EXCLUSIONS AND ATTENDANCE, 2022/23  p3" in outline
    assert re.search(r"list-item 2 +p2 +\d+–\d+  - Advice from an educational", blocks)
    assert re.search(r"table-row .*Phase: Special \| Permanent exclusions: 1", blocks)
    assert "question-no-answer-recorded item 5  p3" in passages
    assert "page number on pages 1 to 4: Page 1 of 4" in dropped
    assert max(map(len, (*blocks.splitlines(), *passages.splitlines()))) == 90
    whole = minutebook("inspect", PDF, "--full", COLUMNS="90").stdout
    assert len(whole) > len(done.stdout) and "…" not in whole


def test_inspect_for_programs() -> None:
    told = json.loads(minutebook("inspect", PDF, "--json").stdout)

    assert mismatches(told, InspectionBody) == []
    assert told["pages"] == ["text"] * 4
    for passage in told["passages"]:
        assert told["text"][passage["start"] : passage["end"]] == passage["text"]
    assert {"running head", "page number"} <= {each["reason"] for each in told["dropped"]}


@pytest.mark.parametrize("path", [PDF, CORPUS / "larkmere" / "adults-2024-03-12.docx"])
def test_inspect_draws_the_blocks_over_the_pages(path: Path, tmp_path: Path) -> None:
    done = minutebook("inspect", path, "--html", tmp_path / "drawn")

    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "drawn" / "index.html") in done.stdout
    page = (tmp_path / "drawn" / "index.html").read_text("utf-8")
    told = json.loads(minutebook("inspect", path, "--json").stdout)
    images = re.findall(r'<img src="([^"]+)"[^>]* alt="Page', page)
    assert len(images) == (told["page_count"] or 0)
    assert all((tmp_path / "drawn" / name).stat().st_size > 10_000 for name in images)
    boxes = re.findall(r'<rect class="([a-z-]+)" x="\d+\.\d"', page)
    drawn = [block["kind"] for block in told["blocks"] for _ in block["areas"]]
    assert Counter(boxes) == Counter(drawn)
    assert not re.search(r"<(?:script|link)|src=\"(?:https?:)?/|@import|url\(", page)


def test_inspect_names_what_it_cannot_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "sums.xlsx").write_bytes(b"PK")
    for name, said in (("broken.pdf", "Fetch it again"), ("sums.xlsx", "are not read")):
        done = minutebook("inspect", tmp_path / name)
        assert done.returncode == 1
        assert f"{name} was not read: " in done.stderr and said in done.stderr
        assert done.stdout == "" and "Traceback" not in done.stderr


def test_the_index_reports_what_was_read(sample_archive: Path, tmp_path: Path) -> None:
    archive, folder = tmp_path / "archive", tmp_path / "papers"
    archive.mkdir()
    folder.mkdir()
    (archive / "models").symlink_to(sample_archive / "models")
    shutil.copy(PDF, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = minutebook("index", folder, "--archive", archive)
    again = minutebook("index", "--archive", archive)

    for each, title in (
        (done, "Not read"),
        (again, "Not read, in this run or before"),
    ):
        assert each.returncode == 0, each.stderr
        assert "Read: 4 pages; 1 table\n" in each.stdout
        assert f"\n{title} (1):\n  broken.pdf: The PDF" in each.stdout


def test_search_prints_passages_with_their_question(archive: Path) -> None:
    done = minutebook("search", "what was said about neglect", "--archive", archive)

    assert done.returncode == 0
    assert "1. Children, Schools and Families Scrutiny Committee, 10 December 2024" in done.stdout
    assert "(· In relation to the second key question" in done.stdout


def test_search_gives_the_contract_as_json(archive: Path) -> None:
    told = json.loads(
        minutebook("search", "neglect", "--json", MINUTEBOOK_ARCHIVE=str(archive)).stdout
    )

    assert [hit["rank"] for hit in told["hits"][:2]] == [1, 2]
    assert told["hits"][0]["document"]["committee"].startswith("Children, Schools")


def test_search_gives_every_mention_as_a_table(archive: Path) -> None:
    asked = ["search", "neglect", "--mode", "every", "--archive", archive]
    done = subprocess.run(
        [COMMAND, *map(str, asked), "--csv"],
        capture_output=True,
        env={
            **PLAIN,
            "MINUTEBOOK_PUBLIC_URL": "https://minutes.example",
            "PYTHONIOENCODING": "ascii",
        },
    )
    told = json.loads(minutebook(*asked, "--json", "--limit", 100).stdout)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))

    assert done.returncode == 0, done.stderr
    assert len(rows) == told["total"] == len(told["hits"])
    assert [row["Link"] for row in rows] == [
        f"https://minutes.example{hit['url']}" for hit in told["hits"]
    ]
    few = minutebook(*asked, "--csv", "--limit", 1)
    assert few.stdout.count("/passages/") == 1
    assert few.stderr.startswith("The column Link holds addresses within the site")
    assert "MINUTEBOOK_PUBLIC_URL" not in done.stderr.decode()
    assert few.stderr.endswith(f"\nThe first 1 of {told['total']} passages.\n")
    assert minutebook(*asked, "--csv", "--json").returncode == 2


def test_search_is_narrowed_as_the_page_is(archive: Path) -> None:
    asked = ["search", "neglect", "--archive", archive, "--limit", 100]
    shown = minutebook(*asked, "--passage", "Question and response", "--from", "December 2024")
    kinds = set(re.findall(r"^\d+\. .* \[(.+)\]$", shown.stdout, re.M))
    assert kinds == {"Question and response"}, shown.stderr
    assert re.search(r"\[Question and response\]\n   \w[^\n]+\n   \(?[·-]", shown.stdout)
    assert minutebook(*asked, "--to", "2023").returncode == 1
    narrowed = ["--kind", "minutes", "--role", "officer", "--passage", "exchange", "--to", "2024"]
    told = json.loads(minutebook(*asked, *narrowed, "--json").stdout)
    assert told["query"]["filters"] == {
        "kind": ["minutes"], "passage": ["exchange"], "role": ["officer"], "to": "2024-12-31",
    }  # fmt: skip

    unknown = minutebook(*asked, "--committee", "Children")
    assert "Its committees are called:\n   Children, Schools and Families" in unknown.stdout


def test_nothing_found_is_exit_status_1(archive: Path) -> None:
    done = minutebook("search", '"no such words anywhere"', "--archive", archive)

    assert done.returncode == 1
    assert "Nothing found" in done.stdout


def test_verify_passes_and_then_names_what_was_changed(archive: Path) -> None:
    sound = minutebook("verify", "--archive", archive)
    assert sound.returncode == 0, sound.stdout
    (original,) = [path for path in (archive / "originals").rglob("*") if path.is_file()]
    before = original.read_bytes()
    try:
        original.write_bytes(before.replace(b"neglect", b"negIect", 1))
        harmed = minutebook("verify", "--archive", archive, "--json")
    finally:
        original.write_bytes(before)

    assert harmed.returncode == 1
    (fault,) = json.loads(harmed.stdout)["faults"]
    assert "000_0e84aa1893ee9ebe.txt" in fault and "has SHA-256" in fault


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["search", "x", "--archive", "/nowhere"], {}, "There is no archive in /nowhere"),
        (["serve", "--archive", "/nowhere"], {}, "There is no archive in /nowhere"),
        (["verify", "--archive", "/nowhere"], {}, "There is no archive folder /nowhere"),
        (["index", "/no/papers", "--archive", "{tmp}"], {}, "/no/papers is no folder"),
        (["inspect", "/no/paper.pdf"], {}, "There is no file /no/paper.pdf"),
        (["inspect", "{tmp}"], {}, "is a folder: name one file of it"),
        (["inspect", "{file}", "--html", "{file}"], {}, "{file}"),
        (
            ["index", "--archive", "{tmp}", "--model", "/no/model"],
            {},
            "/no/model is not the folder of a",
        ),
        (["search", "x"], {"MINUTEBOOK_PORT": "http"}, "MINUTEBOOK_PORT is “http”: give a number"),
        (["serve", "--port", "99999"], {}, "--port: “99999”: give a number from 1 to 65535"),
        (["serve", "--port", "0"], {}, "--port: “0”: give a number from 1 to 65535"),
        (["index", "--archive", "{file}"], {}, "{file}"),
        (["search", "x", "--archive", "{file}"], {}, "{file}"),
        (["serve", "--archive", "{file}"], {}, "{file}"),
        (["verify", "--archive", "{file}"], {}, "{file}"),
        (["index", "--archive", "/proc/minutebook"], {}, "/proc/minutebook"),
        (
            ["search", "x", "--passage", "vote"],
            {},
            "--passage: “vote” is none of these: summary (Summary of the report), narrative (Discussion)",
        ),
        (["search", "x", "--from", "soon"], {}, "--from: “soon” is no date. Give a date such as"),
        (["search", "x", "--from", "2024", "--to", "2023"], {}, "--to must not be before --from"),
        (
            ["verify", "--archive", "{tmp}", "--quotations", "/no/list.json"],
            {},
            "minutebook: There is no file or folder /no/list.json.\n",
        ),
        (
            ["verify", "--archive", "{tmp}", "--quotations", "{tmp}"],
            {},
            "is a folder: name a file.\n",
        ),
    ],
)
def test_what_cannot_run_says_why_and_exits_2(
    arguments: list[str], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no folder")
    done = minutebook(*(a.format(tmp=tmp_path, file=file) for a in arguments), **environment)

    assert done.returncode == 2
    assert said.format(file=file) in done.stderr
    assert "minutebook" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_in_use_is_named_before_an_address_is_promised(archive: Path, host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        taken = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    with taken:
        port = taken.getsockname()[1]
        done = minutebook("serve", "--archive", archive, "--host", host, "--port", port)

    assert done.returncode == 2
    assert f"Port {port} of {host} is in use" in done.stderr and "--port" in done.stderr
    assert "Minutebook is at" not in done.stderr and "Traceback" not in done.stderr


def test_a_host_of_no_machine_is_named(archive: Path) -> None:
    done = minutebook("serve", "--archive", archive, "--host", "no.such.host.invalid")

    assert done.returncode == 2
    assert "no.such.host.invalid" in done.stderr and "Traceback" not in done.stderr


def test_a_terminal_without_the_records_letters_is_no_reason_to_stop(archive: Path) -> None:
    done = minutebook(
        "search", "neglect", "--archive", archive, PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )

    assert "Traceback" not in done.stderr
    assert "\\xb7 In relation to the second" in done.stdout


def test_no_file_name_forges_a_line_of_the_summary(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a\nNotes (0):\n  all is well\x1b[2J.txt").write_bytes(b"\x00\x01\x02")
    done = minutebook("index", tmp_path, "--archive", archive)

    assert done.returncode == 0
    assert "a\\nNotes (0):\\n  all is well\\x1b[2J.txt" in done.stdout
    assert "\x1b" not in done.stdout and "\n  all is well" not in done.stdout


def test_a_second_index_run_is_told_to_wait(archive: Path) -> None:
    holder = (
        "import time; from pathlib import Path; from archive.lock import sole_writer\n"
        f"with sole_writer(Path({str(archive)!r})): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        done = minutebook("index", CORPUS / "camden", "--archive", archive)
        process.kill()

    assert done.returncode == 2
    assert "Another minutebook command is changing the archive" in done.stderr


@contextmanager
def serving(archive: Path, *options: object) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server, once it answers, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [COMMAND, "serve", "--archive", archive, "--port", str(port), *map(str, options)],
        env=PLAIN,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz")
            break
        except OSError:
            assert process.poll() is None, "the server ended before it answered"
            time.sleep(0.1)
    yield process, address
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130)


@pytest.fixture(scope="module")
def server(archive: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with serving(archive) as started:
        yield started


def test_no_answer_waits_for_its_headers_to_be_acknowledged() -> None:
    with (
        listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_server_answers_without_torch(server: tuple[subprocess.Popen[bytes], str]) -> None:
    process, address = server
    with urllib.request.urlopen(f"{address}/api/search?q=neglect") as reply:
        assert json.load(reply)["total"] >= 2
    mapped = Path(f"/proc/{process.pid}/maps")
    if mapped.exists():
        assert "onnxruntime" in mapped.read_text()
        assert "libtorch" not in mapped.read_text()


def test_the_server_shows_a_new_build_without_a_restart(
    server: tuple[subprocess.Popen[bytes], str], archive: Path, tmp_path: Path
) -> None:
    _, address = server
    (tmp_path / "new.txt").write_text("Housing Committee\n\nThe xylophone was repaired.\n", "utf-8")
    assert minutebook("index", tmp_path, "--archive", archive).returncode == 0
    with urllib.request.urlopen(f"{address}/api/search?q=xylophone&mode=keyword") as reply:
        assert json.load(reply)["total"] == 1


def test_verify_checks_the_quotations_of_a_briefing(
    archive: Path, server: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    address = server[1]
    found = json.load(urllib.request.urlopen(f"{address}/api/search?q=neglect&limit=2"))
    picks = "&".join(f"pick={hit['id']}" for hit in found["hits"])
    file = tmp_path / "list.json"
    file.write_bytes(urllib.request.urlopen(f"{address}/briefing-checksums.json?{picks}").read())
    check = ("verify", "--archive", archive, "--quotations", file)
    sound = minutebook(*check)
    assert sound.returncode == 0, sound.stderr
    assert "2 of 2 quotations are held as they were quoted." in sound.stdout

    body = json.loads(file.read_text())
    body["quotations"][1]["end"] -= 1
    file.write_text(json.dumps(body))
    harmed = minutebook(*check)
    assert harmed.returncode == 1
    wrong = body["quotations"][1]["passage"]
    assert f"2. {wrong}: The words at characters" in harmed.stdout
    told = json.loads(minutebook(*check, "--json").stdout)
    assert [bool(each["fault"]) for each in told["quotations"]] == [False, True]

    body["quotations"][0]["passage"] = "0" * 16
    file.write_text(json.dumps(body))
    assert f"1. {'0' * 16}: The words stand at characters" in minutebook(*check).stdout

    file.write_text("{}")
    refused = minutebook(*check)
    assert refused.returncode == 2 and "is no checksum list of a briefing" in refused.stderr


def test_an_archive_in_use_is_backed_up_and_restored(
    archive: Path, server: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    with urllib.request.urlopen(f"{server[1]}/api/search?q=neglect") as reply:
        before = json.load(reply)
    file, again = tmp_path / "backup.tar", tmp_path / "again"
    done = minutebook("backup", file, "--archive", archive)
    assert done.returncode == 0 and str(file) in done.stdout, done.stderr
    refused = minutebook("backup", file, "--archive", archive)
    assert refused.returncode == 2 and "is not written over" in refused.stderr
    back = minutebook("restore", file, "--archive", again)
    assert back.returncode == 0 and "passages verified" in back.stdout, back.stderr
    assert (
        json.loads(minutebook("search", "neglect", "--archive", again, "--json").stdout) == before
    )

    file.write_bytes(file.read_bytes()[:-30_000])
    harmed = minutebook("restore", file, "--archive", tmp_path / "other")
    assert harmed.returncode == 2 and "no whole backup" in harmed.stderr
    assert not (tmp_path / "other").exists() and "Traceback" not in harmed.stderr

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.sources import find_source, find_sources

HEADER = "file,title,committee,date,kind,source_url\n"


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_finds_files_sorted_and_says_what_it_skips(tmp_path: Path) -> None:
    folder = fill(
        tmp_path / "corpus",
        {
            "b.pdf": "x",
            "a/z.txt": "x",
            "a/B.HTML": "x",
            "old.doc": "x",
            "README.md": "x",
            ".hidden/a.txt": "x",
            ".DS_Store": "x",
            "~$b.docx": "x",
        },
    )
    found = find_sources([folder])
    assert [source.file for source in found.sources] == ["a/B.HTML", "a/z.txt", "b.pdf"]
    assert [source.key for source in found.sources] == [
        "corpus/a/B.HTML",
        "corpus/a/z.txt",
        "corpus/b.pdf",
    ]
    assert [(skipped.file, "'.doc'" in skipped.reason) for skipped in found.skipped] == [
        ("old.doc", True)
    ]


def test_the_key_is_the_same_from_a_parent_and_from_a_child(tmp_path: Path) -> None:
    folder = fill(
        tmp_path / "corpus",
        {
            "larkmere/manifest.csv": HEADER
            + "one.txt,,,,,https://x.example/1\ntwo.txt,,,,,https://x.example/2\n"
            + "three.txt,,,,,https://x.example/2\nsub/four.txt,Four,,,,\n",
            "larkmere/one.txt": "1",
            "larkmere/two.txt": "2",
            "larkmere/three.txt": "3",
            "larkmere/sub/four.txt": "4",
        },
    )
    keys = {
        "one.txt": "https://x.example/1",
        "two.txt": "larkmere/two.txt",
        "three.txt": "larkmere/three.txt",
        "four.txt": "larkmere/sub/four.txt",
    }
    for place in (folder, folder / "larkmere"):
        for source in find_sources([place]).sources:
            assert source.key == keys[source.path.name]
            assert source.row is not None


def test_no_manifest_above_the_folder_given_is_looked_at(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {"manifest.csv": HEADER + "c/a.txt,Private,,,,https://x.example/1\n", "c/a.txt": "x"},
    )
    (source,) = find_sources([tmp_path / "c"]).sources
    assert (source.key, source.row) == ("c/a.txt", None)


def test_one_address_in_two_manifests_is_told_as_such(tmp_path: Path) -> None:
    row = HEADER + "a.txt,,,,,https://x.example/1\n"
    files = {"manifest.csv": row, "a.txt": "x"}
    fill(tmp_path, {f"{folder}/{file}": text for folder in "cd" for file, text in files.items()})
    (skipped,) = find_sources([tmp_path]).skipped
    assert skipped.file == "d/a.txt"
    assert str(tmp_path / "c" / "a.txt") in skipped.reason
    assert "correct the source_url in one of the two manifests" in skipped.reason


def test_a_name_that_is_not_utf8_is_listed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"x")
    found = find_sources([tmp_path])
    assert found.sources == ()
    (skipped,) = found.skipped
    assert skipped.file == r"caf\xe9.txt"
    assert skipped.reason.endswith(r"caf\xe9.txt is not UTF-8: rename it.")


def test_a_name_forges_no_line_of_a_summary(tmp_path: Path) -> None:
    folder = fill(tmp_path / "c", {"a.txt\nSkipped: none\x1b.txt": "x", "b.\n": "x"})
    found = find_sources([folder])
    assert [source.file for source in found.sources] == [r"a.txt\nSkipped: none\x1b.txt"]
    assert found.skipped[0].file == r"b.\n"
    assert "\n" not in found.skipped[0].reason


def test_a_manifest_that_cannot_be_opened_is_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    folder = fill(tmp_path / "c", {"manifest.csv": HEADER, "a.txt": "x"})
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    found = find_sources([folder])
    assert len(found.sources) == 1
    assert found.notes == (
        "c: manifest.csv could not be opened (Permission denied), so none of it was used: "
        "check its permissions and index again.",
    )


def test_a_file_is_taken_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "corpus", {"a/x.txt": "x"})
    assert len(find_sources([folder, folder / "a"]).sources) == 1


def test_two_folders_of_one_name_do_not_share_a_key(tmp_path: Path) -> None:
    fill(tmp_path, {"one/minutes/x.txt": "1", "two/minutes/x.txt": "2"})
    found = find_sources([tmp_path / "one/minutes", tmp_path / "two/minutes"])
    assert len(found.sources) == 1
    assert "minutes/x.txt" in found.skipped[0].reason


def test_names_rows_without_a_file(tmp_path: Path) -> None:
    folder = fill(tmp_path / "c", {"manifest.csv": HEADER + "gone.pdf,,,,,\n", "a.txt": "x"})
    assert find_sources([folder]).notes == (
        "c: manifest.csv names 'gone.pdf', which is not in the folder: add the file or delete its row.",
    )


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    fill(tmp_path, {"secret.txt": "x", "c/a.txt": "x"})
    folder = tmp_path / "c"
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere.txt").symlink_to(folder / "none.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    found = find_sources([folder])
    assert [source.file for source in found.sources] == ["a.txt", "in.txt"]
    assert {skipped.file for skipped in found.skipped} == {
        "out.txt",
        "nowhere.txt",
        "up",
        "loop.txt",
    }


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match=r"nowhere is no folder"):
        find_sources([tmp_path / "nowhere"])


def test_a_folder_that_may_not_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "c", {"a.txt": "x", "shut\n/b.txt": "x", "manifest.csv": HEADER})
    list_folder = os.scandir

    def forbidding(path: str | Path) -> object:
        if Path(path).name == "shut\n":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", forbidding)
    found = find_sources([folder])
    assert [source.file for source in found.sources] == ["a.txt"]
    assert [(skipped.file, skipped.reason) for skipped in found.skipped] == [
        (
            r"shut\n",
            "The folder could not be opened (Permission denied), so nothing in it was read: "
            "check its permissions and index again.",
        )
    ]


def test_a_folder_that_may_be_listed_and_not_entered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "c", {"a.txt": "x", "b.txt": "x"})
    is_file = Path.is_file

    def forbidding(path: Path) -> bool:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", forbidding)
    found = find_sources([folder])
    assert [source.file for source in found.sources] == ["a.txt"]
    assert "Permission denied" in found.skipped[0].reason


def test_what_is_no_file_is_named_and_not_opened(tmp_path: Path) -> None:
    folder = fill(tmp_path / "c", {"a.txt": "x"})
    os.mkfifo(folder / "pipe.pdf")
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "sub").mkdir()
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    found = find_sources([folder])
    assert [source.file for source in found.sources] == ["a.txt"]
    assert [skipped.file for skipped in found.skipped] == ["null.txt", "pipe.pdf", "sub/loop"]


@pytest.mark.parametrize("kind", ["pipe", "link", "large"])
def test_a_manifest_that_is_none_is_a_note(tmp_path: Path, kind: str) -> None:
    folder = fill(tmp_path / "c", {"a.txt": "x"})
    manifest = folder / "manifest.csv"
    if kind == "pipe":
        os.mkfifo(manifest)
    elif kind == "link":
        manifest.symlink_to(fill(tmp_path, {"secret.csv": "password,x\n"}) / "secret.csv")
    else:
        with manifest.open("wb") as file:
            file.truncate(100_000_000)
    found = find_sources([folder])
    (note,) = found.notes
    told = "has 100 MB, more than 16" if kind == "large" else "is no file of this folder"
    assert note.startswith(f"c: manifest.csv {told}, so none of it was used: ")
    assert [source.row for source in found.sources] == [None]


def test_a_cell_without_end_stops_the_manifest_and_nothing_else(tmp_path: Path) -> None:
    rows = f'a.txt,First,,,,\nb.txt,"{"x" * 10_000_000}",,,,\nc.txt,Third,,,,\n'
    folder = fill(tmp_path / "c", {"a.txt": "x", "manifest.csv": HEADER + rows})
    found = find_sources([folder])
    assert [source.row and source.row.title for source in found.sources] == ["First"]
    assert "manifest.csv could not be read from line 3 on (field larger" in found.notes[0]


def test_names_as_long_and_as_odd_as_disks_allow(tmp_path: Path) -> None:
    names = ["...txt", "..txt", " .txt", "a" * 250 + ".txt", "%2e%2e%2f.txt", "-rf.txt", "$(x).txt"]
    folder = fill(tmp_path / "c", dict.fromkeys(names, "x"))
    found = find_sources([folder])
    assert {source.path.name for source in found.sources} == set(names) - {"...txt", "..txt"}


def test_one_file_has_the_row_of_the_manifest_beside_it(tmp_path: Path) -> None:
    folder = fill(
        tmp_path / "corpus",
        {
            "manifest.csv": HEADER + "one.txt,One,,,,https://x.example/1\ngone.txt,,,,,\n",
            "one.txt": "1",
            "sheet.xlsx": "x",
        },
    )
    (every,) = find_sources([folder]).sources
    found = find_source(folder / "one.txt")

    assert found.sources == (every,) and found.notes == ()
    assert every.row is not None and every.row.title == "One"
    assert "'.xlsx' are not read" in find_source(folder / "sheet.xlsx").skipped[0].reason
    with pytest.raises(FileNotFoundError, match=r"gone\.txt"):
        find_source(folder / "gone.txt")
    with pytest.raises(IsADirectoryError, match="name one file"):
        find_source(folder)

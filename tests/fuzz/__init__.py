"""Real files, altered by chance, against the promise that every reader keeps."""

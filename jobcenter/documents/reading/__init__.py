"""Reading what is written on photos (tesseract): optional, in the worker, for searching and for a suggestion only."""

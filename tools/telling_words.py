"""Writes the table of words that tell a language, after a lexicon changed: with it a French message makes no other lexicon."""

from villars_core.understanding.language.telling import TABLE, telling_lines

if __name__ == "__main__":
    lines = telling_lines()
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words tell a language: {TABLE.name}")

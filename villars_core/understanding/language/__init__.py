"""How each language writes: folding, tokens, lexicons, what is masked or mended, names spelt otherwise; no meaning yet."""

"""The document with living modified organisms for contained use, Article 18.2(b)."""

"""The document with living modified organisms to be introduced into the environment, Article 18.2(c)."""

"""The papers of living modified organisms for food, feed or processing, Article 18.2(a)."""

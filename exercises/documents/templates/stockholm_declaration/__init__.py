"""The annual certification by a State not party, under Article 3.2(b)(iii)."""

"""The licence for controlled substances."""

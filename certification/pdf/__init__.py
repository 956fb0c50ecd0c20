"""The certificate as a signed PDF: values in, bytes out; no Django, no database, no clock."""

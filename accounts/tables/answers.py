"""A table as a file that a browser saves."""

from django.http import FileResponse, StreamingHttpResponse

from accounts.tables.writing import CONTENT_TYPES, as_csv, as_json, as_xlsx


def answer_with_table(fmt, *, name, title, headers, fields, rows):
    """The response that holds a table in one of the formats of CONTENT_TYPES, row by row.

    `headers` are for people (CSV, XLSX), `fields` the same for programs (JSON); `title` names the sheet and
    `name` the file, without its ending.
    """
    if fmt == "xlsx":
        response = FileResponse(as_xlsx(headers, rows, title), content_type=CONTENT_TYPES[fmt])
    else:
        lines = as_csv(headers, rows) if fmt == "csv" else as_json(fields, rows)
        response = StreamingHttpResponse(lines, content_type=CONTENT_TYPES[fmt])
    response["Content-Disposition"] = f'attachment; filename="{name}.{fmt}"'
    return response

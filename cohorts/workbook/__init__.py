"""Workbooks: how an agency brings a past cohort in, and takes any cohort out, as one XLSX file.

`unpack` reads the file in a process of its own, `reading` finds the headings and reads the cells, `batch` knows what
is stored, the resources of each room turn rows into rows of the database, `importing` puts it all together, and
`writing` and `exporting` make files. The format is described in docs/workbook.md.
"""

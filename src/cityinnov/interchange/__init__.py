"""Case studies to and from other programs: tables of records, lineage as JSON."""

"""Writes tables and records as Python's csv and json packages write them: records.py KIND TARGET."""
import csv
import json
import sys

ROWS = [
    {"ship": "Gannet", "cargo": "bread, eighty-five loaves", "note": "does not wait"},
    {"ship": "Marigold", "cargo": "coal", "note": "said \"never again\"\nand came again"},
    {"ship": "Łódź", "cargo": "tin; copper", "note": "flag: 🇵🇱"},
]

kind, target = sys.argv[1:]
with open(target, "w", encoding="utf-8", newline="") as file:
    if kind == "json":
        json.dump({"harbour": "Aldersea", "ships": ROWS, "count": 3, "open": True, "closed_since": None}, file, indent=2)
    elif kind == "jsonl":
        for row in ROWS:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        writer = csv.DictWriter(file, ROWS[0], dialect="excel-tab" if kind == "tsv" else "excel", delimiter={"csv": ",", "tsv": "\t", "semicolon": ";"}[kind])
        writer.writeheader()
        writer.writerows(ROWS)

"""Writes a notebook in the layout of nbformat 4: notebook.py NAME TARGET."""
import json
import sys


def markdown(identity, *lines):
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": list(lines)}


def code(identity, count, lines, outputs):
    return {"cell_type": "code", "execution_count": count, "id": identity, "metadata": {}, "outputs": outputs, "source": lines}


CELLS = [
    markdown("title", "# Counting the ships\n", "\n", "Every ship that passed Tern Rock in February was written down by hand."),
    code("load", 1, ["import statistics\n", "\n", "ships = [12, 9, 31, 4]\n", "def mean_of_weeks(ships):\n", "    return statistics.mean(ships)"], []),
    markdown("second", "## Means\n", "\n", "The third week was the busiest because of the herring."),
    code("mean", 2, ["print(\"mean ships a week:\", mean_of_weeks(ships))\n", "mean_of_weeks(ships)"], [
        {"name": "stdout", "output_type": "stream", "text": ["mean ships a week: 14\n"]},
        {"data": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==\n", "text/plain": ["14"]}, "execution_count": 2, "metadata": {}, "output_type": "execute_result"},
    ]),
    {"cell_type": "raw", "id": "raw", "metadata": {}, "source": ["Raw cells pass through untouched."]},
    code("error", 3, ["ships[9]"], [{"ename": "IndexError", "evalue": "list index out of range", "output_type": "error", "traceback": ["\u001b[0;31mIndexError\u001b[0m: list index out of range"]}]),
]

NOTEBOOK = {
    "cells": CELLS,
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "version": "3.11.7"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}

with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as file:
    json.dump(NOTEBOOK, file, ensure_ascii=False, indent=1, sort_keys=True)
    file.write("\n")

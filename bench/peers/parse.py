#!/usr/bin/env python3
"""The obvious parser in Python: re and json. Prints what it found and the nanoseconds of one parse, as one line of JSON."""
import json
import re
import sys
import time
from datetime import datetime, timedelta

DATELINE = re.compile(r"^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d{2}:\d{2}$", re.M)
BLOCK = re.compile(r'string\((\d+)\) "(\[.*\])"', re.S)
SIGNATURE = re.compile(r"^(?=.*[\d/])[A-Z0-9]{1,6}(?:[ /-][A-Z0-9]{1,6})*$")
TICKS = re.compile(r"_(\d{18})_")
EPOCH = datetime(1, 1, 1)


def parse(data):
    text = data.decode("utf-8")
    block = BLOCK.search(text)
    body = text[: block.start()] if block else text
    dateline = DATELINE.search(body)
    before = [line.strip() for line in body[: dateline.start()].split("\n") if line.strip()]
    paragraphs = [line.strip() for line in body[dateline.end():].split("\n") if line.strip()]
    signature = None
    if paragraphs and SIGNATURE.match(paragraphs[-1]):
        signature = paragraphs.pop()
    related = []
    for item in json.loads(block.group(2)) if block else []:
        ticks = TICKS.search(item["pic"])
        related.append({
            "id": item["id"],
            "sort": item["sort"],
            "contentTypeId": item["contenttypeid"],
            "pic": item["pic"],
            "title": item["title"],
            "kind": "video" if item["pic"].endswith(".mp4") else "image",
            "uploadedAt": EPOCH + timedelta(microseconds=int(ticks.group(1)) // 10) if ticks else None,
        })
    return {
        "title": before[0] if before else None,
        "date": datetime.strptime(dateline.group(0), "%a %b %d, %Y %H:%M:%S"),
        "paragraphs": paragraphs,
        "signature": signature,
        "related": related,
        "declaredLength": int(block.group(1)) if block else None,
        "actualLength": len(block.group(2).encode("utf-8")) if block else None,
    }


def batch(data, seconds):
    count = 0
    start = time.perf_counter_ns()
    while True:
        for _ in range(50):
            parse(data)
        count += 50
        elapsed = time.perf_counter_ns() - start
        if elapsed > seconds * 1e9:
            return elapsed / count


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    article = parse(data)
    batch(data, 0.3)
    print(json.dumps({
        "date": article["date"].isoformat(),
        "paragraphs": len(article["paragraphs"]),
        "signature": article["signature"],
        "items": len(article["related"]),
        "lastUpload": article["related"][-1]["uploadedAt"].strftime("%Y-%m-%dT%H:%M:%S"),
        "nanoseconds": min(batch(data, 0.2) for _ in range(3)),
    }))


main()

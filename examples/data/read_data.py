"""Prints the clauses by which a policy excludes cases: read_data.py ADDRESS, that of the folder data/v1/ of a site."""

import json
import sys
from urllib.parse import urljoin
from urllib.request import urlopen


def read(address: str) -> dict:
    """The file of JSON at that address."""
    with urlopen(address) as file:
        return json.load(file)


index_address = urljoin(sys.argv[1], "index.json")
index = read(index_address)
for entry in index["policies"]:
    address = urljoin(index_address, entry["file"])
    policy = read(address)
    site = urljoin(address, policy["site"])
    clauses = {clause["id"]: clause for clause in policy["clauses"]}
    excluding = [name for rule in policy["rules"] if rule["effect"] == "exclude" for name in rule["clauses"]]
    for clause in map(clauses.__getitem__, dict.fromkeys(excluding)):
        print(policy["policy"], urljoin(site, clause["href"]["en"]), clause["text"]["en"], sep="\t")

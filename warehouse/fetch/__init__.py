"""Find, fetch and keep pages: discovery, robots, a safe client, the WARC archive. HTTP stays behind this door."""

from warehouse.fetch.archive import Archive, Record
from warehouse.fetch.client import Client
from warehouse.fetch.discover import Candidate, Discovery, discover
from warehouse.fetch.errors import ArchiveDamaged, FetchError, IndexProblem
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.harvest import Harvest, harvest
from warehouse.fetch.memory import Memory, Visit
from warehouse.fetch.ping import ping

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "Candidate",
    "Client",
    "Discovery",
    "Exchange",
    "FetchError",
    "Harvest",
    "IndexProblem",
    "Memory",
    "Record",
    "Visit",
    "discover",
    "harvest",
    "ping",
]

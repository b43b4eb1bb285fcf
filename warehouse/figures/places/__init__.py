"""Places: which units a text names, and which one each figure is about."""

from warehouse.figures.places.gazetteer import Places, load_places, places_of
from warehouse.figures.places.mentions import with_place
from warehouse.figures.places.spans import place_spans

__all__ = ["Places", "load_places", "place_spans", "places_of", "with_place"]

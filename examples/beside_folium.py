"""Incidents on a folium map, beside folium's own layers."""

import folium

import geomap

articles = geomap.read_articles("examples/articles")
result = geomap.map_incidents(articles)

world = folium.Map(location=(33, 44), zoom_start=6, tiles=None)
geomap.IncidentLayer(result.incidents, result.reports).add_to(world)
folium.Circle((33.3, 44.4), radius=50_000, fill=False).add_to(world)
world.save("outputs/beside-folium.html")

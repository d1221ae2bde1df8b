"""Articles made in memory become a table of incidents."""

import geomap

articles = [
    geomap.Article(
        text="Two rockets landed near the airport of Erbil on Friday. Nobody was hurt.",
        published="2020-01-05",
        source="Example Wire",
    ),
    geomap.Article(
        text="A roadside bomb killed three soldiers in Kirkuk province on Saturday, police said.",
        published="2020-01-05",
        source="Example Herald",
    ),
]
result = geomap.map_incidents(articles)
print(result.incidents[["date", "kind", "place", "killed_low", "quote"]].to_string(index=False))

"""An address may say which country its source is at home in."""

import pytest

from geomap.articles.outlets import country_of_address


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://news.example.co.uk/a", "GB"),
        ("http://example.iq", "IQ"),
        ("https://example.com.au/x?y=1", "AU"),
        ("https://example.com", None),
        ("https://example.tv", None),
        ("https://example.eu", None),
        ("https://192.168.0.1/a", None),
        ("https://[::1]/a", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_the_ending_of_an_address_names_its_country(url, country):
    assert country_of_address(url) == country

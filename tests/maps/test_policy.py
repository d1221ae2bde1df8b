import base64
import hashlib

from geomap.maps.policy import content_security_policy, find_outside_links


def digest(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_scripts_and_styles_are_named_by_their_digest_and_nothing_else_is_allowed():
    page = "<style>p{}</style><script>f()</script><script type='application/octet-stream'>QQ==</script>"
    assert content_security_policy(page).split("; ") == [
        "default-src 'none'",
        f"script-src {digest('f()')}",
        f"style-src {digest('p{}')}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_hosts_of_foreign_elements_are_named_only_when_there_are_such():
    page = '<script src="https://cdn.example/a.js"></script>'
    assert "cdn.example" not in content_security_policy(page)
    assert "script-src https://cdn.example" in content_security_policy(page, others=True)


def test_a_host_that_is_none_cannot_add_a_rule():
    page = '<script src="https://a.example; script-src *//b.js"></script>'
    assert "script-src *" not in content_security_policy(page, others=True)


def test_outside_links_are_what_loads_and_not_what_a_reader_may_follow():
    page = (
        '<a href="https://follow.example">x</a><link rel="stylesheet" href="https://css.example/a.css"/>'
        "<script>L.tileLayer('https://{s}.tiles.example/{z}/{x}/{y}.png', {})</script>"
        '<script src="https://cdn.example/a.js"></script><script src="https://cdn.example/a.js"></script>'
    )
    assert find_outside_links(page) == [
        "https://css.example/a.css",
        "https://cdn.example/a.js",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
    ]

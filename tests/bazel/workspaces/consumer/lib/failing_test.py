"""A test that fails, and one that does not."""


def test_sum():
    assert 1 + 1 == 3, "sums are <wrong>"


def test_product():
    assert 2 * 2 == 4

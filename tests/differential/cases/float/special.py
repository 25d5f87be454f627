# Infinities, NaN and negative zero in arithmetic, comparison and containers.
inf = float("inf")
nan = float("nan")
print(
    inf + 1,
    inf - inf,
    inf * 0,
    inf * -1,
    inf / inf,
    1 / inf,
    -1 / inf,
    inf // 2,
    5 % inf,
    -5 % inf,
    inf % 2,
)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, inf == inf, -inf < inf, inf > 10**400)
print(nan is nan, nan in [nan], [nan] == [nan], (nan,) == (float("nan"),), {nan: 1} == {nan: 1})
print(0.0 == -0.0, -0.0 < 0.0, str(-0.0), hash(0.0) == hash(-0.0), 1 / inf, -0.0 + 0.0, -0.0 - 0.0)
print(max(nan, 1.0), max(1.0, nan), min(nan, 1.0), min(1.0, nan), sorted([3.0, -inf, inf, 0.0]))
print(inf**2, inf**-1, inf**0, nan**0, 1**nan, (-inf) ** 3, (-inf) ** 2, 0.5**inf, 2.0**-inf)
print(bool(nan), bool(inf), bool(-0.0), abs(-inf), abs(nan), -nan)
print(
    hash(inf),
    hash(-inf),
    inf.is_integer(),
    nan.is_integer(),
    (2.0).is_integer(),
    (2.5).is_integer(),
)
print([nan].index(nan), [nan].count(nan), {0.0, -0.0}, {1, 1.0, True}, len({inf, inf, -inf}))
print(
    "%f %e %g" % (inf, inf, inf),
    "%f" % nan,
    f"{inf:>10} {-inf:010} {nan:+}",
    f"{nan:5.1f}|{inf:E}|{nan:G}",
)
print(divmod(5.0, inf), divmod(-5.0, inf), divmod(5, -inf))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: int(inf))
attempt(lambda: int(-inf))
attempt(lambda: int(nan))
attempt(lambda: inf.as_integer_ratio())
attempt(lambda: nan.as_integer_ratio())
attempt(lambda: divmod(inf, 0.0))
